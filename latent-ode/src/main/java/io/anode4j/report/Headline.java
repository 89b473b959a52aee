package io.anode4j.report;

import io.anode4j.chart.Figures;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says in plain words how well the model did, from the table of scores. */
final class Headline {
  /** Proper scores first: they judge the whole forecast, not only its middle. */
  private static final List<String> PREFERRED = List.of("crps", "nll", "mae", "rmse", "mse");

  private Headline() {}

  /** A sentence or two; empty without a model row. */
  static String of(List<ScoreRow> rows) {
    Optional<ScoreRow> model = rows.stream().filter(r -> !r.baseline()).findFirst();
    if (model.isEmpty()) {
      return "";
    }
    String score =
        metric(rows, model.get()).map(metric -> compare(metric, rows, model.get())).orElse("");
    String coverage =
        model.get().values().keySet().stream()
            .map(ScoreColumn::new)
            .filter(ScoreColumn::isCoverage)
            .filter(metric -> Double.isFinite(model.get().value(metric.key())))
            .findFirst()
            .map(metric -> coverage(metric, model.get()))
            .orElse("");
    return (score + " " + coverage).strip();
  }

  /** The metric that the sentence is about. */
  static Optional<ScoreColumn> metric(List<ScoreRow> rows, ScoreRow model) {
    return PREFERRED.stream()
        .filter(key -> Double.isFinite(model.value(key)))
        .findFirst()
        .map(ScoreColumn::new);
  }

  private static String compare(ScoreColumn metric, List<ScoreRow> rows, ScoreRow model) {
    double value = model.value(metric.key());
    String sentence = metric.label() + " " + metric.format(value);
    Optional<ScoreRow> best =
        rows.stream()
            .filter(ScoreRow::baseline)
            .filter(r -> Double.isFinite(r.value(metric.key())))
            .min(Comparator.comparingDouble(r -> r.value(metric.key())));
    if (best.isEmpty()) {
      return sentence + ".";
    }
    double other = best.get().value(metric.key());
    return sentence + ", " + versus(value, other) + " (" + best.get().name() + ").";
  }

  private static String versus(double value, double other) {
    if (value <= 0 || other <= 0) { // a ratio of such scores says nothing
      String figure = Figures.rounded(other);
      return value < other
          ? "better than the best baseline’s " + figure
          : value > other
              ? "worse than the best baseline’s " + figure
              : "level with the best baseline";
    }
    long percent = Math.round(100 * Math.abs(1 - value / other));
    if (percent == 0) {
      return "level with the best baseline";
    }
    return percent + " % " + (value < other ? "better" : "worse") + " than the best baseline";
  }

  private static String coverage(ScoreColumn metric, ScoreRow model) {
    return "The "
        + Figures.percent(metric.nominal())
        + " intervals held "
        + metric.format(model.value(metric.key()))
        + " of the outcomes.";
  }
}
