package io.anode4j.cli;

import io.anode4j.data.TimeFormat;
import io.anode4j.evaluation.Leaderboard;
import io.anode4j.model.EpochReport;
import io.anode4j.training.TrainingListener;
import io.anode4j.training.TrainingPace;
import io.anode4j.training.TrainingPlan;
import java.util.Locale;

/**
 * Tells how training goes: on a terminal one line that is written again each epoch, elsewhere a
 * line at most every two seconds and the last one always. A star marks the best epoch so far.
 */
final class ProgressLine implements TrainingListener {
  private static final double LEAST_SECONDS = 2;

  private final Console console;
  private final RewrittenLine shown;
  private final TimeFormat times;
  private final boolean terminal;
  private double lastPrinted = Double.NEGATIVE_INFINITY;

  ProgressLine(Console console, TimeFormat times, boolean terminal) {
    this.console = console;
    this.shown = new RewrittenLine(console);
    this.times = times;
    this.terminal = terminal;
  }

  @Override
  public void onPlan(TrainingPlan plan) {
    String horizon =
        plan.horizon() > 0 ? ", horizon " + Spans.text(plan.horizon(), times) : ", no horizon";
    console.note(
        text(
            "training on %,d series (%,d windows an epoch), validating on %,d (%,d windows; %s)",
            plan.trainingSeries(),
            plan.windowsPerEpoch(),
            plan.validationSeries(),
            plan.validationWindows(),
            plan.split()));
    console.note(
        text(
            "context %s%s; %,d weights",
            Spans.text(plan.context(), times), horizon, plan.parameters()));
  }

  @Override
  public void onEpoch(EpochReport report, TrainingPace pace) {
    if (console.quiet()) {
      return;
    }
    boolean last = report.epoch() == report.epochs();
    if (terminal) {
      shown.show(line(report, pace));
    } else if (last || pace.elapsedSeconds() - lastPrinted >= LEAST_SECONDS) {
      console.note(line(report, pace));
      lastPrinted = pace.elapsedSeconds();
    }
  }

  @Override
  public void onNotice(String sentence) {
    close();
    console.note(sentence);
  }

  @Override
  public void onLeaderboard(Leaderboard leaderboard) {
    close();
    console.note(LeaderboardTable.of(leaderboard).stripTrailing());
  }

  /** Ends the line that is being rewritten. */
  void close() {
    shown.close();
  }

  private static String line(EpochReport report, TrainingPace pace) {
    return text(
        "epoch %d/%d, %s left, loss %.4f, val %.4f%s%s, %,.0f rows/s",
        report.epoch(),
        report.epochs(),
        clock(pace.remainingSeconds()),
        report.trainingLoss(),
        report.validationLoss(),
        report.best() ? "*" : "",
        // A filter's ODE has a closed form: no field is evaluated.
        report.evaluationsPerRow() > 0 ? text(", NFE %.1f", report.evaluationsPerRow()) : "",
        pace.rowsPerSecond());
  }

  /** Minutes and seconds, with hours where there are any. */
  static String clock(double seconds) {
    long whole = Math.round(Math.max(0, seconds));
    return whole < 3600
        ? text("%d:%02d", whole / 60, whole % 60)
        : text("%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
