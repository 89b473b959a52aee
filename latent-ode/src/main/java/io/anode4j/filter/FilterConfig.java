package io.anode4j.filter;

import io.anode4j.model.SettingRange;

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
    SettingRange.within("hidden", hidden, 2, MOST_HIDDEN);
    SettingRange.require(hidden % 2 == 0, "hidden", hidden, "an even number");
    SettingRange.within("decoderUnits", decoderUnits, 1, MOST_UNITS);
    SettingRange.within("leads", leads, 0, 64);
    SettingRange.within("chunk", chunk, 2, 1 << 16);
    SettingRange.within("warmUp", warmUp, 0, 1 << 20);
    SettingRange.require(
        smoothing >= 1 && Double.isFinite(smoothing), "smoothing", smoothing, "1 (none) or more");
    SettingRange.require(outlierLimit > 0, "outlierLimit", outlierLimit, "a number above 0");
    SettingRange.within("epochs", epochs, 1, Integer.MAX_VALUE);
    SettingRange.within("batchSize", batchSize, 1, 1 << 16);
    SettingRange.within("windowsPerEpoch", windowsPerEpoch, 1, 1 << 24);
    SettingRange.above("learningRate", learningRate);
    SettingRange.within("patience", patience, 1, Integer.MAX_VALUE);
    SettingRange.above("clipNorm", clipNorm);
    SettingRange.require(
        weightDecay >= 0 && weightDecay < 10, "weightDecay", weightDecay, "a number 0 to 10");
    SettingRange.require(
        levelShift >= 0 && levelShift < 10, "levelShift", levelShift, "a number 0 to 10");
    SettingRange.require(
        validationFraction > 0 && validationFraction < 1,
        "validationFraction",
        validationFraction,
        "a share of 1");
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
