package io.anode4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Series of which something is known.
 *
 * @param series the series
 * @param labels what is known of each
 * @param <T> what that is: a class, a number
 */
public record LabelledSeries<T>(List<TimeSeries> series, List<T> labels) {
  /** Copies the lists. */
  public LabelledSeries {
    series = List.copyOf(series);
    labels = List.copyOf(labels);
  }

  /**
   * Reads the text of a label.
   *
   * @param <T> what it says
   */
  @FunctionalInterface
  public interface Reading<T> {
    /**
     * What a label says.
     *
     * @param label its text
     * @param id the series that has it
     * @return what it says
     */
    T of(String label, String id);
  }

  /**
   * The series of a set that have a label.
   *
   * @param data all series
   * @param labels of some of them as texts, by id; others are passed over
   * @param reading reads them
   * @param <T> what they say
   * @return those with a label, in the order of the set
   * @throws IllegalArgumentException when no series has a label
   */
  public static <T> LabelledSeries<T> of(
      SeriesSet data, Map<String, String> labels, Reading<T> reading) {
    List<TimeSeries> series = new ArrayList<>();
    List<T> read = new ArrayList<>();
    for (TimeSeries one : data) {
      String label = labels.get(one.id());
      if (label != null) {
        series.add(one);
        read.add(reading.of(label, one.id()));
      }
    }
    if (series.isEmpty()) {
      throw new IllegalArgumentException(
          "no series of %s has a label; expected at least one; name the column of the labels, and check that its cells are filled"
              .formatted(data.source()));
    }
    return new LabelledSeries<>(series, read);
  }
}
