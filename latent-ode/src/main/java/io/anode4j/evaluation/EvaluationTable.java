package io.anode4j.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Lays an {@link EvaluationReport} out in columns of fixed width. */
final class EvaluationTable {
  /** A score of which less is better. */
  private record Column(String title, ToDoubleFunction<Scores> figure) {}

  private static final Column CRPS = new Column("CRPS", Scores::crps);

  private static final List<Column> SCORES =
      List.of(
          new Column("MSE", Scores::mse),
          new Column("MAE", Scores::mae),
          CRPS,
          new Column("NLL", Scores::nll));

  private static final List<Column> COVERAGES =
      List.of(
          new Column("50 %", Scores::coverage50),
          new Column("80 %", Scores::coverage80),
          new Column("90 %", Scores::coverage90),
          new Column("95 %", Scores::coverage95));

  private final EvaluationReport report;
  private final StringBuilder text = new StringBuilder();

  private EvaluationTable(EvaluationReport report) {
    this.report = report;
  }

  static String of(EvaluationReport report) {
    EvaluationTable table = new EvaluationTable(report);
    table.counts();
    table.forecasters();
    if (report.perChannel().size() > 1) {
      table.channels();
    }
    table.text.append(report.units()).append('\n');
    return table.text.toString();
  }

  private void counts() {
    line(
        "%d series, %d origins, %d observed target values",
        report.series(), report.origins(), report.targets());
    report
        .skipped()
        .forEach(
            (reason, count) -> {
              if (count > 0) {
                line("%d origins skipped: %s", count, reason.text());
              }
            });
    text.append('\n');
  }

  private void forecasters() {
    int width = width(report.overall().keySet(), "forecaster");
    text.append(pad("forecaster", width));
    SCORES.forEach(column -> text.append(right(column.title, 9)).append(' '));
    COVERAGES.forEach(column -> text.append(right(column.title, 7)));
    text.append(right("skill", 9)).append('\n');
    report
        .overall()
        .forEach(
            (name, scores) -> {
              text.append(pad(name, width));
              SCORES.forEach(column -> score(column, 9, scores, report.overall()));
              COVERAGES.forEach(
                  column -> text.append(right(number("%.3f", column.figure, scores), 7)));
              text.append(right(number("%.1f %%", all -> 100 * report.skill(name), scores), 9));
              text.append('\n');
            });
    line(
        "* the best of its column. 50 %% to 95 %%: share of targets within that central interval.");
    report
        .bestBaseline()
        .ifPresent(name -> line("Skill: 1 - CRPS / CRPS of the best baseline, %s.", name));
    text.append('\n');
  }

  private void channels() {
    int width = width(report.perChannel().keySet(), "CRPS by channel");
    text.append(pad("CRPS by channel", width));
    report.overall().keySet().forEach(name -> text.append(right(name, 15)).append(' '));
    text.append(right("targets", 10)).append('\n');
    report
        .perChannel()
        .forEach(
            (channel, scores) -> {
              text.append(pad(channel, width));
              scores.values().forEach(one -> score(CRPS, 15, one, scores));
              long targets = scores.values().stream().mapToLong(Scores::targets).max().orElse(0);
              text.append(right(Long.toString(targets), 10)).append('\n');
            });
    text.append('\n');
  }

  private void score(Column column, int width, Scores scores, Map<String, Scores> all) {
    double best = all.values().stream().mapToDouble(column.figure).min().orElse(Double.NaN);
    boolean marked = column.figure.applyAsDouble(scores) == best && all.size() > 1;
    text.append(right(number("%.4f", column.figure, scores), width)).append(marked ? '*' : ' ');
  }

  private static String number(String format, ToDoubleFunction<Scores> figure, Scores scores) {
    double value = figure.applyAsDouble(scores);
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }

  private static int width(Set<String> names, String title) {
    return names.stream().mapToInt(String::length).reduce(title.length(), Math::max) + 1;
  }

  private static String pad(String word, int width) {
    return word + " ".repeat(width - word.length());
  }

  private static String right(String word, int width) {
    return " ".repeat(Math.max(0, width - word.length())) + word;
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
