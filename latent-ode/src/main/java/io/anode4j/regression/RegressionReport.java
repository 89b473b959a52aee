package io.anode4j.regression;

import io.anode4j.evaluation.FigureColumns;
import io.anode4j.evaluation.FigureColumns.Figure;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Regressors compared on the same series.
 *
 * @param unit what was judged, in the plural: series or rows
 * @param most what larger labels counted as; infinite for no limit
 * @param scores by name of the regressor, the one that is judged first
 */
public record RegressionReport(String unit, double most, Map<String, RegressionScores> scores) {
  private static final FigureColumns<RegressionScores> FIGURES =
      new FigureColumns<>(
          "%-18s %9s %9s %9s %7s %12s%n",
          List.of(
              new Figure<>("RMSE", "rmse", "%.4g", RegressionScores::rmse),
              new Figure<>("MAE", "mae", "%.4g", RegressionScores::mae),
              new Figure<>("bias", "bias", "%.3g", RegressionScores::bias),
              new Figure<>("R2", "r2", "%.3f", RegressionScores::r2),
              new Figure<>("in 90 %", "coverage90", "%.3f", RegressionScores::coverage)));

  /** Copies the map. */
  public RegressionReport {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
  }

  /**
   * Answers and compares a model with others.
   *
   * @param model what is judged, named so
   * @param beside others by name
   * @param known series, or windows of rows, with their numbers
   * @param unit what those are, in the plural
   * @param most what larger labels were taken as; infinite for no limit
   * @return the report
   */
  public static RegressionReport of(
      Regressor model,
      Map<String, Regressor> beside,
      KnownNumbers known,
      String unit,
      double most) {
    Map<String, RegressionScores> scores = new LinkedHashMap<>();
    Map<String, Regressor> compared = new LinkedHashMap<>();
    compared.put("model", model);
    compared.putAll(beside);
    compared.forEach(
        (name, one) ->
            scores.put(name, RegressionScores.of(known.truths(), one.predictAll(known.series()))));
    return new RegressionReport(unit, most, scores);
  }

  private boolean isLimited() {
    return most < Double.MAX_VALUE;
  }

  /** The comparison as text: a row a regressor. */
  public String table() {
    int count = scores.values().iterator().next().count();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d %s%s%n",
            count,
            unit,
            isLimited() ? "; labels above " + shortest(most) + " count as " + shortest(most) : ""));
    text.append(FIGURES.heading());
    scores.forEach((name, one) -> text.append(FIGURES.row(name, one)));
    return text.toString().stripTrailing();
  }

  private static String shortest(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** The same as a tree of maps, for JSON; what is not defined is left out. */
  public Map<String, Object> toMap() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("unit", unit);
    if (isLimited()) {
      root.put("label_max", most);
    }
    Map<String, Object> rows = new LinkedHashMap<>();
    scores.forEach(
        (name, s) -> {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("count", s.count());
          FIGURES.put(row, s);
          rows.put(name, row);
        });
    root.put("regressors", rows);
    return root;
  }
}
