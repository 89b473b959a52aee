package io.anode4j.training;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Series divided into those that gradients see and those set apart.
 *
 * @param training series that gradients are computed on
 * @param apart series set apart
 */
public record DataSplit(List<TimeSeries> training, List<TimeSeries> apart) {
  /** Periods that people live by: a day, a week, a mean year, in seconds. */
  private static final double[] CALENDAR = {86_400, 604_800, 31_556_952};

  /** Gaps of a series that are looked at. */
  private static final int MOST_GAPS = 1000;

  /**
   * Sets whole series apart at random.
   *
   * @param usable all series
   * @param held how many to set apart
   * @param seed seed of the draw
   * @return the division; training series keep their order
   */
  public static DataSplit bySeries(List<TimeSeries> usable, int held, long seed) {
    List<TimeSeries> order = new ArrayList<>(usable);
    Collections.shuffle(order, new Random(seed));
    List<TimeSeries> apart = List.copyOf(order.subList(0, held));
    List<TimeSeries> training = new ArrayList<>(usable);
    training.removeAll(apart);
    return new DataSplit(training, apart);
  }

  /**
   * How many series a share is, at least one.
   *
   * @param fraction the share
   * @param series number of series
   */
  public static int share(double fraction, int series) {
    return Math.max(1, (int) Math.round(fraction * series));
  }

  /** The last time of each series, by its id. */
  public static Map<String, Double> lastTimes(Iterable<TimeSeries> series) {
    Map<String, Double> last = new TreeMap<>();
    for (TimeSeries s : series) {
      last.put(s.id(), s.lastTime());
    }
    return last;
  }

  /** Distances of neighbouring times, of long series the first ones. */
  public static DoubleStream gaps(TimeSeries series) {
    double[] times = series.times();
    return IntStream.range(1, Math.min(times.length, MOST_GAPS))
        .mapToDouble(i -> times[i] - times[i - 1]);
  }

  /** Smallest of the values that half of them do not exceed; 0 of none. */
  public static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) / 2];
  }

  /**
   * Calendar periods that data cover and resolve, and those found in them.
   *
   * @param training the data
   * @param gap their usual gap
   * @param found periods that were found, 0 for none
   * @return periods in the unit of the times
   */
  public static List<Double> periods(SeriesSet training, double gap, double... found) {
    double span = median(training.series().stream().mapToDouble(s -> s.lastTime() - s.firstTime()));
    List<Double> periods = new ArrayList<>();
    if (training.timeFormat().isDated()) {
      Arrays.stream(CALENDAR)
          .filter(calendar -> span >= 1.5 * calendar && gap <= calendar / 6)
          .forEach(periods::add);
    }
    for (double one : found) {
      if (one > 0 && periods.stream().noneMatch(p -> Math.abs(p / one - 1) < 0.05)) {
        periods.add(one);
      }
    }
    return List.copyOf(periods);
  }
}
