package io.anode4j.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Cuts long series into windows of context and horizon.
 *
 * <p>At an origin t the context is (t - contextLength, t] and the target (t, t + horizon]. A window
 * counts only if there is enough to learn from: at least {@code minContext} observed values in the
 * context and one in the target. Contexts at the start of a series may be shorter than asked;
 * models meet short histories in use, too. Windows are views and copy nothing.
 *
 * @param contextLength how far a window looks back, in the series' own unit of time; infinite for
 *     the whole past
 * @param horizon how far it looks ahead, same unit; infinite for the whole future
 * @param minContext observed values that a context must have, 1 or more
 */
public record Windows(double contextLength, double horizon, int minContext) {

  /**
   * Checks the lengths.
   *
   * @param contextLength how far a window looks back
   * @param horizon how far it looks ahead
   * @param minContext observed values that a context must have
   * @throws IllegalArgumentException if one of them is not positive
   */
  public Windows {
    if (!(contextLength > 0) || !(horizon > 0) || minContext < 1) {
      throw new IllegalArgumentException(
          ("windows with context %s, horizon %s and at least %d observations; expected positive"
                  + " numbers; state longer ones")
              .formatted(contextLength, horizon, minContext));
    }
  }

  /**
   * Windows with at least one observation in their context.
   *
   * @param contextLength how far a window looks back, in the series' own unit of time
   * @param horizon how far it looks ahead, same unit
   * @return the cutter
   */
  public static Windows of(double contextLength, double horizon) {
    return new Windows(contextLength, horizon, 1);
  }

  /**
   * The same lengths with another demand on contexts.
   *
   * @param observations observed values that a context must have, 1 or more
   * @return the cutter
   */
  public Windows withMinContext(int observations) {
    return new Windows(contextLength, horizon, observations);
  }

  /**
   * The window at one origin.
   *
   * @param series the series to cut
   * @param origin the present, whether or not the series has a row there
   * @return the window, or nothing if there is too little in it
   */
  public Optional<Window> at(TimeSeries series, double origin) {
    int now = series.countUntil(origin);
    int first = series.countUntil(origin - contextLength);
    int end = series.countUntil(origin + horizon);
    TimeSeries context = series.slice(first, now);
    TimeSeries target = series.slice(now, end);
    boolean enough = hasObserved(context, minContext) && hasObserved(target, 1);
    return enough ? Optional.of(new Window(context, target, origin)) : Optional.empty();
  }

  private static boolean hasObserved(TimeSeries series, int wanted) {
    int seen = 0;
    for (int i = 0; i < series.length() && seen < wanted; i++) {
      for (int c = 0; c < series.channels(); c++) {
        seen += series.isObserved(i, c) ? 1 : 0;
      }
    }
    return seen >= wanted;
  }

  /**
   * The windows of all series at origins in equal distances.
   *
   * @param set the series to cut
   * @param stride distance of origins, in the series' own unit of time
   * @return windows in the order of the series, each series' in the order of time
   */
  public List<Window> every(SeriesSet set, double stride) {
    List<Window> windows = new ArrayList<>();
    for (TimeSeries series : set) {
      if (series.length() > 0) {
        windows.addAll(every(series, stride, series.firstTime(), series.lastTime()));
      }
    }
    return windows;
  }

  /**
   * The windows of one series at origins in equal distances within a stretch of time.
   *
   * <p>Origins are counted back from the last one that leaves a full horizon before the end of the
   * series, so that the newest data are always used.
   *
   * @param series the series to cut
   * @param stride distance of origins, in the series' own unit of time
   * @param earliest no origin before this time
   * @param latest no origin after this time; what a window's target reaches beyond it is kept
   * @return windows in the order of time
   * @throws IllegalArgumentException if the stride is not positive
   */
  public List<Window> every(TimeSeries series, double stride, double earliest, double latest) {
    if (!(stride > 0) || Double.isInfinite(stride)) {
      throw new IllegalArgumentException(
          "a stride of %s between windows; expected a positive number; state a longer one"
              .formatted(stride));
    }
    List<Window> windows = new ArrayList<>();
    if (series.length() > 0) {
      double end = Double.isInfinite(horizon) ? series.lastTime() : series.lastTime() - horizon;
      double last = Math.min(end, latest);
      double first = Math.max(series.firstTime(), earliest);
      // A product instead of a running difference: its rounding does not add up.
      for (long step = 0; last - step * stride >= first; step++) {
        at(series, last - step * stride).ifPresent(windows::add);
      }
    }
    Collections.reverse(windows);
    return windows;
  }
}
