package io.anode4j.forecast;

import java.util.List;

/**
 * Lays the components of a forecast out as one run for each point, and checks them on the way.
 *
 * @param id name of the series, for messages
 * @param channels names of the channels
 * @param times the times asked
 * @param samples components at each point
 */
record ComponentTable(String id, List<String> channels, double[] times, int samples) {
  /** Refuses what no forecast can be made of. */
  static void check(String id, List<String> channels, double[] times, int densities) {
    if (channels.isEmpty()) {
      throw new IllegalArgumentException(
          "Forecast of series '"
              + id
              + "' names no channel; at least one is expected: pass the names of the columns that"
              + " were forecast.");
    }
    for (int t = 0; t < times.length; t++) {
      if (!Double.isFinite(times[t])) {
        throw new IllegalArgumentException(
            "Forecast of series '"
                + id
                + "' has the time "
                + times[t]
                + " at index "
                + t
                + "; finite times are expected: leave that time out.");
      }
    }
    if (densities != channels.size()) {
      throw new IllegalArgumentException(
          String.format(
              "Forecast of series '%s' has %d densities; one for each of %d channels is expected.",
              id, densities, channels.size()));
    }
  }

  /**
   * Lays one figure of the components out.
   *
   * @param from the figure, [samples × times × channels]
   * @param to receives it, [times × channels × samples]
   * @param what name of the figure
   * @param least smallest value taken
   */
  void fill(double[][][] from, double[] to, String what, double least) {
    requireLength(from.length, samples, what, "samples");
    for (int s = 0; s < samples; s++) {
      requireLength(from[s].length, times.length, what, "times");
      for (int t = 0; t < times.length; t++) {
        requireLength(from[s][t].length, channels.size(), what, "channels");
        for (int c = 0; c < channels.size(); c++) {
          double value = from[s][t][c];
          if (!Double.isFinite(value) || value < least) {
            throw new IllegalArgumentException(
                String.format(
                    "Forecast of series '%s' has the %s %s at time %s, channel '%s', sample %d; a"
                        + " finite value%s is expected: check the forecaster for diverged or"
                        + " missing values.",
                    id, what, value, times[t], channels.get(c), s, least == 0 ? " ≥ 0" : ""));
          }
          to[(t * channels.size() + c) * samples + s] = value;
        }
      }
    }
  }

  /** Means, [times × channels × samples], each moved as far as its channel. */
  double[] moved(double[] means, double[] by) {
    requireLength(by.length, channels.size(), "distance", "channels");
    double[] moved = means.clone();
    for (int i = 0; i < moved.length; i++) {
      int channel = i / samples % channels.size();
      moved[i] += by[channel];
      if (!Double.isFinite(moved[i])) {
        throw new IllegalArgumentException(
            String.format(
                "Forecast of series '%s' has the mean %s when channel '%s' is moved by %s; a finite"
                    + " value is expected: move it less far.",
                id, moved[i], channels.get(channel), by[channel]));
      }
    }
    return moved;
  }

  /** Refuses to be asked about what is no number. */
  static double requireNumber(String id, double y) {
    if (Double.isNaN(y)) {
      throw new IllegalArgumentException(
          "Forecast of series '"
              + id
              + "' was asked about the value NaN; an observed value is expected: leave missing"
              + " values out.");
    }
    return y;
  }

  private void requireLength(int found, int expected, String what, String axis) {
    if (found != expected) {
      throw new IllegalArgumentException(
          String.format(
              "Forecast of series '%s' has a %s array with %d %s; %d are expected: pass [samples ×"
                  + " times × channels] of one shape for means and standard deviations.",
              id, what, found, axis, expected));
    }
  }
}
