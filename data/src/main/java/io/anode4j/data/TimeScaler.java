package io.anode4j.data;

import java.util.ArrayList;
import java.util.List;

/**
 * The unit of model time: {@code scaled = (time - origin) / unit}.
 *
 * <p>Networks and solvers work best when a typical stretch of time has length 1; seconds since 1970
 * over a month would ask for a vector field of size 4e-7. The unit is the median length of what the
 * model is trained on, so that long and short windows lie around 1. Differences are taken in double
 * precision before anything is scaled.
 *
 * @param unit length of the unit in the series' own unit of time; positive and finite
 */
public record TimeScaler(double unit) {

  /**
   * Checks the unit.
   *
   * @param unit length of the unit in the series' own unit of time
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public TimeScaler {
    if (!(unit > 0) || Double.isInfinite(unit)) {
      throw new IllegalArgumentException(
          "a unit of time of %s; expected a positive finite one; fit the time scaler again"
              .formatted(unit));
    }
  }

  /**
   * Fits the unit to training windows: the median time from a window's first to its last row.
   *
   * @param training windows to learn from
   * @return a scaler; with unit 1 if no window spans any time
   */
  public static TimeScaler ofWindows(List<Window> training) {
    List<Double> spans = new ArrayList<>();
    for (Window window : training) {
      TimeSeries context = window.context();
      double first = context.length() > 0 ? context.firstTime() : window.origin();
      TimeSeries target = window.target();
      double last = target.length() > 0 ? target.lastTime() : window.origin();
      spans.add(last - first);
    }
    return ofSpans(spans);
  }

  /**
   * Fits the unit to whole series: the median time from a series' first to its last row.
   *
   * @param training series to learn from
   * @return a scaler; with unit 1 if no series spans any time
   */
  public static TimeScaler ofSeries(SeriesSet training) {
    List<Double> spans = new ArrayList<>();
    for (TimeSeries series : training) {
      spans.add(series.length() == 0 ? 0 : series.lastTime() - series.firstTime());
    }
    return ofSpans(spans);
  }

  private static TimeScaler ofSpans(List<Double> spans) {
    double[] positive =
        spans.stream().mapToDouble(Double::doubleValue).filter(span -> span > 0).toArray();
    return new TimeScaler(positive.length == 0 ? 1 : ChannelValues.of(positive).median());
  }

  /**
   * A time in units since an origin.
   *
   * @param time in the series' own unit
   * @param origin in the series' own unit
   * @return units from the origin to the time
   */
  public double toScaled(double time, double origin) {
    return (time - origin) / unit;
  }

  /**
   * Undoes {@link #toScaled}.
   *
   * @param scaled units since the origin
   * @param origin in the series' own unit
   * @return the time in the series' own unit
   */
  public double toOriginal(double scaled, double origin) {
    return scaled * unit + origin;
  }
}
