package io.anode4j.data;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Labels as a table states them: of each row of a series a text, or none. They are no values: a
 * model is never shown them.
 */
public final class RowLabels {
  /** More labels than these are counted in a message, not named. */
  private static final int FEW = 5;

  private final Map<String, Series> series = new LinkedHashMap<>();

  /** Labels of one series: all there are, and the first of each time. */
  private record Series(Set<String> distinct, TreeMap<Double, String> byTime) {}

  /** No labels yet. */
  public RowLabels() {}

  /**
   * Adds the label of a row.
   *
   * @param id the series
   * @param time time of the row, as in the series
   * @param label its text
   */
  public void add(String id, double time, String label) {
    Series of =
        series.computeIfAbsent(id, key -> new Series(new LinkedHashSet<>(), new TreeMap<>()));
    of.distinct().add(label);
    of.byTime().putIfAbsent(time, label);
  }

  /**
   * Adds the labels of one series elsewhere to a series here.
   *
   * @param id the series here
   * @param other labels of the same table or another
   * @param otherId the series there
   */
  public void addAll(String id, RowLabels other, String otherId) {
    Series from = other.series.get(otherId);
    if (from != null) {
      from.byTime().forEach((time, label) -> add(id, time, label));
      from.distinct().forEach(label -> series.get(id).distinct().add(label));
    }
  }

  /** Whether no row has a label. */
  public boolean isEmpty() {
    return series.isEmpty();
  }

  /**
   * The different labels of a series.
   *
   * @param id the series
   * @return none, one, or several in the order of the table
   */
  public List<String> of(String id) {
    Series of = series.get(id);
    return of == null ? List.of() : List.copyOf(of.distinct());
  }

  /**
   * The label of a row.
   *
   * @param id the series
   * @param time time of the row
   * @return its label; of several at one time the first
   */
  public Optional<String> at(String id, double time) {
    Series of = series.get(id);
    return of == null ? Optional.empty() : Optional.ofNullable(of.byTime().get(time));
  }

  private static String few(Collection<String> labels) {
    String named = labels.stream().limit(FEW).collect(Collectors.joining(", "));
    return labels.size() > FEW ? "%s and %d more".formatted(named, labels.size() - FEW) : named;
  }

  /**
   * The label of each series whose rows agree on one.
   *
   * @return labels by id, in the order of the table
   * @throws IllegalArgumentException naming the first series with several labels
   */
  public Map<String, String> bySeries() {
    Map<String, String> labels = new LinkedHashMap<>();
    series.forEach(
        (id, of) -> {
          if (of.distinct().size() > 1) {
            throw new IllegalArgumentException(
                ("series '%s' has the labels %s; expected one label a series, the same in all of its"
                        + " rows; mend the table, cut the series where the label changes, or state"
                        + " a task of rows")
                    .formatted(id, few(of.distinct())));
          }
          labels.put(id, of.distinct().iterator().next());
        });
    return labels;
  }
}
