package io.anode4j.forecast;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.tensor.Workers;
import java.util.ArrayList;
import java.util.List;

/** Between which values channels lie, as far as data tell. */
public final class Support {
  /** A largest or smallest value that is met so often is an end of the scale. */
  private static final double OFTEN = 0.05;

  private static final int LEAST_TIMES = 10;

  /** Values above 0 that differ by more than this factor are amounts. */
  private static final double ORDERS = 100;

  private Support() {}

  /**
   * Bounds of each channel: 0 where it is the smallest value, or where positive values span two
   * orders of magnitude; an extreme value that one in twenty values has. Whole numbers from 0 on
   * are counts.
   *
   * @param data series, original units
   * @param workers who computes
   * @return one for each channel
   */
  public static List<Bounds> of(SeriesSet data, Workers workers) {
    return workers.map(data.channels().size(), c -> of(data, c));
  }

  /**
   * Below which value those of a channel of amounts are not told apart: a tenth of the smallest.
   *
   * @param data series, original units
   * @param workers who computes
   * @return by channel; 0 for a channel that is none
   */
  public static List<Double> floors(SeriesSet data, Workers workers) {
    return workers.map(
        data.channels().size(),
        c -> {
          Extremes ends = Extremes.of(data, c);
          return ends.areOfAmounts() ? ends.low / 10 : 0.0;
        });
  }

  /**
   * Whether all values of a channel are whole numbers, and not all the same.
   *
   * @param data series, original units
   * @param workers who computes
   * @return by channel
   */
  public static List<Boolean> whole(SeriesSet data, Workers workers) {
    return workers.map(
        data.channels().size(),
        c -> {
          Extremes ends = Extremes.of(data, c);
          return ends.whole && ends.low < ends.high;
        });
  }

  private static Bounds of(SeriesSet data, int channel) {
    Extremes ends = Extremes.of(data, channel);
    if (!(ends.low < ends.high)) {
      return Bounds.NONE; // of a constant nothing is known but its value
    }
    boolean zero = ends.low == 0 || often(ends.atLow, ends.count);
    double lower = ends.areOfAmounts() ? 0 : zero ? ends.low : Double.NEGATIVE_INFINITY;
    double upper = often(ends.atHigh, ends.count) ? ends.high : Double.POSITIVE_INFINITY;
    return new Bounds(lower, upper, lower == 0 && ends.whole);
  }

  /**
   * Where a channel's values end.
   *
   * @param low smallest value
   * @param high largest value
   * @param count number of values
   * @param atLow how many of them are the smallest
   * @param atHigh how many of them are the largest
   * @param whole whether all are whole numbers
   */
  private record Extremes(
      double low, double high, long count, long atLow, long atHigh, boolean whole) {
    static Extremes of(SeriesSet data, int channel) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      long count = 0;
      long atLow = 0;
      long atHigh = 0;
      boolean whole = true;
      for (TimeSeries series : data) {
        for (int i = 0; i < series.length(); i++) {
          double value = series.value(i, channel);
          if (!Double.isNaN(value)) {
            count++;
            atLow = value < low ? 1 : value == low ? atLow + 1 : atLow;
            atHigh = value > high ? 1 : value == high ? atHigh + 1 : atHigh;
            whole &= value == Math.rint(value);
            low = Math.min(low, value);
            high = Math.max(high, value);
          }
        }
      }
      return new Extremes(low, high, count, atLow, atHigh, whole);
    }

    boolean areOfAmounts() {
      return low > 0 && high > ORDERS * low;
    }
  }

  /**
   * What to say of channels with values that their bounds do not hold.
   *
   * @param data series, original units
   * @param bounds of each channel
   * @param workers who computes
   * @return a sentence for each such channel
   */
  public static List<String> outside(SeriesSet data, List<Bounds> bounds, Workers workers) {
    List<Long> counts = workers.map(bounds.size(), c -> outside(data, c, bounds.get(c)));
    List<String> said = new ArrayList<>();
    for (int c = 0; c < bounds.size(); c++) {
      if (counts.get(c) > 0) {
        said.add(
            "%d values of %s lie outside of its bounds, or are no counts: series with such values are not held to them"
                .formatted(counts.get(c), data.channels().get(c)));
      }
    }
    return said;
  }

  private static long outside(SeriesSet data, int channel, Bounds own) {
    long outside = 0;
    for (TimeSeries series : data) {
      for (int i = 0; i < series.length() && own != Bounds.NONE; i++) {
        double value = series.value(i, channel);
        outside += Double.isNaN(value) || own.contains(value) ? 0 : 1;
      }
    }
    return outside;
  }

  private static boolean often(long times, long count) {
    return times >= Math.max(LEAST_TIMES, OFTEN * count);
  }

  /**
   * The bounds that a history keeps: one that is seen beyond a bound is not held by it, and one
   * with a fraction does not count.
   *
   * @param history a series, original units
   * @param bounds of each channel
   * @return as many
   */
  public static List<Bounds> of(TimeSeries history, List<Bounds> bounds) {
    List<Bounds> kept = new ArrayList<>(bounds);
    for (int c = 0; c < kept.size(); c++) {
      Bounds own = kept.get(c);
      for (int i = 0; i < history.length() && own != Bounds.NONE; i++) {
        double value = history.value(i, c);
        if (!Double.isNaN(value) && !own.contains(value)) {
          own = own.ofFractions().contains(value) ? own.ofFractions() : Bounds.NONE;
        }
      }
      kept.set(c, own);
    }
    return kept;
  }
}
