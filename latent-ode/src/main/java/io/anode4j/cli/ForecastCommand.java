package io.anode4j.cli;

import io.anode4j.cli.OutputFile.TextContent;
import io.anode4j.data.CalendarStep;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.csv.NotGroupedException;
import io.anode4j.data.csv.SeriesSink;
import io.anode4j.filter.StoredModel;
import io.anode4j.model.TimesAhead;
import io.anode4j.model.TrainedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
      "With --every or --times, a file whose rows are grouped by series is forecast while it is"
          + " read, in little memory however many series it has.",
      "H and STEP are durations (36h, 5m, P1D) for dated series, else plain numbers in the series'"
          + " unit."
    })
final class ForecastCommand implements Callable<Integer> {
  private static final String STANDARD_OUTPUT = "-";

  @Mixin private final InputParameter input = new InputParameter();
  @Mixin private final ModelFileOption modelFile = new ModelFileOption();

  @Option(
      names = "--horizon",
      required = true,
      paramLabel = "H",
      description = "How far ahead of each series' last time.")
  private String horizon = "";

  @ArgGroup private @Nullable ForecastTimesOption times;

  @Option(
      names = "--quantiles",
      paramLabel = ForecastCsv.QUANTILES,
      split = ",",
      defaultValue = ForecastCsv.QUANTILES,
      description = "Quantiles to write. Default: ${DEFAULT-VALUE}.")
  private List<String> quantiles = new ArrayList<>();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE.csv",
      description = "The CSV to write, compressed if its name ends in .gz; - for the output.")
  private String out = "";

  @Mixin private final ExplainOption explain = new ExplainOption();
  @Mixin private final FutureOption future = new FutureOption();
  @Mixin private final ResumeOption resume = new ResumeOption();
  @Mixin private final PartitionOption partition = new PartitionOption();
  @Mixin private final ReportOptions reportOptions = new ReportOptions();
  @Mixin private final InputOptions inputOptions = new InputOptions();
  @Mixin private final ThreadsOption threads = new ThreadsOption();
  @Mixin private final ConsoleOptions consoleOptions = new ConsoleOptions();

  @Override
  public Integer call() {
    Console console = consoleOptions.console();
    boolean toFile = !out.equals(STANDARD_OUTPUT);
    OutputFile csv = toFile ? OutputFile.of("--out", Path.of(out)) : null;
    OutputFile page = reportOptions.page();
    OutputFile why = explain.file();
    ChartChoice choice = reportOptions.choice();
    resume.require(
        csv != null && page == null && why == null && times != null && !out.endsWith(".gz"));
    partition.require(csv != null && !resume.isStated());
    if (csv != null && page == null && why == null && streamed(csv, console)) {
      console.note("wrote " + partition.written(out));
      return 0;
    }
    ModelInput loaded =
        future.on(
            ModelInput.read(modelFile.path(), input.name(), inputOptions, console), inputOptions);
    choice.require(loaded.series());
    TimeFormat format = loaded.series().timeFormat();
    double span = Spans.parse("--horizon", horizon, format);
    ForecastCsv table = new ForecastCsv(format, quantiles);
    Optional<CalendarStep> months =
        times == null ? CalendarStep.of(loaded.series()) : Optional.empty();
    ForecastTimes asked =
        months.isPresent() && months.get().longest() <= span
            ? ForecastTimes.every(months.get(), horizon, span, format)
            : asked(format, span, () -> Spans.step(loaded.series(), span));
    List<TimeSeries> series = withRows(loaded, console);
    warnBeyond(loaded.model(), format, span, console);
    StrangeSeries strange = StrangeSeries.to(loaded.model());
    series.forEach(strange::look);
    strange.warn(console);
    TextContent forecasts =
        text ->
            warnEarly(
                ForecastRun.write(loaded.model(), asked, table, threads.threads(), series, text),
                console);
    if (csv == null) {
      print(forecasts, console);
    } else {
      partition.write(csv, forecasts);
      console.note("wrote " + partition.written(out));
    }
    if (why != null) {
      explain.write(why, loaded.model(), asked, series, format);
      console.note("wrote " + why.path());
    }
    if (page != null) {
      ReportPage.titled("Forecast of " + loaded.series().source())
          .charts(choice.of(loaded.model(), loaded.series(), TimeSeries::lastTime, span))
          .attributions(explain.shown(), format)
          .model(loaded.model())
          .reading(loaded.reading())
          .write(page);
      console.note("wrote " + page.path());
    }
    return 0;
  }

  /**
   * Forecasts a file series by series while it is read. The default step is known only when all of
   * it has been read, so the times must be stated.
   *
   * @return whether that could be done
   */
  private boolean streamed(OutputFile csv, Console console) {
    if (times == null || !inputOptions.isReadTwice(input.name())) {
      return false;
    }
    TrainedModel model = StoredModel.load(modelFile.path());
    if (!model.covariates().isEmpty() || future.isStated()) {
      resume.require(false);
      return false; // What comes is beside what was, perhaps in another file.
    }
    try {
      if (resume.isStated()) {
        ResumeOption.write(
            Path.of(out),
            ResumeOption.question(modelFile.path(), question()),
            file -> forecastEach(model, file.text(), file, console),
            console);
      } else {
        partition.write(csv, text -> forecastEach(model, text, null, console));
      }
      return true;
    } catch (NotGroupedException e) {
      console.note(e.getMessage() + ": it is read whole, which takes memory for all of it");
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written: %s".formatted(out, e), e);
    }
  }

  private String question() throws IOException {
    return String.join(
        "\n", horizon, times == null ? "\n" : times.decisive(), quantiles.toString());
  }

  private void forecastEach(
      TrainedModel model, Writer text, @Nullable ResumableFile resumed, Console console)
      throws IOException {
    inputOptions.onClockOf(model.timeFormat());
    try (Grouped sink = new Grouped(model, text, resumed, console)) {
      inputOptions.readEach(
          input.name(), "the model " + modelFile.path(), model.channels(), sink, console);
      sink.finish();
    } catch (UncheckedIOException e) {
      throw e.getCause() == null ? new IOException(e) : e.getCause();
    }
  }

  /** Takes the series of a file that is read series by series. */
  private final class Grouped implements SeriesSink, AutoCloseable {
    private final TrainedModel model;
    private final Writer text;
    private final @Nullable ResumableFile resumed;
    private final Console console;
    private final BulkProgress progress;
    private final StrangeSeries strange;

    /** Said at the end: a file that turns out to be mixed is read again, and says it all then. */
    private final List<Runnable> warnings = new ArrayList<>();

    private @Nullable ForecastRun run;

    Grouped(TrainedModel model, Writer text, @Nullable ResumableFile resumed, Console console) {
      this.model = model;
      this.text = text;
      this.resumed = resumed;
      this.console = console;
      this.strange = StrangeSeries.to(model);
      this.progress =
          new BulkProgress(
              console, Console.isTerminal(), inputOptions.size(input.name()), System::nanoTime);
    }

    @Override
    public void begin(List<String> channels, TimeFormat format) {
      ModelInput.requireFitting(model.header(), channels, format, input.name());
      double span = Spans.parse("--horizon", horizon, format);
      ForecastTimes asked = asked(format, span, () -> span);
      warnings.add(() -> warnBeyond(model, format, span, console));
      try {
        run =
            new ForecastRun(
                model, asked, new ForecastCsv(format, quantiles), threads.threads(), text);
        if (resumed == null || resumed.begun() == 0) {
          run.header();
        }
        if (resumed != null) {
          run.onBlock(resumed::wrote);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void take(TimeSeries series) {
      progress.series();
      if (series.length() == 0) {
        warnings.add(() -> warnEmpty(series, console));
        return;
      }
      strange.look(series);
      if (run != null && (resumed == null || !resumed.skips(series))) {
        run.add(series);
      }
    }

    @Override
    public void read(long bytes, long rows) {
      progress.read(bytes, rows);
    }

    void finish() throws IOException {
      progress.close();
      warnings.forEach(Runnable::run);
      strange.warn(console);
      if (run != null) {
        run.finish();
        warnEarly(run.early(), console);
      }
    }

    @Override
    public void close() {
      progress.close();
      if (run != null) {
        run.close();
      }
    }
  }

  private ForecastTimes asked(TimeFormat format, double span, DoubleSupplier usualStep) {
    return times == null
        ? ForecastTimes.every(usualStep.getAsDouble(), span)
        : times.asked(horizon, span, format, usualStep);
  }

  private static void print(TextContent forecasts, Console console) {
    try {
      forecasts.writeTo(console.out());
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
        warnEmpty(one, console);
      }
    }
    return series;
  }

  private static void warnEmpty(TimeSeries one, Console console) {
    console.warn("series '%s' has no value, so it is not forecast".formatted(one.id()));
  }

  private static void warnEarly(long early, Console console) {
    if (early > 0) {
      console.warn(
          "%,d of the times lie before the first row of their series, where nothing is known of it: what is said there is what training says of any series"
              .formatted(early));
    }
  }

  private static void warnBeyond(
      TrainedModel model, TimeFormat format, double span, Console console) {
    double trained = model.horizon();
    if (span > trained * (1 + TimesAhead.ROUNDING)) {
      console.warn(
          "the horizon %s is beyond what the model was trained for (%s)"
              .formatted(
                  Spans.text(span, format),
                  trained > 0 ? Spans.text(trained, format) : "interpolation"));
    }
  }
}
