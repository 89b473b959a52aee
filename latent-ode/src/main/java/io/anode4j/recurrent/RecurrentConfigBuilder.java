package io.anode4j.recurrent;

/** Puts a {@link RecurrentConfig} together, starting from the defaults. */
public final class RecurrentConfigBuilder {
  private final Cell cell;
  private String likelihood = "heteroscedastic-gaussian";
  private int hidden = 48;
  private int decoderUnits = 48;
  private int fieldUnits = 48;
  private int leads = 2;
  private int readings = 96;
  private int epochs = 60;
  private int batchSize = 16;
  private double learningRate = 8e-3;
  private int patience = 10;
  private long seed = 1;

  RecurrentConfigBuilder(Cell cell) {
    this.cell = cell;
  }

  RecurrentConfigBuilder(RecurrentConfig config) {
    cell = config.cell();
    likelihood = config.likelihood();
    hidden = config.hidden();
    decoderUnits = config.decoderUnits();
    fieldUnits = config.fieldUnits();
    leads = config.leads();
    readings = config.readings();
    epochs = config.epochs();
    batchSize = config.batchSize();
    learningRate = config.learningRate();
    patience = config.patience();
    seed = config.seed();
  }

  /** Name of the density of the values. */
  public RecurrentConfigBuilder likelihood(String name) {
    likelihood = name;
    return this;
  }

  /** Size of the state. */
  public RecurrentConfigBuilder hidden(int size) {
    hidden = size;
    return this;
  }

  /** Width of the decoder's hidden layer. */
  public RecurrentConfigBuilder decoderUnits(int width) {
    decoderUnits = width;
    return this;
  }

  /** Width of the field's hidden layer; of an ODE-RNN alone. */
  public RecurrentConfigBuilder fieldUnits(int width) {
    fieldUnits = width;
    return this;
  }

  /** Farther readings that each state must forecast, beside the next. */
  public RecurrentConfigBuilder leads(int count) {
    leads = count;
    return this;
  }

  /** Most readings of a window. */
  public RecurrentConfigBuilder readings(int count) {
    readings = count;
    return this;
  }

  /** At most so many epochs. */
  public RecurrentConfigBuilder epochs(int count) {
    epochs = count;
    return this;
  }

  /** Windows an optimiser step. */
  public RecurrentConfigBuilder batchSize(int windows) {
    batchSize = windows;
    return this;
  }

  /** Peak learning rate of Adam. */
  public RecurrentConfigBuilder learningRate(double rate) {
    learningRate = rate;
    return this;
  }

  /** Epochs without improvement before training stops. */
  public RecurrentConfigBuilder patience(int count) {
    patience = count;
    return this;
  }

  /** Seed of every random choice. */
  public RecurrentConfigBuilder seed(long value) {
    seed = value;
    return this;
  }

  /** The settings. */
  public RecurrentConfig build() {
    return new RecurrentConfig(
        cell,
        likelihood,
        hidden,
        decoderUnits,
        fieldUnits,
        leads,
        readings,
        epochs,
        batchSize,
        learningRate,
        patience,
        seed);
  }
}
