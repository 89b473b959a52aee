package io.anode4j.latent;

/** Collects settings for a {@link LatentOdeConfig}; starts from the defaults. */
public final class LatentOdeConfigBuilder {
  private int latentSize = 16;
  private int augment = 4;
  private int encoderUnits = 64;
  private int fieldUnits = 64;
  private int fieldLayers = 2;
  private int decoderUnits = 64;
  private int timeFrequencies = 3;
  private double rtol = 1e-3;
  private double atol = 1e-4;
  private int samples = 1;
  private int forecastSamples = 32;
  private int epochs = 150;
  private int batchSize = 32;
  private int windowsPerEpoch = 2048;
  private double learningRate = 4e-3;
  private int patience = 25;
  private int klWarmup = 20;
  private double contextWeight = 0.3;
  private double contextKeep = 0.7;
  private double clipNorm = 5.0;
  private double validationFraction = 0.15;
  private long seed = 42;

  LatentOdeConfigBuilder() {}

  /** See {@link LatentOdeConfig#latentSize}. */
  public LatentOdeConfigBuilder latentSize(int value) {
    this.latentSize = value;
    return this;
  }

  /** See {@link LatentOdeConfig#augment}. */
  public LatentOdeConfigBuilder augment(int value) {
    this.augment = value;
    return this;
  }

  /** See {@link LatentOdeConfig#encoderUnits}. */
  public LatentOdeConfigBuilder encoderUnits(int value) {
    this.encoderUnits = value;
    return this;
  }

  /** See {@link LatentOdeConfig#fieldUnits}. */
  public LatentOdeConfigBuilder fieldUnits(int value) {
    this.fieldUnits = value;
    return this;
  }

  /** See {@link LatentOdeConfig#fieldLayers}. */
  public LatentOdeConfigBuilder fieldLayers(int value) {
    this.fieldLayers = value;
    return this;
  }

  /** See {@link LatentOdeConfig#decoderUnits}. */
  public LatentOdeConfigBuilder decoderUnits(int value) {
    this.decoderUnits = value;
    return this;
  }

  /** See {@link LatentOdeConfig#timeFrequencies}. */
  public LatentOdeConfigBuilder timeFrequencies(int value) {
    this.timeFrequencies = value;
    return this;
  }

  /** See {@link LatentOdeConfig#rtol}. */
  public LatentOdeConfigBuilder rtol(double value) {
    this.rtol = value;
    return this;
  }

  /** See {@link LatentOdeConfig#atol}. */
  public LatentOdeConfigBuilder atol(double value) {
    this.atol = value;
    return this;
  }

  /** See {@link LatentOdeConfig#samples}. */
  public LatentOdeConfigBuilder samples(int value) {
    this.samples = value;
    return this;
  }

  /** See {@link LatentOdeConfig#forecastSamples}. */
  public LatentOdeConfigBuilder forecastSamples(int value) {
    this.forecastSamples = value;
    return this;
  }

  /** See {@link LatentOdeConfig#epochs}. */
  public LatentOdeConfigBuilder epochs(int value) {
    this.epochs = value;
    return this;
  }

  /** See {@link LatentOdeConfig#batchSize}. */
  public LatentOdeConfigBuilder batchSize(int value) {
    this.batchSize = value;
    return this;
  }

  /** See {@link LatentOdeConfig#windowsPerEpoch}. */
  public LatentOdeConfigBuilder windowsPerEpoch(int value) {
    this.windowsPerEpoch = value;
    return this;
  }

  /** See {@link LatentOdeConfig#learningRate}. */
  public LatentOdeConfigBuilder learningRate(double value) {
    this.learningRate = value;
    return this;
  }

  /** See {@link LatentOdeConfig#patience}. */
  public LatentOdeConfigBuilder patience(int value) {
    this.patience = value;
    return this;
  }

  /** See {@link LatentOdeConfig#klWarmup}. */
  public LatentOdeConfigBuilder klWarmup(int value) {
    this.klWarmup = value;
    return this;
  }

  /** See {@link LatentOdeConfig#contextWeight}. */
  public LatentOdeConfigBuilder contextWeight(double value) {
    this.contextWeight = value;
    return this;
  }

  /** See {@link LatentOdeConfig#contextKeep}. */
  public LatentOdeConfigBuilder contextKeep(double value) {
    this.contextKeep = value;
    return this;
  }

  /** See {@link LatentOdeConfig#clipNorm}. */
  public LatentOdeConfigBuilder clipNorm(double value) {
    this.clipNorm = value;
    return this;
  }

  /** See {@link LatentOdeConfig#validationFraction}. */
  public LatentOdeConfigBuilder validationFraction(double value) {
    this.validationFraction = value;
    return this;
  }

  /** See {@link LatentOdeConfig#seed}. */
  public LatentOdeConfigBuilder seed(long value) {
    this.seed = value;
    return this;
  }

  /**
   * The finished settings.
   *
   * @throws IllegalArgumentException naming the first setting out of range
   */
  public LatentOdeConfig build() {
    return new LatentOdeConfig(
        latentSize,
        augment,
        encoderUnits,
        fieldUnits,
        fieldLayers,
        decoderUnits,
        timeFrequencies,
        rtol,
        atol,
        samples,
        forecastSamples,
        epochs,
        batchSize,
        windowsPerEpoch,
        learningRate,
        patience,
        klWarmup,
        contextWeight,
        contextKeep,
        clipNorm,
        validationFraction,
        seed);
  }
}
