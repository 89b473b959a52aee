package io.anode4j.latent;

import io.anode4j.model.SettingRange;

/**
 * What a classifier or a regressor is told beside the settings of its latent ODE.
 *
 * @param units width of the hidden layer between z and what is said of a series; 0 for none
 * @param weight of the loss of labels a series beside that of the values a value
 * @param regression whether a regression on simple features is weighed with the network, and of a
 *     classifier a random forest
 */
public record HeadSettings(int units, double weight, boolean regression) {
  private static final int MOST_UNITS = 1 << 16;

  /** Checks the ranges. */
  public HeadSettings {
    SettingRange.within("units", units, 0, MOST_UNITS);
    SettingRange.above("weight", weight);
  }

  /** Settings that do well without tuning. */
  public static HeadSettings defaults() {
    return new HeadSettings(32, 10, true);
  }

  /** The same with another width. */
  public HeadSettings withUnits(int value) {
    return new HeadSettings(value, weight, regression);
  }

  /** The same with another weight. */
  public HeadSettings withWeight(double value) {
    return new HeadSettings(units, value, regression);
  }

  /** The network alone. */
  public HeadSettings alone() {
    return new HeadSettings(units, weight, false);
  }
}
