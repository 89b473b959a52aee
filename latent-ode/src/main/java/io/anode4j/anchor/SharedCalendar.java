package io.anode4j.anchor;

import io.anode4j.model.SettingRange;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What series that share a clock measured at each time: the mean over training series, each less
 * its mean and by its scatter, in steps of time. Where all questions are asked at one origin, it
 * tells what others measured after it.
 *
 * @param start where the first step begins, original time units
 * @param step length of a step, original time units
 * @param sums sum of the values of each step {@code [channels × steps]}
 * @param counts how many values {@code [channels × steps]}
 */
public record SharedCalendar(double start, double step, float[][] sums, int[][] counts) {
  /** Finer than this no series is told from another by its clock. */
  private static final int STEPS_A_HORIZON = 128;

  private static final int MOST_STEPS = 1 << 14;

  /** Checks that it holds together. */
  public SharedCalendar {
    SettingRange.above("step", step);
    boolean fits = Double.isFinite(start) && sums.length == counts.length && sums.length > 0;
    for (int c = 0; fits && c < sums.length; c++) {
      fits = sums[c].length == sums[0].length && counts[c].length == sums[0].length;
    }
    if (!fits) {
      throw new IllegalArgumentException("its calendar does not hold together");
    }
  }

  /**
   * What training series say.
   *
   * @param series their {@link SeriesPast#standardised} values
   * @param horizon length of the horizon, original time units
   * @return their calendar
   */
  static SharedCalendar of(List<SeriesPast> series, double horizon) {
    double first = Double.POSITIVE_INFINITY;
    double last = Double.NEGATIVE_INFINITY;
    int channels = series.get(0).channels();
    for (SeriesPast one : series) {
      for (int c = 0; c < channels; c++) {
        ChannelPast past = one.channel(c);
        if (past.size() > 0) {
          first = Math.min(first, past.time(0));
          last = Math.max(last, past.time(past.size() - 1));
        }
      }
    }
    first = Math.min(first, last);
    double start = Double.isFinite(first) ? first : 0;
    double span = Double.isFinite(last - first) ? last - first : 0;
    double step = Math.max(horizon / STEPS_A_HORIZON, span / MOST_STEPS);
    int steps = 1 + (int) Math.floor(span / step);
    SharedCalendar calendar =
        new SharedCalendar(start, step, new float[channels][steps], new int[channels][steps]);
    for (int c = 0; c < channels; c++) {
      calendar.fill(c, series);
    }
    return calendar;
  }

  private void fill(int channel, List<SeriesPast> series) {
    double[] exact = new double[sums[channel].length];
    for (SeriesPast one : series) {
      ChannelPast past = one.channel(channel);
      for (int i = 0; i < past.size(); i++) {
        int at = step(past.time(i));
        exact[at] += past.value(i);
        counts[channel][at]++;
      }
    }
    for (int k = 0; k < exact.length; k++) {
      sums[channel][k] = (float) exact[k];
    }
  }

  /** The step of a time that the calendar holds. */
  private int step(double time) {
    return Math.min(sums[0].length - 1, (int) Math.floor((time - start) / step));
  }

  /**
   * Mean of what was measured around a time.
   *
   * @param channel which channel
   * @param time any time
   * @param reach how many steps before and after that of the time count
   * @param own values of the series that is forecast, which the calendar holds and which must not
   *     tell of themselves; null where it holds none
   * @return the mean, NaN where nothing was measured by another series
   */
  double mean(int channel, double time, int reach, @Nullable ChannelPast own) {
    double place = Math.floor((time - start) / step);
    int steps = sums[channel].length;
    if (!(place + reach >= 0 && place - reach < steps)) {
      return Double.NaN;
    }
    int from = (int) Math.max(0, place - reach);
    int to = (int) Math.min(steps - 1.0, place + reach);
    double sum = 0;
    int count = 0;
    for (int k = from; k <= to; k++) {
      sum += sums[channel][k];
      count += counts[channel][k];
    }
    if (own != null) {
      // A step more on either side: which step a time at an edge is in, the same division says.
      int end = own.until(start + (to + 2) * step);
      for (int i = own.until(start + (from - 1) * step); i < end; i++) {
        int at = step(own.time(i));
        if (at >= from && at <= to) {
          sum -= own.value(i);
          count--;
        }
      }
    }
    return count > 0 ? sum / count : Double.NaN;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SharedCalendar o
        && start == o.start
        && step == o.step
        && Arrays.deepEquals(sums, o.sums)
        && Arrays.deepEquals(counts, o.counts);
  }

  @Override
  public int hashCode() {
    return Double.hashCode(start) + 31 * Arrays.deepHashCode(sums);
  }
}
