package io.anode4j.period;

import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Features of how a channel varies, periods among them, as they tell variable stars apart
 * (Debosscher et al. 2007; Richards et al. 2011): irregular times are no hindrance, and a period
 * may be far shorter than the gaps between them. A channel with fewer than five values, or with
 * equal ones, has none: NaN.
 */
public final class VariabilityFeatures {
  /** Frequencies of a search at most. */
  public static final int MOST_FREQUENCIES = 1 << 17;

  private static final int LEAST_FREQUENCIES = 1 << 8;
  private static final int LEAST_VALUES = 5;

  /** Observations times frequencies over all series; a unit costs half a nanosecond. */
  private static final double WORK = 1L << 36;

  /** What a frequency costs beside the observations, in observations. */
  private static final double EACH = 60;

  private static final List<String> OF_CHANNEL =
      Stream.of(ValueFeatures.NAMES, PeriodicFeatures.NAMES).flatMap(List::stream).toList();

  private VariabilityFeatures() {}

  /** Names of the features, as many a channel. */
  public static List<String> names(List<String> channels) {
    List<String> names = new ArrayList<>();
    for (String channel : channels) {
      OF_CHANNEL.forEach(feature -> names.add(channel + "_" + feature));
    }
    return names;
  }

  /**
   * Refuses a number of frequencies that no search has.
   *
   * @param frequencies the number
   * @throws IllegalArgumentException saying so in a clause
   */
  public static void requireFrequencies(int frequencies) {
    if (frequencies < 1 || frequencies > MOST_FREQUENCIES) {
      throw new IllegalArgumentException("its number of frequencies is out of range");
    }
  }

  /**
   * How many frequencies a search may have so that all series take about half a minute on one
   * processor at most.
   *
   * @param series those to search
   * @return {@link #MOST_FREQUENCIES}, or a part of them
   */
  public static int frequencies(List<TimeSeries> series) {
    int[] counts = series.stream().flatMapToInt(VariabilityFeatures::counts).toArray();
    int most = MOST_FREQUENCIES;
    while (most > LEAST_FREQUENCIES && work(counts, most) > WORK) {
      most /= 2;
    }
    return most;
  }

  private static IntStream counts(TimeSeries series) {
    int[] counts = new int[series.channels()];
    for (int i = 0; i < series.length(); i++) {
      for (int c = 0; c < counts.length; c++) {
        counts[c] += Double.isNaN(series.value(i, c)) ? 0 : 1;
      }
    }
    return Arrays.stream(counts);
  }

  private static double work(int[] counts, int most) {
    double work = 0;
    for (int count : counts) {
      work += (count + EACH) * FrequencySearch.frequencies(Math.max(1, count), most);
    }
    return work;
  }

  /**
   * Features of a series.
   *
   * @param series original values
   * @param frequencies of the search for periods, at most; cut further where there are few values
   * @return as many numbers as names
   */
  public static double[] of(TimeSeries series, int frequencies) {
    int size = OF_CHANNEL.size();
    double[] features = new double[size * series.channels()];
    Arrays.fill(features, Double.NaN);
    Optional<FrequencySearch> search = Optional.empty();
    for (int c = 0; c < series.channels(); c++) {
      Observations seen = Observations.of(series, c);
      double variance = seen.variance();
      if (seen.size() >= LEAST_VALUES && variance > 0 && Double.isFinite(variance)) {
        FrequencySearch own =
            search
                .filter(s -> s.isOver(seen))
                .orElseGet(() -> new FrequencySearch(seen, frequencies));
        search = Optional.of(own);
        double[] values = ValueFeatures.of(seen);
        double[] periodic = PeriodicFeatures.of(seen, own);
        System.arraycopy(values, 0, features, c * size, values.length);
        System.arraycopy(periodic, 0, features, c * size + values.length, periodic.length);
      }
    }
    // A ratio to nothing, or a difference of times that is none, tells nothing.
    return Arrays.stream(features).map(f -> Double.isFinite(f) ? f : Double.NaN).toArray();
  }
}
