package io.anode4j.anchor;

import io.anode4j.data.TimeSeries;
import io.anode4j.data.Window;
import io.anode4j.tensor.Workers;
import java.util.List;
import java.util.function.Function;

/**
 * How much the fit to all series counts where a {@link LinearAnchor} is fitted again to one: what
 * would have been best on training windows, each from its own past. Where series are alike it is
 * much, where each has a way of its own it is little (empirical Bayes: Efron and Morris 1973).
 */
public final class LocalPrior {
  /** In windows' worth of rows. */
  private static final double[] CANDIDATES = {256, 64, 16, 4, 1, 1.0 / 4, 1.0 / 16};

  private static final int MOST_WINDOWS = 256;
  private static final int CHUNK = 16;

  private LocalPrior() {}

  /**
   * Chooses.
   *
   * @param anchor fitted to all series
   * @param frames of them
   * @param pasts of each series by its id, on the channels' scales
   * @param windows drawn from these series
   * @param workers who computes
   * @return the weight of the fit to all, in windows' worth of rows
   */
  public static double of(
      LinearAnchor anchor,
      FrameStatistics frames,
      Function<String, SeriesPast> pasts,
      List<Window> windows,
      Workers workers) {
    int stride = 1 + windows.size() / MOST_WINDOWS;
    List<double[]> chunks =
        workers.map(
            (windows.size() + CHUNK * stride - 1) / (CHUNK * stride),
            k -> {
              double[] errors = new double[CANDIDATES.length];
              int end = Math.min(windows.size(), (k + 1) * CHUNK * stride);
              for (int i = k * CHUNK * stride; i < end; i += stride) {
                Window window = windows.get(i);
                add(anchor, frames, pasts.apply(window.id()), window, errors);
              }
              return errors;
            });
    int best = 0;
    double[] sums = new double[CANDIDATES.length];
    for (int k = 0; k < sums.length; k++) {
      for (double[] chunk : chunks) {
        sums[k] += chunk[k];
      }
      best = sums[k] < sums[best] ? k : best;
    }
    return CANDIDATES[best];
  }

  /** Absolute errors in units of the frame. */
  private static void add(
      LinearAnchor usual, FrameStatistics frames, SeriesPast past, Window window, double[] errors) {
    LocalFit fit = new LocalFit(usual, frames, past, window.origin());
    WindowFrame frame = frames.frame(past, window.origin());
    TimeSeries target = window.target();
    double[] times = target.times();
    for (int k = 0; k < errors.length; k++) {
      double[][] sum = fit.anchor(CANDIDATES[k]).answer(past, frame, times).sum();
      for (int t = 0; t < times.length; t++) {
        for (int c = 0; c < target.channels(); c++) {
          if (target.isObserved(t, c)) {
            double value = AnchorFit.target(usual.rules(), frame, c, target.value(t, c));
            errors[k] += Math.abs(value - sum[t][c]);
          }
        }
      }
    }
  }
}
