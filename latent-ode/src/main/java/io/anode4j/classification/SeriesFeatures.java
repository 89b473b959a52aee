package io.anode4j.classification;

import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.List;

/**
 * What anyone would look at first: of each channel its last value, mean, smallest, largest, how
 * often it was observed (log(1 + count)) and the share of rows in which it was not. A channel that
 * was never observed has no values: NaN.
 */
public final class SeriesFeatures {
  private static final List<String> OF_CHANNEL =
      List.of("last", "mean", "min", "max", "count", "missing");

  private SeriesFeatures() {}

  /** Names of the features, six a channel. */
  public static List<String> names(List<String> channels) {
    List<String> names = new ArrayList<>();
    for (String channel : channels) {
      OF_CHANNEL.forEach(feature -> names.add(channel + "_" + feature));
    }
    return names;
  }

  /**
   * Features of a series.
   *
   * @param series original values
   * @return six numbers a channel
   */
  public static double[] of(TimeSeries series) {
    double[] features = new double[OF_CHANNEL.size() * series.channels()];
    for (int c = 0; c < series.channels(); c++) {
      channel(series, c, features, c * OF_CHANNEL.size());
    }
    return features;
  }

  private static void channel(TimeSeries series, int c, double[] to, int at) {
    double last = Double.NaN;
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    int count = 0;
    for (int i = 0; i < series.length(); i++) {
      double value = series.value(i, c);
      if (!Double.isNaN(value)) {
        last = value;
        sum += value;
        least = Math.min(least, value);
        most = Math.max(most, value);
        count++;
      }
    }
    to[at] = last;
    to[at + 1] = count == 0 ? Double.NaN : sum / count;
    to[at + 2] = count == 0 ? Double.NaN : least;
    to[at + 3] = count == 0 ? Double.NaN : most;
    to[at + 4] = Math.log1p(count);
    to[at + 5] = series.length() == 0 ? 1 : 1 - (double) count / series.length();
  }
}
