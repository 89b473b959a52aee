package io.anode4j.latent;

import io.anode4j.anchor.AnchorRules;
import io.anode4j.anchor.LinearAnchor;
import io.anode4j.anchor.SeriesPast;
import io.anode4j.anchor.WindowFrame;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.data.Window;
import io.anode4j.tensor.Workers;
import io.anode4j.training.ObservedRows;
import java.util.List;

/**
 * Whether what other series measured at the same time helps where all questions share one origin:
 * two linear anchors, with it and without, answer there for series that neither has seen. It is
 * kept, and windows are matched to the origin, if it is better by more than one paired standard
 * error.
 *
 * @param shared whether it is told what other series measured
 * @param series how many answered
 * @param without mean absolute error without, on the channels' scales
 * @param less by how much it is smaller with what others measured
 * @param error standard error of that difference over series
 */
record CalendarChoice(boolean shared, int series, double without, double less, double error) {

  /**
   * Fits and compares.
   *
   * @param scaled training series on the channels' scales
   * @param windows draws windows from them
   * @param rules without a calendar
   * @param plan with the origin and validation windows of other series
   * @param data all series
   * @param scaler to the channels' scales
   * @param seed of the windows that are drawn
   * @param workers who computes
   * @return the choice
   */
  static CalendarChoice of(
      SeriesSet scaled,
      TrainingWindows windows,
      AnchorRules rules,
      DataPlan plan,
      SeriesSet data,
      ValueScaler scaler,
      long seed,
      Workers workers) {
    AnchorTraining plain = new AnchorTraining(scaled, windows, rules, false, seed, workers);
    AnchorTraining shared = new AnchorTraining(scaled, windows, rules, true, seed, workers);
    double origin = plan.origin().orElseThrow();
    List<Window> asked = plan.validation().stream().filter(w -> w.origin() == origin).toList();
    List<double[]> errors =
        workers.map(
            asked.size(),
            i -> {
              Window window = asked.get(i);
              TimeSeries past =
                  ObservedRows.of(scaler.toScaled(data.get(window.id()).until(origin)));
              TimeSeries target = scaler.toScaled(window.target());
              return new double[] {
                error(plain, past, target, origin), error(shared, past, target, origin)
              };
            });
    int n = errors.size();
    double without = errors.stream().mapToDouble(e -> e[0]).average().orElse(0);
    double less = errors.stream().mapToDouble(e -> e[0] - e[1]).average().orElse(0);
    double squares =
        errors.stream().mapToDouble(e -> (e[0] - e[1] - less) * (e[0] - e[1] - less)).sum();
    double error = n > 1 ? Math.sqrt(squares / (n - 1.0) / n) : Double.POSITIVE_INFINITY;
    return new CalendarChoice(less > error, n, without, less, error);
  }

  private static double error(
      AnchorTraining fit, TimeSeries history, TimeSeries target, double origin) {
    LinearAnchor anchor = fit.anchor();
    SeriesPast past = SeriesPast.of(history, anchor.rules().context());
    double present = anchor.rules().origin(past, origin);
    WindowFrame frame = fit.frames().frame(past, present);
    LinearAnchor.Answer answer = anchor.answer(past, frame, target.times());
    double sum = 0;
    int count = 0;
    for (int t = 0; t < target.length(); t++) {
      for (int c = 0; c < target.channels(); c++) {
        if (target.isObserved(t, c)) {
          sum += Math.abs(target.value(t, c) - frame.fromFrame(c, answer.sum()[t][c]));
          count++;
        }
      }
    }
    return sum / count;
  }

  /** What was compared and chosen. */
  String words(String origin) {
    String compared =
        "Questions share one origin, %s: on %d held-out series a linear forecast errs %.1f %% %s (± %.1f %%) with what other series measured at the same time than without, "
            .formatted(
                origin,
                series,
                100 * Math.abs(less) / without,
                less < 0 ? "more" : "less",
                100 * error / without);
    return compared + (shared ? "so it is told" : "so it is trained as for any origin");
  }
}
