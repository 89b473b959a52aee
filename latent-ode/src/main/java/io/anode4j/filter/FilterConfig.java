package io.anode4j.filter;

/**
 * Everything that decides how a neural filter is trained. The same record is written into the model
 * file.
 *
 * @param hidden size of the hidden state, even: half of it are the other half's partners in
 *     rotation
 * @param decoderUnits width of the decoder's hidden layer
 * @param leads farther readings that each reading's state must forecast in training, beside the
 *     next
 * @param chunk readings in a row that a training window holds
 * @param warmUp readings before scores of a sensor count
 * @param smoothing readings that the anomaly score remembers: its weights fall by 1 − 1/smoothing
 * @param outlierLimit standard deviations beyond which a value moves the state no further
 * @param epochs at most so many passes
 * @param batchSize windows an optimiser step
 * @param windowsPerEpoch at most so many windows an epoch, drawn anew each time
 * @param learningRate peak learning rate of Adam
 * @param patience epochs without improvement on validation before training stops
 * @param clipNorm largest global norm of a gradient
 * @param weightDecay share of every weight that a step of learning rate η takes away, as η times it
 * @param levelShift training windows are moved by random constants of this size, in units of a
 *     channel's spread, so that a drift does not lead out of what was learnt; 0 for none
 * @param validationFraction share of the data kept for validation and calibration
 * @param seed seed of every random choice
 */
public record FilterConfig(
    int hidden,
    int decoderUnits,
    int leads,
    int chunk,
    int warmUp,
    double smoothing,
    double outlierLimit,
    int epochs,
    int batchSize,
    int windowsPerEpoch,
    double learningRate,
    int patience,
    double clipNorm,
    double weightDecay,
    double levelShift,
    double validationFraction,
    long seed) {
  /** A state of more would not fit into the 4 KB a sensor may have. */
  private static final int MOST_HIDDEN = 512;

  private static final int MOST_UNITS = 1 << 12;

  /** Checks every range. */
  public FilterConfig {
    within("hidden", hidden, 2, MOST_HIDDEN);
    require(hidden % 2 == 0, "hidden", hidden, "an even number");
    within("decoderUnits", decoderUnits, 1, MOST_UNITS);
    within("leads", leads, 0, 64);
    within("chunk", chunk, 2, 1 << 16);
    within("warmUp", warmUp, 0, 1 << 20);
    require(
        smoothing >= 1 && Double.isFinite(smoothing), "smoothing", smoothing, "1 (none) or more");
    require(outlierLimit > 0, "outlierLimit", outlierLimit, "a number above 0");
    within("epochs", epochs, 1, Integer.MAX_VALUE);
    within("batchSize", batchSize, 1, 1 << 16);
    within("windowsPerEpoch", windowsPerEpoch, 1, 1 << 24);
    above("learningRate", learningRate);
    within("patience", patience, 1, Integer.MAX_VALUE);
    above("clipNorm", clipNorm);
    require(weightDecay >= 0 && weightDecay < 10, "weightDecay", weightDecay, "a number 0 to 10");
    require(levelShift >= 0 && levelShift < 10, "levelShift", levelShift, "a number 0 to 10");
    require(
        validationFraction > 0 && validationFraction < 1,
        "validationFraction",
        validationFraction,
        "a share of 1");
  }

  private static void within(String name, int value, int least, int most) {
    require(value >= least && value <= most, name, value, "a number " + least + " to " + most);
  }

  private static void above(String name, double value) {
    require(value > 0 && Double.isFinite(value), name, value, "a number above 0");
  }

  private static void require(boolean holds, String name, double value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "The setting " + name + " is " + value + "; expected " + expected);
    }
  }

  /** Settings that do well without tuning. */
  public static FilterConfig defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static FilterConfigBuilder builder() {
    return new FilterConfigBuilder();
  }

  /** A builder that starts from these settings. */
  public FilterConfigBuilder toBuilder() {
    return new FilterConfigBuilder(this);
  }
}
