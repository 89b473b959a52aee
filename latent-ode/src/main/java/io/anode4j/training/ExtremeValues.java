package io.anode4j.training;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;

/**
 * Refuses values that no training could live with, before it begins: one whose square a double
 * cannot hold, of which no variance can be computed, or one so far from its channel's others that
 * float32, in which networks compute, cannot hold it on the channel's scale.
 */
public final class ExtremeValues {
  /** The squares of a few million of them still have a finite sum. */
  private static final double LARGEST = 1e150;

  /** Nothing below this is looked at on its channel's scale. */
  private static final double SUSPICIOUS = 1e15;

  private ExtremeValues() {}

  /**
   * Looks at all values.
   *
   * @param data series on their own scales
   * @throws IllegalArgumentException when one is too large, with its series, time and channel
   */
  public static void refuse(SeriesSet data) {
    double[] most = largest(data);
    for (int c = 0; c < most.length; c++) {
      if (most[c] > SUSPICIOUS) {
        for (TimeSeries series : data) {
          int row = first(series, c);
          require(row < 0, data, series, row, c, "numbers up to 1e150");
        }
        requireOnScale(data, c);
      }
    }
  }

  /** The largest size of each channel's values, in one pass over the rows. */
  private static double[] largest(SeriesSet data) {
    double[] most = new double[data.channels().size()];
    for (TimeSeries series : data) {
      for (int i = 0; i < series.length(); i++) {
        for (int c = 0; c < most.length; c++) {
          double size = Math.abs(series.value(i, c));
          if (size > most[c]) { // NaN, a missing value, never is
            most[c] = size;
          }
        }
      }
    }
    return most;
  }

  /** Row of the first value of a series that no variance can be computed of; −1 for none. */
  public static int first(TimeSeries series, int channel) {
    for (int i = 0; i < series.length(); i++) {
      if (Math.abs(series.value(i, channel)) > LARGEST) {
        return i;
      }
    }
    return -1;
  }

  private static void requireOnScale(SeriesSet data, int channel) {
    ValueScaler scaler = ValueScaler.robust(data, channel);
    double center = scaler.center()[0];
    double scale = scaler.scale()[0];
    for (TimeSeries series : data) {
      for (int i = 0; i < series.length(); i++) {
        double value = series.value(i, channel);
        require(
            Double.isNaN(value) || Math.abs((value - center) / scale) <= Float.MAX_VALUE,
            data,
            series,
            i,
            channel,
            "one nearer to the channel's others, which lie around "
                + (float) center
                + " and scatter by "
                + (float) scale);
      }
    }
  }

  private static void require(
      boolean fits, SeriesSet data, TimeSeries series, int row, int channel, String expected) {
    if (!fits) {
      throw new IllegalArgumentException(
          "%s: series '%s' has the value %s of channel '%s' at %s; expected %s; mend it, leave its cell empty, or state another unit"
              .formatted(
                  data.source(),
                  series.id(),
                  series.value(row, channel),
                  data.channels().get(channel),
                  data.timeFormat().format(series.time(row)),
                  expected));
    }
  }
}
