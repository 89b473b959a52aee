package io.anode4j.classification;

import io.anode4j.data.LabelledSeries;
import io.anode4j.data.NearNames;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Series whose class is known.
 *
 * @param classes names of the classes
 * @param series the series
 * @param truth class of each series, from 0
 */
public record Labelled(List<String> classes, List<TimeSeries> series, List<Integer> truth) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException when there is not one class a series
   */
  public Labelled {
    classes = List.copyOf(classes);
    series = List.copyOf(series);
    truth = List.copyOf(truth);
    if (series.size() != truth.size()) {
      throw new IllegalArgumentException(
          "%d classes of %d series; expected one a series".formatted(truth.size(), series.size()));
    }
  }

  /**
   * The series of a set that have a label.
   *
   * @param data all series
   * @param labels of some of them, by id; others are passed over
   * @param classes names of the classes
   * @return those with a label, in the order of the set
   * @throws IllegalArgumentException when no series has a label, or one is no class
   */
  public static Labelled of(SeriesSet data, Map<String, String> labels, List<String> classes) {
    LabelledSeries<Integer> known =
        LabelledSeries.of(data, labels, (label, id) -> index(label, id, data.source(), classes));
    return new Labelled(classes, known.series(), known.labels());
  }

  private static int index(String label, String id, String source, List<String> classes) {
    int at = classes.indexOf(label);
    if (at < 0) {
      throw new IllegalArgumentException(
          "series '%s' of %s has the label '%s', which was not learnt; expected one of %s; %s, or leave such series out"
              .formatted(
                  id, source, label, String.join(", ", classes), NearNames.remedy(label, classes)));
    }
    return at;
  }

  /**
   * The classes that labels name: in the order of their numbers where all are numbers, else of
   * their texts.
   *
   * @param data series; labels of others do not count
   * @param labels by id
   * @return at least two names
   * @throws IllegalArgumentException when there are fewer
   */
  public static List<String> classes(SeriesSet data, Map<String, String> labels) {
    List<String> found =
        data.series().stream()
            .map(TimeSeries::id)
            .filter(labels::containsKey)
            .map(id -> labels.getOrDefault(id, ""))
            .distinct()
            .toList();
    if (found.size() < 2) {
      throw new IllegalArgumentException(
          "the series of %s have %s; expected at least two different labels to tell apart; check the column of the labels"
              .formatted(
                  data.source(),
                  found.isEmpty() ? "no label" : "no other label than '" + found.get(0) + "'"));
    }
    boolean numbers = found.stream().allMatch(Labelled::isNumber);
    Comparator<String> order =
        numbers ? Comparator.comparingDouble(Double::parseDouble) : Comparator.naturalOrder();
    return found.stream().sorted(order).toList();
  }

  private static boolean isNumber(String text) {
    return text.matches("[-+]?[0-9]+(\\.[0-9]+)?");
  }

  /** How many series each class has. */
  public List<Integer> counts() {
    int[] counts = new int[classes.size()];
    truth.forEach(k -> counts[k]++);
    return java.util.Arrays.stream(counts).boxed().toList();
  }

  /** The class of each series as an array. */
  public int[] truths() {
    return truth.stream().mapToInt(Integer::intValue).toArray();
  }
}
