package io.anode4j.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much of the difference between forecasters on the same windows is chance. The windows of one
 * series are alike, so with enough series each counts once. Single windows are not kept.
 */
public final class PairedScores {
  /** With fewer series the windows of one are taken to be independent of each other. */
  private static final int ENOUGH_SERIES = 8;

  private final List<String> names;
  private final Map<Metric, GroupedDifferences> byWindow = new EnumMap<>(Metric.class);
  private final Map<Metric, GroupedDifferences> bySeries = new EnumMap<>(Metric.class);
  private final Map<Metric, double[]> current = new EnumMap<>(Metric.class);
  private @Nullable String series;
  private double targets;

  PairedScores(Set<String> forecasters) {
    this.names = List.copyOf(forecasters);
    for (Metric metric : Metric.values()) {
      byWindow.put(metric, new GroupedDifferences(names.size()));
      bySeries.put(metric, new GroupedDifferences(names.size()));
      current.put(metric, new double[names.size()]);
    }
  }

  /** Nothing known of single windows. */
  public static PairedScores none() {
    return new PairedScores(Set.of());
  }

  /** Adds windows, those of each forecaster in the same order. */
  void add(Collection<WindowScores> ofForecasters) {
    List<WindowScores> all = new ArrayList<>(ofForecasters);
    int windows = all.isEmpty() ? 0 : all.get(0).windows().size();
    for (int k = 0; k < windows; k++) {
      int window = k;
      add(all.stream().map(one -> one.windows().get(window)).toList());
    }
  }

  private void add(List<WindowScores.Window> window) {
    WindowScores.Window first = window.get(0);
    if (!first.series().equals(series)) {
      endSeries();
      series = first.series();
    }
    targets += first.scores().targets();
    for (Metric metric : Metric.values()) {
      double[] sums = window.stream().mapToDouble(one -> one.sum(metric)).toArray();
      of(byWindow, metric).add(sums, first.scores().targets());
      double[] total = Objects.requireNonNull(current.get(metric));
      for (int f = 0; f < sums.length; f++) {
        total[f] += sums[f];
      }
    }
  }

  /** Nothing more comes of the series that was added last. */
  void endSeries() {
    if (targets > 0) {
      current.forEach(
          (metric, sums) -> {
            of(bySeries, metric).add(sums, targets);
            Arrays.fill(sums, 0);
          });
    }
    targets = 0;
    series = null;
  }

  private static GroupedDifferences of(Map<Metric, GroupedDifferences> sums, Metric metric) {
    return Objects.requireNonNull(sums.get(metric));
  }

  /**
   * Compares two forecasters.
   *
   * @param one name of a forecaster
   * @param other name of another
   * @param metric which figure
   * @return one minus other; nothing where single windows are not known
   */
  public Optional<PairedDifference> difference(String one, String other, Metric metric) {
    int first = names.indexOf(one);
    int second = names.indexOf(other);
    if (first < 0 || second < 0) {
      return Optional.empty();
    }
    GroupedDifferences series = of(bySeries, metric);
    GroupedDifferences groups = series.groups() >= ENOUGH_SERIES ? series : of(byWindow, metric);
    return Optional.of(groups.between(first, second));
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof PairedScores other
        && names.equals(other.names)
        && byWindow.equals(other.byWindow)
        && bySeries.equals(other.bySeries);
  }

  @Override
  public int hashCode() {
    return Objects.hash(names, byWindow, bySeries);
  }

  @Override
  public String toString() {
    return "PairedScores of " + names;
  }
}
