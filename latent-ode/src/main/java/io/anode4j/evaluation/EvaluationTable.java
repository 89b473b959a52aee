package io.anode4j.evaluation;

import io.anode4j.data.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Lays an {@link EvaluationReport} out in columns that stand apart whatever the scores are. */
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

  /** Smaller scores have no digit left in four decimals; larger ones more than anybody reads. */
  private static final double LEAST = 1e-3;

  private static final double MOST = 1e5;

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
    List<String> header = new ArrayList<>(List.of("forecaster"));
    SCORES.forEach(column -> header.add(column.title + " "));
    COVERAGES.forEach(column -> header.add(column.title));
    header.add("skill");
    TextTable table = new TextTable(header);
    report
        .overall()
        .forEach(
            (name, scores) -> {
              List<String> row = new ArrayList<>(List.of(name));
              SCORES.forEach(column -> row.add(score(column, scores, report.overall())));
              COVERAGES.forEach(
                  column -> row.add(number("%.3f", column.figure.applyAsDouble(scores))));
              row.add(percent(100 * report.skill(name)));
              table.row(row);
            });
    table.lines().forEach(row -> text.append(row).append('\n'));
    line(
        "* the best of its column. 50 %% to 95 %%: share of targets within that central interval.");
    report
        .bestBaseline()
        .ifPresent(name -> line("Skill: 1 - CRPS / CRPS of the best baseline, %s.", name));
    text.append('\n');
  }

  private void channels() {
    List<String> header = new ArrayList<>(List.of("CRPS by channel"));
    report.overall().keySet().forEach(name -> header.add(name + " "));
    header.add("targets");
    TextTable table = new TextTable(header);
    report
        .perChannel()
        .forEach(
            (channel, scores) -> {
              List<String> row = new ArrayList<>(List.of(channel));
              scores.values().forEach(one -> row.add(score(CRPS, one, scores)));
              long targets = scores.values().stream().mapToLong(Scores::targets).max().orElse(0);
              row.add(Long.toString(targets));
              table.row(row);
            });
    table.lines().forEach(row -> text.append(row).append('\n'));
    text.append('\n');
  }

  /** A star marks the best; a blank in its place keeps the digits below one another. */
  private static String score(Column column, Scores scores, Map<String, Scores> all) {
    double best = all.values().stream().mapToDouble(column.figure).min().orElse(Double.NaN);
    double value = column.figure.applyAsDouble(scores);
    boolean marked = value == best && all.size() > 1;
    return readable("%.4f", value) + (marked ? '*' : ' ');
  }

  /** Plain decimals where they read well; else four digits and a power of ten. */
  private static String readable(String format, double value) {
    double size = Math.abs(value);
    boolean plain = size == 0 || (size >= LEAST && size < MOST) || Double.isInfinite(value);
    return number(plain ? format : "%.3e", value);
  }

  private static String percent(double value) {
    boolean plain = Math.abs(value) < MOST;
    return number(plain ? "%.1f %%" : "%.3e %%", value);
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
