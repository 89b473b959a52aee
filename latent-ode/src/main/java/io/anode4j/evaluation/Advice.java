package io.anode4j.evaluation;

import java.util.Locale;
import java.util.Optional;

/** What to make of an {@link EvaluationReport}, in sentences. */
final class Advice {
  private Advice() {}

  /**
   * Says whether the model is better than the best baseline and, where it is not, what to do.
   *
   * @param report of a model and baselines
   * @return a paragraph; nothing where there is no such pair
   */
  static Optional<String> of(EvaluationReport report) {
    return report
        .bestBaseline()
        .flatMap(
            best ->
                report
                    .paired()
                    .difference(EvaluationReport.MODEL, best, Metric.CRPS)
                    .map(difference -> sentence(report, best, difference)));
  }

  private static String sentence(EvaluationReport report, String best, PairedDifference by) {
    double percent = 100 * report.skill(EvaluationReport.MODEL);
    if (by.groups() < 2) {
      return "One window says nothing of the next: evaluate more origins or series.";
    }
    if (by.isChance()) {
      return text(
          "The model and %s are the same within chance: %.1f %% over %d %s. More origins or series"
              + " would tell.",
          best, percent, by.groups(), groups(report, by));
    }
    if (by.mean() < 0) {
      return text("The model is better than %s by more than chance makes it.", best);
    }
    if (report.horizon() == 0) {
      return text("The model is worse than %s by more than chance makes it.", best);
    }
    return text(
        "The model is worse than %s by more than chance makes it: forecast with %s here.%s Or try"
            + " more history or more series, a channel that drives this one, a longer --context,"
            + " another horizon.",
        best, best, where(report, best));
  }

  private static String groups(EvaluationReport report, PairedDifference by) {
    return by.groups() == report.series() ? "series" : "windows";
  }

  /** The longest distance from the origin up to which the model was better all the way. */
  private static String where(EvaluationReport report, String best) {
    double until = 0;
    for (LeadTimeScores lead : report.byLeadTime()) {
      double own = lead.scores().get(EvaluationReport.MODEL).crps();
      if (!(own < lead.scores().get(best).crps())) {
        break;
      }
      until = lead.to();
    }
    return until > 0
        ? text(" It was better for the first %.3g of the horizon only.", until / report.horizon())
        : "";
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
