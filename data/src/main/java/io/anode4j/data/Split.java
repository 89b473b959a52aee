package io.anode4j.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Series parted into training, validation and test.
 *
 * <p>The same input and seed give the same parts on every machine. No row is in two parts and none
 * is lost.
 *
 * @param train what to learn from
 * @param validation what to choose with: early stopping, hyper-parameters
 * @param test what to judge with, once
 */
public record Split(SeriesSet train, SeriesSet validation, SeriesSet test) {

  /**
   * Parts by series: whole series go to one part.
   *
   * <p>Which part a series goes to depends on its id and the seed alone, not on the order of the
   * file. Each part keeps the order of the source. Sizes are rounded; a part that was asked for
   * gets at least one series, and so does training.
   *
   * @param set the series to part
   * @param validationFraction share of the series for validation, 0 for none
   * @param testFraction share of the series for the test, 0 for none
   * @param seed any number; another one gives other parts
   * @return the parts
   * @throws IllegalArgumentException if the fractions do not leave anything to learn from, or there
   *     are fewer series than parts
   */
  public static Split bySeries(
      SeriesSet set, double validationFraction, double testFraction, long seed) {
    requireFractions(validationFraction, testFraction);
    int parts = 1 + (validationFraction > 0 ? 1 : 0) + (testFraction > 0 ? 1 : 0);
    if (set.size() < parts) {
      throw new IllegalArgumentException(
          "%s has %d series; expected at least one for each of %d parts; split by time instead"
              .formatted(set.source(), set.size(), parts));
    }
    List<String> ids = new ArrayList<>(set.series().stream().map(TimeSeries::id).toList());
    ids.sort(
        Comparator.comparingLong((String id) -> SeededKey.of(id, seed))
            .thenComparing(Comparator.naturalOrder()));
    int test = count(testFraction, set.size());
    int validation = count(validationFraction, set.size());
    while (test + validation >= set.size()) {
      if (test > validation) {
        test--;
      } else {
        validation--;
      }
    }
    Set<String> tested = new HashSet<>(ids.subList(0, test));
    Set<String> validated = new HashSet<>(ids.subList(test, test + validation));
    return new Split(
        set.filter(one -> !tested.contains(one.id()) && !validated.contains(one.id())),
        set.filter(one -> validated.contains(one.id())),
        set.filter(one -> tested.contains(one.id())));
  }

  private static int count(double fraction, int size) {
    return fraction > 0 ? Math.max(1, (int) Math.round(fraction * size)) : 0;
  }

  /**
   * Parts by time: of each series the last rows are for the test, those before them for validation.
   *
   * <p>Fractions are of a series' rows, not of its time span, so that a long silence does not leave
   * a part empty; counts are rounded down, training gets the rest. Each part has all series, some
   * of them perhaps without rows. A window that forecasts into a later part may take its context
   * from an earlier one: cut it from the whole series with {@link Windows} and the part's first and
   * last time.
   *
   * @param set the series to part
   * @param validationFraction share of each series' rows for validation, 0 for none
   * @param testFraction share of each series' rows for the test, 0 for none
   * @return the parts
   * @throws IllegalArgumentException if the fractions do not leave anything to learn from
   */
  public static Split byTime(SeriesSet set, double validationFraction, double testFraction) {
    requireFractions(validationFraction, testFraction);
    List<TimeSeries> train = new ArrayList<>();
    List<TimeSeries> validation = new ArrayList<>();
    List<TimeSeries> test = new ArrayList<>();
    for (TimeSeries series : set) {
      int testFrom = series.length() - (int) (testFraction * series.length());
      int validationFrom = testFrom - (int) (validationFraction * series.length());
      train.add(series.slice(0, validationFrom));
      validation.add(series.slice(validationFrom, testFrom));
      test.add(series.slice(testFrom, series.length()));
    }
    return new Split(set.withSeries(train), set.withSeries(validation), set.withSeries(test));
  }

  private static void requireFractions(double validation, double test) {
    if (!(validation >= 0) || !(test >= 0) || !(validation + test < 1)) {
      throw new IllegalArgumentException(
          ("fractions of %s for validation and %s for the test; expected two from 0 that leave"
                  + " something for training; state smaller ones")
              .formatted(validation, test));
    }
  }
}
