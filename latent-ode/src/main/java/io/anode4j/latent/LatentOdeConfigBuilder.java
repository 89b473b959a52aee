package io.anode4j.latent;

import io.anode4j.latent.dynamics.DynamicsSettings;
import io.anode4j.latent.dynamics.NeuralField;
import io.anode4j.latent.encoder.EncoderSettings;
import io.anode4j.latent.encoder.Gru;
import io.anode4j.latent.likelihood.Gaussian;
import io.anode4j.latent.likelihood.HeteroscedasticGaussian;
import io.anode4j.latent.likelihood.LikelihoodSettings;

/**
 * Collects settings for a {@link LatentOdeConfig}; starts from the defaults. Setters named after a
 * part's setting, as {@link #encoderUnits}, choose the default part with it.
 */
public final class LatentOdeConfigBuilder {
  private int latentSize = 16;
  private int augment = 4;
  private EncoderSettings encoder = Gru.defaults();
  private DynamicsSettings dynamics = NeuralField.defaults();
  private int decoderUnits = 64;
  private LikelihoodSettings likelihood = HeteroscedasticGaussian.defaults();
  private AnchoringSettings anchoring = AnchoringSettings.defaults();
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

  LatentOdeConfigBuilder(LatentOdeConfig c) {
    latentSize = c.latentSize();
    augment = c.augment();
    encoder = c.encoder();
    dynamics = c.dynamics();
    decoderUnits = c.decoderUnits();
    likelihood = c.likelihood();
    anchoring = c.anchoring();
    forecastSamples = c.forecastSamples();
    seed = c.seed();
    training(c.training());
  }

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

  /** See {@link LatentOdeConfig#encoder}. */
  public LatentOdeConfigBuilder encoder(EncoderSettings value) {
    this.encoder = value;
    return this;
  }

  /** See {@link LatentOdeConfig#dynamics}. */
  public LatentOdeConfigBuilder dynamics(DynamicsSettings value) {
    this.dynamics = value;
    return this;
  }

  /** See {@link LatentOdeConfig#likelihood}. */
  public LatentOdeConfigBuilder likelihood(LikelihoodSettings value) {
    this.likelihood = value;
    return this;
  }

  /** See {@link LatentOdeConfig#anchoring}. */
  public LatentOdeConfigBuilder anchoring(AnchoringSettings value) {
    this.anchoring = value;
    return this;
  }

  /** The latent ODE alone: no frame, no anchor, no stack, one noise for each channel. */
  public LatentOdeConfigBuilder alone() {
    this.anchoring = AnchoringSettings.NONE;
    this.likelihood = new Gaussian();
    return this;
  }

  /** See {@link LatentOdeConfig#training}. */
  public LatentOdeConfigBuilder training(TrainingSettings value) {
    samples = value.samples();
    epochs = value.epochs();
    batchSize = value.batchSize();
    windowsPerEpoch = value.windowsPerEpoch();
    learningRate = value.learningRate();
    patience = value.patience();
    klWarmup = value.klWarmup();
    contextWeight = value.contextWeight();
    contextKeep = value.contextKeep();
    clipNorm = value.clipNorm();
    validationFraction = value.validationFraction();
    return this;
  }

  /** See {@link Gru#units}. */
  public LatentOdeConfigBuilder encoderUnits(int value) {
    this.encoder = new Gru(value, gru().timeFrequencies());
    return this;
  }

  /** See {@link Gru#timeFrequencies}. */
  public LatentOdeConfigBuilder timeFrequencies(int value) {
    this.encoder = new Gru(gru().units(), value);
    return this;
  }

  private Gru gru() {
    return encoder instanceof Gru gru ? gru : Gru.defaults();
  }

  /** See {@link NeuralField#units}. */
  public LatentOdeConfigBuilder fieldUnits(int value) {
    this.dynamics = field().withUnits(value);
    return this;
  }

  /** See {@link NeuralField#layers}. */
  public LatentOdeConfigBuilder fieldLayers(int value) {
    this.dynamics = field().withLayers(value);
    return this;
  }

  /** See {@link NeuralField#rtol}. */
  public LatentOdeConfigBuilder rtol(double value) {
    this.dynamics = field().withTolerances(value, field().atol());
    return this;
  }

  /** See {@link NeuralField#atol}. */
  public LatentOdeConfigBuilder atol(double value) {
    this.dynamics = field().withTolerances(field().rtol(), value);
    return this;
  }

  private NeuralField field() {
    return dynamics instanceof NeuralField field ? field : NeuralField.defaults();
  }

  /** See {@link LatentOdeConfig#decoderUnits}. */
  public LatentOdeConfigBuilder decoderUnits(int value) {
    this.decoderUnits = value;
    return this;
  }

  /** See {@link TrainingSettings#samples}. */
  public LatentOdeConfigBuilder samples(int value) {
    this.samples = value;
    return this;
  }

  /** See {@link LatentOdeConfig#forecastSamples}. */
  public LatentOdeConfigBuilder forecastSamples(int value) {
    this.forecastSamples = value;
    return this;
  }

  /** See {@link TrainingSettings#epochs}. */
  public LatentOdeConfigBuilder epochs(int value) {
    this.epochs = value;
    return this;
  }

  /** See {@link TrainingSettings#batchSize}. */
  public LatentOdeConfigBuilder batchSize(int value) {
    this.batchSize = value;
    return this;
  }

  /** See {@link TrainingSettings#windowsPerEpoch}. */
  public LatentOdeConfigBuilder windowsPerEpoch(int value) {
    this.windowsPerEpoch = value;
    return this;
  }

  /** See {@link TrainingSettings#learningRate}. */
  public LatentOdeConfigBuilder learningRate(double value) {
    this.learningRate = value;
    return this;
  }

  /** See {@link TrainingSettings#patience}. */
  public LatentOdeConfigBuilder patience(int value) {
    this.patience = value;
    return this;
  }

  /** See {@link TrainingSettings#klWarmup}. */
  public LatentOdeConfigBuilder klWarmup(int value) {
    this.klWarmup = value;
    return this;
  }

  /** See {@link TrainingSettings#contextWeight}. */
  public LatentOdeConfigBuilder contextWeight(double value) {
    this.contextWeight = value;
    return this;
  }

  /** See {@link TrainingSettings#contextKeep}. */
  public LatentOdeConfigBuilder contextKeep(double value) {
    this.contextKeep = value;
    return this;
  }

  /** See {@link TrainingSettings#clipNorm}. */
  public LatentOdeConfigBuilder clipNorm(double value) {
    this.clipNorm = value;
    return this;
  }

  /** See {@link TrainingSettings#validationFraction}. */
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
   * The settings.
   *
   * @throws IllegalArgumentException naming a setting that is out of its range
   */
  public LatentOdeConfig build() {
    TrainingSettings training =
        new TrainingSettings(
            samples,
            epochs,
            batchSize,
            windowsPerEpoch,
            learningRate,
            patience,
            klWarmup,
            contextWeight,
            contextKeep,
            clipNorm,
            validationFraction);
    return new LatentOdeConfig(
        latentSize,
        augment,
        encoder,
        dynamics,
        decoderUnits,
        likelihood,
        anchoring,
        training,
        forecastSamples,
        seed);
  }
}
