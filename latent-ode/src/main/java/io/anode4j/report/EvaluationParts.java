package io.anode4j.report;

import io.anode4j.chart.Figures;
import io.anode4j.chart.Point;
import io.anode4j.evaluation.EvaluationReport;
import io.anode4j.evaluation.LeadTimeScores;
import io.anode4j.evaluation.Scores;
import io.anode4j.evaluation.SkipReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Turns the outcome of a backtest into rows and curves of a report. */
final class EvaluationParts {
  private static final String MODEL = "latent ODE";

  /** The coverage that table and lead-time curve show; the others are in the calibration chart. */
  private static final double NOMINAL = 0.9;

  private final EvaluationReport evaluation;
  private final boolean dated;

  EvaluationParts(EvaluationReport evaluation, boolean dated) {
    this.evaluation = evaluation;
    this.dated = dated;
  }

  void addTo(ReportContentBuilder content) {
    List<ScoreRow> rows = new ArrayList<>();
    evaluation.overall().forEach((name, scores) -> rows.add(row(name(name), name, scores)));
    content.scores(rows).units(evaluation.units());
    content.channels(channels());
    if (evaluation.byLeadTime().size() > 1) {
      List<String> all = List.copyOf(evaluation.overall().keySet());
      content.leadTime(LeadTimeChart.score("CRPS", dated, leadTimes(all, Scores::crps)));
      content.leadTime(
          LeadTimeChart.coverage(NOMINAL, dated, leadTimes(contest(), Scores::coverage90)));
    }
    content.calibration(CalibrationChart.of(contest().stream().map(this::calibration).toList()));
    content.data("Scored", scored());
  }

  private static String name(String key) {
    return key.equals(EvaluationReport.MODEL) ? MODEL : key.replace('_', ' ');
  }

  private static ScoreRow row(String name, String forecaster, Scores scores) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("mse", scores.mse());
    values.put("mae", scores.mae());
    values.put("crps", scores.crps());
    values.put("nll", scores.nll());
    values.put("coverage90", scores.coverage90());
    return new ScoreRow(name, !forecaster.equals(EvaluationReport.MODEL), values);
  }

  /** The model's scores by channel, if there is a choice of channels and a model. */
  private List<ScoreRow> channels() {
    List<ScoreRow> rows = new ArrayList<>();
    evaluation
        .perChannel()
        .forEach(
            (channel, scores) ->
                Optional.ofNullable(scores.get(EvaluationReport.MODEL))
                    .map(model -> row(channel, EvaluationReport.MODEL, model))
                    .ifPresent(rows::add));
    return rows.size() > 1 ? rows : List.of();
  }

  /** The model and the best baseline: more curves about 90 % would hide one another. */
  private List<String> contest() {
    List<String> names = new ArrayList<>();
    if (evaluation.overall().containsKey(EvaluationReport.MODEL)) {
      names.add(EvaluationReport.MODEL);
    }
    evaluation.bestBaseline().ifPresent(names::add);
    return names;
  }

  private List<Curve> leadTimes(List<String> names, ToDoubleFunction<Scores> score) {
    List<Curve> curves = new ArrayList<>();
    for (String name : names) {
      List<Point> points = new ArrayList<>();
      for (LeadTimeScores bin : evaluation.byLeadTime()) {
        Scores scores = bin.scores().get(name);
        double middle = (bin.from() + bin.to()) / 2;
        points.add(new Point(middle, scores == null ? Double.NaN : score.applyAsDouble(scores)));
      }
      curves.add(curve(name, points));
    }
    return curves;
  }

  private Curve calibration(String name) {
    Scores scores = evaluation.overall().get(name);
    List<Point> points = new ArrayList<>();
    if (scores != null) {
      points.add(new Point(0.5, scores.coverage50()));
      points.add(new Point(0.8, scores.coverage80()));
      points.add(new Point(0.9, scores.coverage90()));
      points.add(new Point(0.95, scores.coverage95()));
    }
    return curve(name, points);
  }

  private static Curve curve(String name, List<Point> points) {
    return new Curve(name(name), !name.equals(EvaluationReport.MODEL), points);
  }

  private String scored() {
    StringBuilder out = new StringBuilder(Figures.count(evaluation.targets(), "value"));
    out.append(" after ").append(Figures.count(evaluation.origins(), "origin")).append(" of ");
    out.append(Figures.count(evaluation.series())).append(" series");
    for (Map.Entry<SkipReason, Integer> skip : evaluation.skipped().entrySet()) {
      if (skip.getValue() > 0) {
        out.append("; ").append(Figures.count(skip.getValue(), "origin")).append(" left out: ");
        out.append(skip.getKey().text());
      }
    }
    return out.toString();
  }
}
