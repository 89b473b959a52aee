package io.anode4j.cli;

import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Forecasts every series of a CSV into a CSV. */
@Command(
    name = "forecast",
    headerHeading =
        "Example: anode4j forecast bundled:mauna-loa-co2 -m co2.anode --horizon 26w --out -%n%n",
    header = "Forecast every series of a CSV.",
    synopsisHeading = "%nUsage: ",
    abbreviateSynopsis = true,
    description = {
      "Forecasts every series from its last time on, with uncertainty. The CSV has one row per"
          + " series, time and channel: series,time,channel,mean,std,q0.05,q0.5,q0.95; times in the"
          + " input's format, values in its units.",
      "H and STEP are durations (36h, 5m, P1D) for dated series, else plain numbers in the series'"
          + " unit."
    })
final class ForecastCommand implements Callable<Integer> {
  private static final String STANDARD_OUTPUT = "-";
  private static final int MOST_CHARTS = 6;

  @Parameters(paramLabel = "INPUT", description = "A CSV file (.csv, .csv.gz) or bundled:NAME.")
  private String input = "";

  @Option(
      names = {"--model", "-m"},
      required = true,
      paramLabel = "FILE",
      description = "The model file.")
  private Path modelFile = Path.of("");

  @Option(
      names = "--horizon",
      required = true,
      paramLabel = "H",
      description = "How far ahead of each series' last time.")
  private String horizon = "";

  @ArgGroup private @Nullable Times times;

  @Option(
      names = "--quantiles",
      paramLabel = "0.05,0.5,0.95",
      split = ",",
      description = "Quantiles to write. Default: 0.05,0.5,0.95.")
  private List<String> quantiles = List.of("0.05", "0.5", "0.95");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE.csv",
      description = "The CSV to write, compressed if its name ends in .gz; - for the output.")
  private String out = "";

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Write fan charts and provenance as one HTML file.")
  private @Nullable Path report;

  @Mixin private final InputOptions inputOptions = new InputOptions();
  @Mixin private final RunOptions run = new RunOptions();

  /** One of the two ways to say which times. */
  private static final class Times {
    @Option(
        names = "--every",
        paramLabel = "STEP",
        description = "Distance of the times. Default: the data's median gap, at most 500 times.")
    @Nullable String step;

    @Option(
        names = "--times",
        paramLabel = "FILE",
        description =
            "One time a line, in the input's format; those up to H after a series' last time count,"
                + " also times inside the series.")
    @Nullable Path file;
  }

  @Override
  public Integer call() {
    Console console = run.console();
    boolean toFile = !out.equals(STANDARD_OUTPUT);
    OutputFile csv = toFile ? OutputFile.of("--out", Path.of(out)) : null;
    OutputFile page = report == null ? null : OutputFile.of("--report", report);
    ModelInput loaded = ModelInput.read(modelFile, input, inputOptions, console);
    TimeFormat format = loaded.series().timeFormat();
    double span = Spans.parse("--horizon", horizon, format);
    ForecastCsv table = new ForecastCsv(format, quantiles);
    ForecastTimes asked = asked(loaded, span);
    List<TimeSeries> series = withRows(loaded, console);
    warnBeyond(loaded, span, console);
    ForecastRun forecasts = new ForecastRun(loaded.model(), asked, table, run.threads());
    if (csv == null) {
      print(forecasts, series, console);
    } else {
      csv.writeText(text -> forecasts.write(series, text));
      console.note("wrote " + out);
    }
    if (page != null) {
      page(loaded, series, span).write(page);
      console.note("wrote " + report);
    }
    return 0;
  }

  private ForecastTimes asked(ModelInput loaded, double span) {
    TimeFormat format = loaded.series().timeFormat();
    if (times != null && times.file != null) {
      return ForecastTimes.of(times.file, format).upTo(span);
    }
    double step =
        times == null || times.step == null
            ? Spans.step(loaded.series(), span)
            : Spans.parse("--every", times.step, format);
    return ForecastTimes.every(step, span);
  }

  private static void print(ForecastRun forecasts, List<TimeSeries> series, Console console) {
    try {
      forecasts.write(series, console.out());
    } catch (IOException e) {
      throw new UncheckedIOException("the standard output cannot be written: " + e, e);
    }
  }

  private static List<TimeSeries> withRows(ModelInput loaded, Console console) {
    List<TimeSeries> series = new ArrayList<>();
    for (TimeSeries one : loaded.series()) {
      if (one.length() > 0) {
        series.add(one);
      } else {
        console.warn("series '%s' has no value, so it is not forecast".formatted(one.id()));
      }
    }
    return series;
  }

  private static void warnBeyond(ModelInput loaded, double span, Console console) {
    double trained = loaded.model().horizon();
    if (span > trained * (1 + ForecastTimes.ROUNDING)) {
      TimeFormat format = loaded.series().timeFormat();
      console.warn(
          "the horizon %s is beyond what the model was trained for (%s)"
              .formatted(
                  Spans.text(span, format),
                  trained > 0 ? Spans.text(trained, format) : "interpolation"));
    }
  }

  private ReportPage page(ModelInput loaded, List<TimeSeries> series, double span) {
    ReportPage page = ReportPage.titled("Forecast of " + loaded.series().source());
    int charts = 0;
    for (TimeSeries one : series) {
      for (int c = 0; c < one.channels() && charts < MOST_CHARTS; c++, charts++) {
        double last = one.lastTime();
        page.chart(
            ReportPage.fan(
                loaded.model(), one, c, last, last + span, loaded.series().timeFormat()));
      }
    }
    return page.model(loaded.model()).reading(loaded.reading());
  }
}
