package io.anode4j.evaluation;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A place in the training data where a baseline may be asked to forecast what is known.
 *
 * @param history the rows up to the origin, which is the time of its last row
 * @param targets some of the rows behind it, within the horizon
 */
record TrainingWindow(TimeSeries history, List<TimeSeries> targets) {
  /** Enough for a standard deviation to about 2 %, few enough for a second's work. */
  private static final int MOST_WINDOWS = 2_000;

  private static final int MOST_TARGETS = 64;
  private static final long SEED = 0x5EED;

  /** {@return the time of row {@code target} behind the origin} */
  double lead(int target) {
    return targets.get(target).firstTime() - history.lastTime();
  }

  double[] times() {
    return targets.stream().mapToDouble(TimeSeries::firstTime).toArray();
  }

  /**
   * Draws windows, always the same ones for the same data.
   *
   * <p>An origin is any row of any series but those in its first third, where the history is not
   * what a forecaster will have later; of longer windows evenly spaced rows are the targets.
   *
   * @param training the training data
   * @param horizon how far to look ahead
   * @return the windows, at most 2,000, all of them where there are not more
   */
  static List<TrainingWindow> draw(SeriesSet training, double horizon) {
    long[] ends = new long[training.size()];
    long total = 0;
    for (int s = 0; s < ends.length; s++) {
      total += origins(training.series().get(s));
      ends[s] = total;
    }
    List<TrainingWindow> windows = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int k = 0; k < Math.min(total, MOST_WINDOWS); k++) {
      long pick = total <= MOST_WINDOWS ? k : random.nextLong(total);
      int s = 0;
      while (ends[s] <= pick) {
        s++;
      }
      TimeSeries series = training.series().get(s);
      TrainingWindow window = at(series, (int) (series.length() - 1 - (ends[s] - pick)), horizon);
      if (!window.targets.isEmpty()) {
        windows.add(window);
      }
    }
    return windows;
  }

  private static int origins(TimeSeries series) {
    return Math.max(0, series.length() - 1 - series.length() / 3);
  }

  private static TrainingWindow at(TimeSeries series, int origin, double horizon) {
    int end = series.countUntil(series.time(origin) + horizon);
    int rows = end - origin - 1;
    int count = Math.min(rows, MOST_TARGETS);
    List<TimeSeries> targets = new ArrayList<>(count);
    for (int k = 0; k < count; k++) {
      int row = origin + 1 + (int) ((long) k * rows / count);
      targets.add(series.slice(row, row + 1));
    }
    return new TrainingWindow(series.slice(0, origin + 1), targets);
  }
}
