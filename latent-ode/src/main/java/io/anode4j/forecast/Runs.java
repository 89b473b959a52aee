package io.anode4j.forecast;

import io.anode4j.data.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Runs of consecutive observations of one channel. */
final class Runs {
  private Runs() {}

  /**
   * The observations of a channel within a context.
   *
   * @param history with at least one row
   * @param channel which channel
   * @param context how far before the last time
   * @param most how many runs at most
   * @return the rows of each run, as equal in number as can be
   */
  static List<int[]> of(TimeSeries history, int channel, double context, int most) {
    double start = history.lastTime() - context;
    int[] rows =
        IntStream.range(0, history.length())
            .filter(i -> history.isObserved(i, channel) && history.time(i) > start)
            .toArray();
    int runs = Math.min(most, rows.length);
    return IntStream.range(0, runs)
        .mapToObj(
            k -> Arrays.copyOfRange(rows, k * rows.length / runs, (k + 1) * rows.length / runs))
        .toList();
  }
}
