package io.anode4j.filter;

/** Puts a {@link FilterConfig} together, starting from the defaults. */
public final class FilterConfigBuilder {
  private int hidden = 32;
  private int decoderUnits = 32;
  private int leads = 2;
  private int chunk = 96;
  private int warmUp = 16;
  private double smoothing = 8;
  private double outlierLimit = 6;
  private int epochs = 60;
  private int batchSize = 16;
  private int windowsPerEpoch = 2048;
  private double learningRate = 8e-3;
  private int patience = 10;
  private double clipNorm = 1;
  private double weightDecay = 0;
  private double levelShift = 0.5;
  private double validationFraction = 0.15;
  private long seed = 1;

  FilterConfigBuilder() {}

  FilterConfigBuilder(FilterConfig config) {
    hidden = config.hidden();
    decoderUnits = config.decoderUnits();
    leads = config.training().leads();
    chunk = config.training().chunk();
    warmUp = config.scoring().warmUp();
    smoothing = config.scoring().smoothing();
    outlierLimit = config.scoring().outlierLimit();
    epochs = config.training().epochs();
    batchSize = config.training().batchSize();
    windowsPerEpoch = config.training().windowsPerEpoch();
    learningRate = config.training().learningRate();
    patience = config.training().patience();
    clipNorm = config.training().clipNorm();
    weightDecay = config.training().weightDecay();
    levelShift = config.training().levelShift();
    validationFraction = config.training().validationFraction();
    seed = config.seed();
  }

  /** Sets {@link FilterConfig#hidden}: even, 2 to 512. */
  public FilterConfigBuilder hidden(int value) {
    hidden = value;
    return this;
  }

  /** Sets {@link FilterConfig#decoderUnits}: 1 or more. */
  public FilterConfigBuilder decoderUnits(int value) {
    decoderUnits = value;
    return this;
  }

  /** Sets {@link FilterTrainingSettings#leads}: 0 or more. */
  public FilterConfigBuilder leads(int value) {
    leads = value;
    return this;
  }

  /** Sets {@link FilterTrainingSettings#chunk}: 2 or more. */
  public FilterConfigBuilder chunk(int value) {
    chunk = value;
    return this;
  }

  /** Sets {@link ScoringSettings#warmUp}: 0 or more. */
  public FilterConfigBuilder warmUp(int value) {
    warmUp = value;
    return this;
  }

  /** Sets {@link ScoringSettings#smoothing}: 1 for none. */
  public FilterConfigBuilder smoothing(double value) {
    smoothing = value;
    return this;
  }

  /** Sets {@link ScoringSettings#outlierLimit}: above 0. */
  public FilterConfigBuilder outlierLimit(double value) {
    outlierLimit = value;
    return this;
  }

  /** Sets {@link FilterTrainingSettings#epochs}: 1 or more. */
  public FilterConfigBuilder epochs(int value) {
    epochs = value;
    return this;
  }

  /** Sets {@link FilterTrainingSettings#batchSize}: 1 or more. */
  public FilterConfigBuilder batchSize(int value) {
    batchSize = value;
    return this;
  }

  /** Sets {@link FilterTrainingSettings#windowsPerEpoch}: 1 or more. */
  public FilterConfigBuilder windowsPerEpoch(int value) {
    windowsPerEpoch = value;
    return this;
  }

  /** Sets {@link FilterTrainingSettings#learningRate}: above 0. */
  public FilterConfigBuilder learningRate(double value) {
    learningRate = value;
    return this;
  }

  /** Sets {@link FilterTrainingSettings#patience}: 1 or more. */
  public FilterConfigBuilder patience(int value) {
    patience = value;
    return this;
  }

  /** Sets {@link FilterTrainingSettings#clipNorm}: above 0. */
  public FilterConfigBuilder clipNorm(double value) {
    clipNorm = value;
    return this;
  }

  /** Sets {@link FilterTrainingSettings#weightDecay}: 0 for none. */
  public FilterConfigBuilder weightDecay(double value) {
    weightDecay = value;
    return this;
  }

  /** Sets {@link FilterTrainingSettings#levelShift}: 0 for none. */
  public FilterConfigBuilder levelShift(double value) {
    levelShift = value;
    return this;
  }

  /** Sets {@link FilterTrainingSettings#validationFraction}: a share of 1. */
  public FilterConfigBuilder validationFraction(double value) {
    validationFraction = value;
    return this;
  }

  /** Sets {@link FilterConfig#seed}: any. */
  public FilterConfigBuilder seed(long value) {
    seed = value;
    return this;
  }

  /**
   * The settings.
   *
   * @throws IllegalArgumentException when one is out of range
   */
  public FilterConfig build() {
    return new FilterConfig(
        hidden,
        decoderUnits,
        new ScoringSettings(warmUp, smoothing, outlierLimit),
        new FilterTrainingSettings(
            leads,
            chunk,
            epochs,
            batchSize,
            windowsPerEpoch,
            learningRate,
            patience,
            clipNorm,
            weightDecay,
            levelShift,
            validationFraction),
        seed);
  }
}
