package io.anode4j.evaluation;

import io.anode4j.data.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Lays an {@link EvaluationReport} out in columns that stand apart whatever the scores are. */
final class EvaluationTable {
  private record Column(String title, ToDoubleFunction<Scores> figure) {}

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
    if (report.horizon() == 0) {
      line("%d series, %d hidden values", report.series(), report.targets());
    } else {
      line(
          "%d series, %d origins, %d observed target values",
          report.series(), report.origins(), report.targets());
    }
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
    for (Metric metric : Metric.values()) {
      header.add(metric.name() + " ");
    }
    COVERAGES.forEach(column -> header.add(column.title));
    header.add("skill");
    header.add("±");
    TextTable table = new TextTable(header);
    report
        .overall()
        .forEach(
            (name, scores) -> {
              List<String> row = new ArrayList<>(List.of(name));
              for (Metric metric : Metric.values()) {
                row.add(readable("%.4f", metric.of(scores)) + star(metric, name));
              }
              COVERAGES.forEach(
                  column ->
                      row.add(FigureColumns.text("%.3f", column.figure.applyAsDouble(scores))));
              row.add(percent(100 * report.skill(name)));
              row.add(percent(100 * report.skillError(name)));
              table.row(row);
            });
    table.lines().forEach(row -> text.append(row).append('\n'));
    line(
        "* the best of its column, and what differs from it by chance only (2 paired standard errors).");
    line("50 %% to 95 %%: share of targets within that central interval.");
    report
        .bestBaseline()
        .ifPresent(
            name ->
                line(
                    "Skill: 1 - CRPS / CRPS of the best baseline, %s; ± its standard error.",
                    name));
    Advice.of(report).ifPresent(advice -> text.append(advice).append('\n'));
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
              double best =
                  scores.values().stream().mapToDouble(Scores::crps).min().orElse(Double.NaN);
              boolean several = scores.size() > 1;
              scores
                  .values()
                  .forEach(
                      one ->
                          row.add(
                              readable("%.4f", one.crps())
                                  + (several && one.crps() == best ? '*' : ' ')));
              long targets = scores.values().stream().mapToLong(Scores::targets).max().orElse(0);
              row.add(Long.toString(targets));
              table.row(row);
            });
    table.lines().forEach(row -> text.append(row).append('\n'));
    text.append('\n');
  }

  /**
   * A star marks the best, and all that cannot be told from it; a blank in its place keeps the
   * digits below one another.
   */
  private char star(Metric metric, String name) {
    double value = metric.of(scores(name));
    Optional<String> best =
        report.overall().keySet().stream()
            .filter(one -> !Double.isNaN(metric.of(scores(one))))
            .min(Comparator.comparingDouble(one -> metric.of(scores(one))));
    boolean marked =
        best.filter(one -> metric.of(scores(one)) == value).isPresent()
            || best.flatMap(one -> report.paired().difference(name, one, metric))
                .filter(by -> by.groups() > 1 && by.isChance())
                .isPresent();
    return marked && report.overall().size() > 1 ? '*' : ' ';
  }

  private Scores scores(String name) {
    return Objects.requireNonNull(report.overall().get(name));
  }

  /** Plain decimals where they read well; else four digits and a power of ten. */
  private static String readable(String format, double value) {
    double size = Math.abs(value);
    boolean plain = size == 0 || (size >= LEAST && size < MOST) || Double.isInfinite(value);
    return FigureColumns.text(plain ? format : "%.3e", value);
  }

  private static String percent(double value) {
    boolean plain = Math.abs(value) < MOST;
    return FigureColumns.text(plain ? "%.1f %%" : "%.3e %%", value);
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
