package io.anode4j.regression;

import io.anode4j.data.LabelledSeries;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import java.util.List;
import java.util.Map;

/**
 * Series whose number is known.
 *
 * @param series the series
 * @param values the number of each
 */
public record KnownNumbers(List<TimeSeries> series, List<Double> values) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException when there is not one number a series
   */
  public KnownNumbers {
    series = List.copyOf(series);
    values = List.copyOf(values);
    if (series.size() != values.size()) {
      throw new IllegalArgumentException(
          "%d numbers of %d series; expected one a series".formatted(values.size(), series.size()));
    }
  }

  /**
   * The series of a set that have a label.
   *
   * @param data all series
   * @param labels of some of them as texts, by id; others are passed over
   * @param most what larger labels count as; infinite for no limit
   * @return those with a label, in the order of the set
   * @throws IllegalArgumentException when no series has a label, or one is no finite number
   */
  public static KnownNumbers of(SeriesSet data, Map<String, String> labels, double most) {
    LabelledSeries<Double> known =
        LabelledSeries.of(
            data, labels, (label, id) -> Math.min(most, number(label, id, data.source())));
    return new KnownNumbers(known.series(), known.labels());
  }

  private static double number(String label, String id, String source) {
    try {
      double value = Double.parseDouble(label.strip());
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, with infinite ones.
    }
    throw new IllegalArgumentException(
        "series '%s' of %s has the label '%s'; expected a finite number; mend the table, empty the cell, or take classification for labels that are texts"
            .formatted(id, source, label));
  }

  /** The numbers as an array. */
  public double[] truths() {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
