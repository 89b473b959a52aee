package io.anode4j.data;

/** The times between neighbouring rows. */
final class Gaps {
  /** As for {@link ChannelValues}: of more gaps than this every n-th is taken for the quantiles. */
  private static final int MOST = 1 << 22;

  private static final int DIGITS = 5;
  private static final double MINUTE = 60;
  private static final double HOUR = 3600;
  private static final double DAY = 86_400;

  private Gaps() {}

  static Quantiles of(SeriesSet set) {
    return of(set, MOST);
  }

  static Quantiles of(SeriesSet set, int most) {
    long count = 0;
    for (TimeSeries series : set) {
      count += Math.max(0, series.length() - 1);
    }
    long step = Math.max(1, (count + most - 1) / most);
    double[] sample = new double[(int) ((count + step - 1) / step)];
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    long seen = 0;
    int taken = 0;
    for (TimeSeries series : set) {
      for (int i = 1; i < series.length(); i++) {
        double gap = series.time(i) - series.time(i - 1);
        min = Math.min(min, gap);
        max = Math.max(max, gap);
        if (seen++ % step == 0) {
          sample[taken++] = gap;
        }
      }
    }
    Quantiles sampled = Quantiles.of(ChannelValues.of(sample));
    return count == 0 ? sampled : new Quantiles(min, sampled.median(), sampled.p95(), max);
  }

  /** Seconds as people say them, such as {@code 90 s}, {@code 7 min}, {@code 1.5 d}. */
  static String inLargestUnit(double seconds) {
    if (seconds < 2 * MINUTE) {
      return shortNumber(seconds) + " s";
    }
    if (seconds < 2 * HOUR) {
      return shortNumber(seconds / MINUTE) + " min";
    }
    return seconds < 2 * DAY
        ? shortNumber(seconds / HOUR) + " h"
        : shortNumber(seconds / DAY) + " d";
  }

  /** A number rounded to five digits. */
  static String shortNumber(double value) {
    return Resolution.rounded(value, DIGITS);
  }
}
