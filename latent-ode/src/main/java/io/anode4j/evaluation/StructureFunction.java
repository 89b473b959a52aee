package io.anode4j.evaluation;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The structure function D(lag) of one channel of irregular series: the mean squared difference
 * between a value and the one a lag earlier.
 *
 * <p>Simonetti, Cordes, Heeschen, "Flicker of extragalactic radio sources at two frequencies",
 * Astrophysical Journal 296 (1985). Unlike an autocorrelation it needs no regular times, because
 * the earlier value is read from the line between its neighbours, and no trend to be taken off
 * first.
 *
 * <p>It is estimated from values to look back from: all of them, or a seeded draw where there are
 * many. Half of them go into a second estimate, so that each can vouch for the other: turn by turn
 * as multiples of the golden ratio fall, which no season can keep step with. (Every other one would
 * tell a season of four steps one of its two differences alone.)
 *
 * @param logs log D, [2 estimates × lags], D in variances; NaN where there are too few pairs
 * @param pairs number of differences, [2 estimates × lags]
 */
record StructureFunction(double[][] logs, int[][] pairs) {
  private static final int TRIES = 20;

  /** In a gap too wide, values so near in lags are read as they are: quarters are 90 to 92 days. */
  private static final double NEARBY = 0.02;

  /** Fewer say nothing of a channel of many values: where it is sparse, they are chance. */
  private static final int LEAST_PAIRS = 50;

  /** Of a short one, whose pairs are as many as they can be, so many do. */
  private static final int LEAST_OF_SHORT = 12;

  /** So many values must give a pair in each half. */
  private static final int VALUES_TO_A_PAIR = 6;

  /** 2⁶⁴ by the golden ratio: its multiples are spread as evenly as can be, and never in step. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private static final long SEED = 0x5EA5;

  /** Squared differences count up to here, in variances, so that single bursts do not decide. */
  private static final double LARGEST = 9;

  /** Added to D, in variances: a hundredth of a standard deviation is as good as no difference. */
  private static final double SMALLEST = 1e-4;

  /**
   * Estimates the function.
   *
   * @param training the series
   * @param channel index of the channel
   * @param std standard deviation of the channel
   * @param lags increasing lags
   * @param samples number of values to look back from, at most
   * @return the function at those lags
   */
  static StructureFunction estimate(
      SeriesSet training, int channel, double std, double[] lags, int samples) {
    double[][] sums = new double[2][lags.length];
    int[][] pairs = new int[2][lags.length];
    long[] places = places(training, channel, samples);
    int next = 0;
    for (int s = 0; s < training.size() && next < places.length; s++) {
      if (series(places[next]) == s) {
        TimeSeries series = training.series().get(s);
        Track track = Track.of(series, channel);
        for (; next < places.length && series(places[next]) == s; next++) {
          int from = Arrays.binarySearch(track.times, series.time(row(places[next])));
          track.lookBack(from, lags, std, sums[half(next)], pairs[half(next)]);
        }
      }
    }
    int least = Math.max(LEAST_OF_SHORT, Math.min(LEAST_PAIRS, places.length / VALUES_TO_A_PAIR));
    double[][] logs = new double[2][lags.length];
    for (int half = 0; half < 2; half++) {
      for (int k = 0; k < lags.length; k++) {
        logs[half][k] =
            pairs[half][k] < least
                ? Double.NaN
                : Math.log(sums[half][k] / pairs[half][k] + SMALLEST);
      }
    }
    return new StructureFunction(logs, pairs);
  }

  private static int half(int number) {
    return (int) (number * GOLDEN >>> 63);
  }

  /** Observed places, sorted so that each series is read once: series index, then row. */
  private static long[] places(SeriesSet training, int channel, int samples) {
    long[] ends = new long[training.size()];
    long total = 0;
    for (int s = 0; s < ends.length; s++) {
      total += training.series().get(s).length();
      ends[s] = total;
    }
    boolean all = total <= samples;
    SplittableRandom random = new SplittableRandom(SEED + channel);
    long[] places = new long[samples];
    int count = 0;
    // Sparse channels are met less often; the tries bound the work.
    long tries = all ? total : (long) TRIES * samples;
    for (long k = 0; k < tries && count < samples; k++) {
      long pick = all ? k : random.nextLong(total);
      int s = seriesAt(ends, pick);
      TimeSeries series = training.series().get(s);
      int row = (int) (series.length() - (ends[s] - pick));
      if (series.isObserved(row, channel)) {
        places[count++] = ((long) s << 32) | row;
      }
    }
    places = Arrays.copyOf(places, count);
    Arrays.sort(places);
    return places;
  }

  private static int seriesAt(long[] ends, long pick) {
    int s = Arrays.binarySearch(ends, pick + 1);
    s = s < 0 ? -s - 1 : s;
    while (s > 0 && ends[s - 1] > pick) {
      s--; // an empty series ends where the one before it does
    }
    return s;
  }

  private static int series(long place) {
    return (int) (place >>> 32);
  }

  private static int row(long place) {
    return (int) place;
  }

  /** The observed values of one series, as arrays because they are read so often. */
  private record Track(double[] times, double[] values) {
    static Track of(TimeSeries series, int channel) {
      int count = series.observedCount(channel);
      double[] times = new double[count];
      double[] values = new double[count];
      int k = 0;
      for (int i = 0; i < series.length(); i++) {
        if (series.isObserved(i, channel)) {
          times[k] = series.time(i);
          values[k++] = series.value(i, channel);
        }
      }
      return new Track(times, values);
    }

    /** Adds the squared differences of one value to those a lag earlier. */
    void lookBack(int from, double[] lags, double std, double[] sums, int[] pairs) {
      int left = from;
      for (int k = 0; k < lags.length && times[from] - lags[k] >= times[0]; k++) {
        double time = times[from] - lags[k];
        left = lastUntil(time, left);
        double gap = times[left] == time ? 0 : times[left + 1] - times[left];
        if (gap <= SeasonalNaive.widestGap(lags[k])) {
          double rise = gap == 0 ? 0 : (values[left + 1] - values[left]) / gap;
          double earlier = values[left] + rise * (time - times[left]);
          add(values[from] - earlier, std, k, sums, pairs);
        } else if (Math.min(time - times[left], times[left + 1] - time) <= NEARBY * lags[k]) {
          boolean before = time - times[left] <= times[left + 1] - time;
          add(values[from] - values[before ? left : left + 1], std, k, sums, pairs);
        }
      }
    }

    private static void add(double change, double std, int k, double[] sums, int[] pairs) {
      double scaled = change / std;
      sums[k] += Math.min(LARGEST, scaled * scaled);
      pairs[k]++;
    }

    /** Last index with a time of at most {@code time}, galloping left from a later index. */
    private int lastUntil(double time, int from) {
      int low = from;
      int high = from + 1;
      for (int step = 1; times[low] > time; step *= 2) {
        high = low;
        low = Math.max(0, low - step);
      }
      while (high - low > 1) {
        int middle = (low + high) >>> 1;
        if (times[middle] <= time) {
          low = middle;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }
}
