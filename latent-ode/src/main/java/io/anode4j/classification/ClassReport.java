package io.anode4j.classification;

import io.anode4j.data.TimeSeries;
import io.anode4j.evaluation.FigureColumns;
import io.anode4j.evaluation.FigureColumns.Figure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Classifiers compared on the same series.
 *
 * @param classes names of the classes
 * @param positive with two classes the one that AUC, AUPRC, F1 and calibration speak of
 * @param unit what was classified, in the plural: series or rows
 * @param scores by name of the classifier, the one that is judged first
 */
public record ClassReport(
    List<String> classes, String positive, String unit, Map<String, ClassScores> scores) {
  private static final FigureColumns<ClassScores> FIGURES =
      new FigureColumns<>(
          "%-20s %7s %7s %9s %7s %9s %12s%n",
          List.of(
              figure("AUC", "auc", ClassScores::auc),
              figure("", "auc_error", ClassScores::aucError),
              figure("AUPRC", "auprc", ClassScores::auprc),
              figure("accuracy", "accuracy", ClassScores::accuracy),
              figure("F1", "f1", ClassScores::f1),
              figure("log loss", "log_loss", ClassScores::logLoss),
              figure("calibration", "calibration_error", ClassScores::calibrationError)));

  private static Figure<ClassScores> figure(
      String title, String key, ToDoubleFunction<ClassScores> of) {
    return new Figure<>(title, key, "%.3f", of);
  }

  /** Copies the collections. */
  public ClassReport {
    classes = List.copyOf(classes);
    scores = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(scores));
  }

  /**
   * Classifies and compares.
   *
   * @param classifiers by name, the one that is judged first; all of the same classes
   * @param positive with two classes the one that matters
   * @param known series, or windows of rows, with their classes
   * @param unit what those are, in the plural
   * @return the report
   */
  public static ClassReport of(
      Map<String, Classifier> classifiers, String positive, Labelled known, String unit) {
    Map<String, ClassScores> scores = new LinkedHashMap<>();
    int at = Math.max(0, known.classes().indexOf(positive));
    classifiers.forEach(
        (name, classifier) ->
            scores.put(
                name,
                ClassScores.of(known.truths(), probabilities(classifier, known.series()), at)));
    return new ClassReport(known.classes(), positive, unit, scores);
  }

  /**
   * Classifies and compares a model with others.
   *
   * @param model what is judged, named so
   * @param beside others by name, of the same classes
   * @param positive with two classes the one that matters
   * @param known series, or windows of rows, with their classes
   * @param unit what those are, in the plural
   * @return the report
   */
  public static ClassReport of(
      Classifier model,
      Map<String, Classifier> beside,
      String positive,
      Labelled known,
      String unit) {
    Map<String, Classifier> compared = new LinkedHashMap<>();
    compared.put("model", model);
    compared.putAll(beside);
    return of(compared, positive, known, unit);
  }

  private static double[][] probabilities(Classifier classifier, List<TimeSeries> series) {
    return classifier.classifyAll(series).stream()
        .map(c -> c.probabilities().stream().mapToDouble(Double::doubleValue).toArray())
        .toArray(double[][]::new);
  }

  /** The comparison as text: a row a classifier, then the confusion of the first. */
  public String table() {
    StringBuilder text = new StringBuilder();
    ClassScores first = scores.values().iterator().next();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d %s, %d classes%s%n",
            first.count(),
            unit,
            classes.size(),
            classes.size() == 2 ? "; AUC, AUPRC, F1 and calibration of '" + positive + "'" : ""));
    text.append(FIGURES.heading());
    scores.forEach((name, one) -> text.append(FIGURES.row(name, one)));
    if (!Double.isNaN(first.aucError())) {
      text.append(String.format(Locale.ROOT, "standard error of the AUC %.3f%n", first.aucError()));
    }
    return text + ConfusionText.of(classes, first.confusion());
  }

  /** The same as a tree of maps and lists, for JSON. */
  public Map<String, Object> toMap() {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("classes", classes);
    root.put("positive", positive);
    root.put("unit", unit);
    List<Map<String, Object>> rows = new ArrayList<>();
    scores.forEach(
        (name, s) -> {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("name", name);
          row.put("count", s.count());
          FIGURES.put(row, s);
          row.put("confusion", s.confusion());
          rows.add(row);
        });
    root.put("classifiers", rows);
    return root;
  }
}
