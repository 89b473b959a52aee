package io.anode4j.filter;

import io.anode4j.model.SettingRange;

/**
 * How a trained filter follows a sensor and scores its readings.
 *
 * @param warmUp readings before scores of a sensor count
 * @param smoothing readings that the anomaly score remembers: its weights fall by 1 − 1/smoothing
 * @param outlierLimit standard deviations beyond which a value moves the state no further
 */
public record ScoringSettings(int warmUp, double smoothing, double outlierLimit) {
  /** Checks every range. */
  public ScoringSettings {
    SettingRange.within("warmUp", warmUp, 0, 1 << 20);
    SettingRange.require(
        smoothing >= 1 && Double.isFinite(smoothing), "smoothing", smoothing, "1 (none) or more");
    SettingRange.require(outlierLimit > 0, "outlierLimit", outlierLimit, "a number above 0");
  }
}
