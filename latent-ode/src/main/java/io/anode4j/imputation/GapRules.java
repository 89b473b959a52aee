package io.anode4j.imputation;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import java.util.List;

/**
 * Simple rules for what lies between observations: the straight line between the nearest ones on
 * either side (beyond the first and last, the nearest), the last one before, the channel's mean.
 *
 * @param means mean of each channel over all observed values
 */
record GapRules(double[] means) {
  static final List<String> NAMES = List.of("linear", "last_value", "mean");

  static GapRules of(SeriesSet data) {
    int channels = data.channels().size();
    double[] sums = new double[channels];
    long[] counts = new long[channels];
    for (TimeSeries series : data) {
      for (int i = 0; i < series.length(); i++) {
        for (int c = 0; c < channels; c++) {
          if (series.isObserved(i, c)) {
            sums[c] += series.value(i, c);
            counts[c]++;
          }
        }
      }
    }
    for (int c = 0; c < channels; c++) {
      sums[c] = counts[c] == 0 ? 0 : sums[c] / counts[c];
    }
    return new GapRules(sums);
  }

  /**
   * What the rules say of one channel.
   *
   * @param known what is observed
   * @param channel which channel
   * @param times ascending
   * @return {@code [times × rules]}
   */
  double[][] answers(TimeSeries known, int channel, double[] times) {
    double[][] answers = new double[times.length][];
    int before = -1;
    int after = next(known, channel, 0);
    for (int t = 0; t < times.length; t++) {
      while (after < known.length() && known.time(after) <= times[t]) {
        before = after;
        after = next(known, channel, after + 1);
      }
      answers[t] = new double[] {line(known, channel, before, after, times[t]), 0, means[channel]};
      answers[t][1] = before < 0 ? answers[t][0] : known.value(before, channel);
    }
    return answers;
  }

  private double line(TimeSeries known, int channel, int before, int after, double time) {
    boolean none = before < 0 && after == known.length();
    if (none) {
      return means[channel];
    }
    if (before < 0 || after == known.length()) {
      return known.value(before < 0 ? after : before, channel);
    }
    double share = (time - known.time(before)) / (known.time(after) - known.time(before));
    return (1 - share) * known.value(before, channel) + share * known.value(after, channel);
  }

  private static int next(TimeSeries series, int channel, int from) {
    int i = from;
    while (i < series.length() && !series.isObserved(i, channel)) {
      i++;
    }
    return i;
  }

  /**
   * Distance to the nearest observation of a channel.
   *
   * @param known what is observed
   * @param channel which channel
   * @param times ascending
   * @return in units of time; infinite without any
   */
  static double[] distances(TimeSeries known, int channel, double[] times) {
    double[] distances = new double[times.length];
    int before = -1;
    int after = next(known, channel, 0);
    for (int t = 0; t < times.length; t++) {
      while (after < known.length() && known.time(after) <= times[t]) {
        before = after;
        after = next(known, channel, after + 1);
      }
      double since = before < 0 ? Double.POSITIVE_INFINITY : times[t] - known.time(before);
      double until =
          after == known.length() ? Double.POSITIVE_INFINITY : known.time(after) - times[t];
      distances[t] = Math.min(since, until);
    }
    return distances;
  }
}
