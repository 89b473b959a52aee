package io.anode4j.latent;

import io.anode4j.model.SettingRange;

/**
 * How forecasts are kept to where a series is. Without a horizon none of it applies.
 *
 * @param frame whether windows are read in units of their own recent past and anchored at a linear
 *     forecast; otherwise on the channels' scales
 * @param stack whether the forecast is weighed with simple rules, by what was right on validation
 *     windows and of late; needs the frame
 * @param phaseDropout share of training windows that are not told the phases of absolute time; they
 *     are not told of series that were not trained on either
 * @param shortContexts share of training windows of which only the last few observations are shown
 * @param unframed share of the epochs that a second network is trained for, which sees values on
 *     the channels' scales: where levels mean something it knows what the other cannot; 0 for none
 */
public record AnchoringSettings(
    boolean frame, boolean stack, double phaseDropout, double shortContexts, double unframed) {
  /** What models were before there was a frame. */
  static final AnchoringSettings NONE = new AnchoringSettings(false, false, 0, 0, 0);

  /** Checks every range. */
  public AnchoringSettings {
    requireShare("phaseDropout", phaseDropout);
    requireShare("shortContexts", shortContexts);
    requireShare("unframed", unframed);
    SettingRange.require(frame || !stack, "stack", stack, "a frame, or no stack");
    SettingRange.require(stack || unframed == 0, "unframed", unframed, "a stack, or 0");
  }

  private static void requireShare(String name, double value) {
    SettingRange.require(value >= 0 && value <= 1, name, value, "a number between 0 and 1");
  }

  /** Settings that do well without tuning. */
  public static AnchoringSettings defaults() {
    return new AnchoringSettings(true, true, 0.4, 0.1, 0.5);
  }
}
