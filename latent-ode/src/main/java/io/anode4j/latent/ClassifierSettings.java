package io.anode4j.latent;

import io.anode4j.model.SettingRange;

/**
 * What a classifier is told beside the settings of its latent ODE.
 *
 * @param units width of the hidden layer between z and the scores of the classes; 0 for none
 * @param weight of the classes' loss a series beside that of the values a value
 * @param regression whether a logistic regression on simple features is weighed with the network
 */
public record ClassifierSettings(int units, double weight, boolean regression) {
  private static final int MOST_UNITS = 1 << 16;

  /** Checks the ranges. */
  public ClassifierSettings {
    SettingRange.within("classifier.units", units, 0, MOST_UNITS);
    SettingRange.above("classifier.weight", weight);
  }

  /** Settings that do well without tuning. */
  public static ClassifierSettings defaults() {
    return new ClassifierSettings(32, 10, true);
  }

  /** The same with another width. */
  public ClassifierSettings withUnits(int value) {
    return new ClassifierSettings(value, weight, regression);
  }

  /** The same with another weight. */
  public ClassifierSettings withWeight(double value) {
    return new ClassifierSettings(units, value, regression);
  }

  /** The network alone. */
  public ClassifierSettings alone() {
    return new ClassifierSettings(units, weight, false);
  }
}
