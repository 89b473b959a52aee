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
 * @param samples posterior samples of each network in a forecast that is weighed, if
 *     forecastSamples are not fewer: its mean and width are those of the blend, and few samples say
 *     enough of its shape; 0 for as many as forecastSamples
 * @param trees boosted trees on the rules that a stack weighs as well; 0 for none
 */
public record AnchoringSettings(
    boolean frame,
    boolean stack,
    double phaseDropout,
    double shortContexts,
    double unframed,
    int samples,
    int trees) {
  private static final int MOST_SAMPLES = 4096;
  private static final int MOST_TREES = 4096;

  /** Of models that do not say how many samples they weigh. */
  private static final int LOOK_BACK_SAMPLES = 8;

  /** What models were before there was a frame. */
  static final AnchoringSettings NONE = new AnchoringSettings(false, false, 0, 0, 0, 0, 0);

  /** Checks every range. */
  public AnchoringSettings {
    requireShare("phaseDropout", phaseDropout);
    requireShare("shortContexts", shortContexts);
    requireShare("unframed", unframed);
    SettingRange.within("samples", samples, 0, MOST_SAMPLES);
    SettingRange.within("trees", trees, 0, MOST_TREES);
    SettingRange.require(frame || !stack, "stack", stack, "a frame, or no stack");
    SettingRange.require(stack || unframed == 0, "unframed", unframed, "a stack, or 0");
  }

  private static void requireShare(String name, double value) {
    SettingRange.require(value >= 0 && value <= 1, name, value, "a number between 0 and 1");
  }

  /** Posterior samples of a network that is weighed, of so many that it would have alone. */
  int weighed(int alone) {
    return samples == 0 ? alone : Math.min(samples, alone);
  }

  /** The same for looking back, which asks for means only. */
  int lookingBack(int alone) {
    return samples == 0 ? Math.min(alone, LOOK_BACK_SAMPLES) : Math.max(1, weighed(alone) / 4);
  }

  /** Settings that do well without tuning. */
  public static AnchoringSettings defaults() {
    return new AnchoringSettings(true, true, 0.4, 0.1, 0.5, 8, 100);
  }
}
