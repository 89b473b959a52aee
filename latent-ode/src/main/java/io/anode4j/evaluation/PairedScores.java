package io.anode4j.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Scores of forecasters on the same windows, for comparisons in pairs. */
public final class PairedScores {
  private final Map<String, WindowScores> byForecaster;

  private PairedScores(Map<String, WindowScores> byForecaster) {
    this.byForecaster = byForecaster;
  }

  /** Nothing known of single windows. */
  public static PairedScores none() {
    return new PairedScores(Map.of());
  }

  static PairedScores of(Map<String, ScoreCube> cubes) {
    Map<String, WindowScores> scores = new LinkedHashMap<>();
    cubes.forEach((name, cube) -> scores.put(name, cube.windows()));
    return new PairedScores(scores);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof PairedScores other && byForecaster.equals(other.byForecaster);
  }

  @Override
  public int hashCode() {
    return byForecaster.hashCode();
  }

  @Override
  public String toString() {
    return "PairedScores of " + byForecaster.keySet();
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
    WindowScores first = byForecaster.get(one);
    WindowScores second = byForecaster.get(other);
    return first == null || second == null
        ? Optional.empty()
        : Optional.of(first.minus(second, metric));
  }
}
