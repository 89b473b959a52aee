package io.anode4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that draw fan charts into a report. */
final class ReportOptions {
  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Write charts, scores if there are any, and provenance as one HTML file.")
  private @Nullable Path report;

  @Option(
      names = "--report-series",
      paramLabel = "ID",
      split = ",",
      description = "Series whose charts the report shows. Default: all, up to --report-charts.")
  private List<String> series = new ArrayList<>();

  @Option(
      names = "--report-channels",
      paramLabel = "NAME",
      split = ",",
      description = "Channels whose charts the report shows. Default: all, up to --report-charts.")
  private List<String> channels = new ArrayList<>();

  @Option(
      names = "--report-charts",
      paramLabel = "N",
      description = "Charts in the report, at most. Default: " + ChartChoice.MOST + ".")
  private @Nullable Integer most;

  /**
   * Where the report goes, null for none.
   *
   * @throws CommandFailure if it cannot be written, or charts were chosen for a report that nobody
   *     asked for
   */
  @Nullable OutputFile page() {
    StatedOptions chosen =
        new StatedOptions()
            .add("--report-series", !series.isEmpty())
            .add("--report-channels", !channels.isEmpty())
            .add("--report-charts", most != null);
    if (report == null && !chosen.isEmpty()) {
      throw CommandFailure.usage(
          chosen.sentence()
              + " without a report, whose charts they would choose; expected --report FILE.html"
              + " as well; add it, or leave out what chooses",
          null);
    }
    return report == null ? null : OutputFile.of("--report", report);
  }

  ChartChoice choice() {
    return new ChartChoice(series, channels, most == null ? ChartChoice.MOST : most);
  }
}
