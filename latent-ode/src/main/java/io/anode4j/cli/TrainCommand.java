package io.anode4j.cli;

import io.anode4j.data.TimeFormat;
import io.anode4j.data.csv.CsvData;
import io.anode4j.filter.FilterConfig;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.NeuralFilterTrainer;
import io.anode4j.latent.LatentClassifier;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeTrainer;
import io.anode4j.model.EpochReport;
import io.anode4j.model.TrainedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model on a CSV and writes the model file. */
@Command(
    name = "train",
    headerHeading =
        "Example: anode4j train bundled:mauna-loa-co2 --horizon 26w --model co2.anode%n"
            + "Example: anode4j train bundled:new-york-weather --mode filter --model sky.anode%n"
            + "Example: anode4j train bundled:worn-springs --task classify --label state -m s.anode%n%n",
    header = "Train a model on a CSV.",
    synopsisHeading = "%nUsage: ",
    abbreviateSynopsis = true,
    description = {
      "Trains a latent ODE, or a neural filter for streams. A run that was stopped, even by kill -9, is resumed by the same command"
          + " from MODEL.checkpoint and loses at most the running epoch.",
      "H and C are durations (36h, 5m, P1D) for dated series, else plain numbers in the series'"
          + " unit."
    })
final class TrainCommand implements Callable<Integer> {
  @Mixin private final InputParameter input = new InputParameter();

  @Option(
      names = {"--model", "-m"},
      required = true,
      paramLabel = "FILE",
      description = "The model file to write.")
  private Path modelFile = Path.of("");

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = {
        "window: a latent ODE that encodes the last readings anew for each forecast.",
        "filter: a state carried from reading to reading, with calibrated anomaly scores; for"
            + " streams.",
        "Default: ${DEFAULT-VALUE}."
      })
  private Mode mode = Mode.WINDOW;

  /** The two ways to infer the present. */
  private enum Mode {
    WINDOW,
    FILTER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = {
        "forecast: what comes within --horizon, or what is missing.",
        "classify: which label of --label a series has.",
        "classify-rows: which label a row has, from what came up to it (within --context).",
        "Default: ${DEFAULT-VALUE}."
      })
  private Task task = Task.FORECAST;

  /** What is learnt. */
  private enum Task {
    FORECAST,
    CLASSIFY,
    CLASSIFY_ROWS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Option(
      names = "--horizon",
      paramLabel = "H",
      description =
          "How far ahead to forecast. Default: a window model learns to interpolate, a filter to"
              + " forecast "
              + NeuralFilterTrainer.READINGS_AHEAD
              + " usual gaps.")
  private @Nullable String horizon;

  @Option(
      names = "--context",
      paramLabel = "C",
      description = "How far back the model reads. Default: chosen from the data.")
  private @Nullable String context;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Write the training curve, settings and provenance as one HTML file.")
  private @Nullable Path report;

  @Mixin private final ModelOptions settings = new ModelOptions();
  @Mixin private final BoundsOptions bounds = new BoundsOptions();
  @Mixin private final LabelOptions labels = new LabelOptions();
  @Mixin private final InputOptions inputOptions = new InputOptions();
  @Mixin private final SeedOption seed = new SeedOption();
  @Mixin private final ThreadsOption threads = new ThreadsOption();
  @Mixin private final ConsoleOptions consoleOptions = new ConsoleOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Console console = consoleOptions.console();
    if (task != Task.FORECAST) {
      return classifier(console);
    }
    if (!labels.stated().isEmpty()) {
      throw CommandFailure.usage(
          labels.stated().sentence()
              + " without --task classify; expected none, because a forecast"
              + " has no labels: state the task, or leave them out",
          null);
    }
    if (mode == Mode.FILTER && context != null) {
      throw CommandFailure.usage(
          "--context was stated with --mode filter; expected none, because a filter reads all that"
              + " came: leave it out",
          null);
    }
    if (mode == Mode.FILTER && !bounds.stated().isEmpty()) {
      throw CommandFailure.usage(
          bounds.stated().sentence()
              + " with --mode filter, whose forecasts know no bounds; expected"
              + " none: leave them out",
          null);
    }
    LatentOdeConfig ode = mode == Mode.WINDOW ? settings.config(seed.seed) : null;
    FilterConfig filter = mode == Mode.FILTER ? settings.filter(seed.seed) : null;
    OutputFile.of("--model", modelFile);
    OutputFile page = report == null ? null : OutputFile.of("--report", report);
    CsvData data = inputOptions.read(input.name(), console);
    long started = System.nanoTime();
    TrainedModel model =
        ode != null
            ? trained(ode, data, console)
            : trained(Objects.requireNonNull(filter), data, console);
    double seconds = (System.nanoTime() - started) / 1e9;
    model.save(modelFile);
    if (page != null) {
      ReportPage.titled("Training of " + modelFile.getFileName())
          .model(model)
          .reading(data.report())
          .write(page);
    }
    console.result(summary(model, seconds));
    return 0;
  }

  private int classifier(Console console) {
    requireClassifying();
    ClassifierTraining training =
        new ClassifierTraining(
            settings.classified(seed.seed),
            settings.classifier(),
            context,
            threads.threads(),
            modelFile);
    OutputFile.of("--model", modelFile);
    labels.readWith(inputOptions);
    CsvData data = inputOptions.read(input.name(), console);
    long started = System.nanoTime();
    Map<String, String> provenance = Provenance.of(data.report(), spec.root().commandLine());
    LatentClassifier model =
        task == Task.CLASSIFY_ROWS
            ? training.runRows(data, labels.rows(data), provenance, console)
            : training.run(data, labels.of(data, inputOptions), provenance, console);
    model.save(modelFile);
    console.result(training.summary(model, input.name(), (System.nanoTime() - started) / 1e9));
    return 0;
  }

  private void requireClassifying() {
    if (!labels.isStated()) {
      throw CommandFailure.usage(
          "--task "
              + task
              + " was stated without --label; expected the column of the labels;"
              + " state --label COL",
          null);
    }
    StatedOptions foreign =
        new StatedOptions()
            .add("--horizon", horizon != null)
            .addAll(bounds.stated())
            .add("--mode filter", mode == Mode.FILTER)
            .add("--report", report != null);
    if (!foreign.isEmpty()) {
      throw CommandFailure.usage(
          foreign.sentence()
              + " with --task "
              + task
              + "; expected no option of forecasts, as a class is none: leave it out",
          null);
    }
  }

  private LatentOde trained(LatentOdeConfig config, CsvData data, Console console) {
    TimeFormat times = data.series().timeFormat();
    LatentOdeTrainer trainer =
        LatentOdeTrainer.with(config)
            .threads(threads.threads())
            .provenance(Provenance.of(data.report(), spec.root().commandLine()))
            .checkpoint(checkpoint());
    if (horizon != null) {
      trainer = trainer.horizon(Spans.parse("--horizon", horizon, times));
    }
    if (context != null) {
      trainer = trainer.context(Spans.parse("--context", context, times));
    }
    trainer = bounds.on(trainer, data.series().channels());
    return Training.run(trainer, data.series(), console);
  }

  private NeuralFilter trained(FilterConfig config, CsvData data, Console console) {
    NeuralFilterTrainer trainer =
        NeuralFilterTrainer.with(config)
            .threads(threads.threads())
            .provenance(Provenance.of(data.report(), spec.root().commandLine()))
            .checkpoint(checkpoint());
    if (horizon != null) {
      trainer = trainer.horizon(Spans.parse("--horizon", horizon, data.series().timeFormat()));
    }
    return Training.run(trainer, data.series(), console);
  }

  private Path checkpoint() {
    return Path.of(modelFile + ".checkpoint");
  }

  /** The horizon that a filter chose for itself, as an option; empty for an interpolating model. */
  private static String trainedHorizon(TrainedModel model) {
    return model.horizon() > 0 ? Spans.text(model.horizon(), model.timeFormat()) : "";
  }

  private String summary(TrainedModel model, double seconds) {
    List<EpochReport> epochs = model.history();
    EpochReport last = epochs.get(epochs.size() - 1);
    EpochReport best = epochs.stream().filter(EpochReport::best).reduce((a, b) -> b).orElse(last);
    String ahead = horizon == null ? trainedHorizon(model) : horizon;
    String next =
        ahead.isEmpty()
            ? "anode4j inspect %s".formatted(modelFile)
            : "anode4j evaluate %s --model %s --horizon %s"
                .formatted(input.name(), modelFile, ahead);
    return String.format(
        Locale.ROOT,
        """
        model            %s
        validation loss  %.4g (epoch %d of %d)
        validation MSE   %.4g on the model's scale
        seconds          %.1f
        next             %s
        """,
        modelFile,
        best.validationLoss(),
        best.epoch(),
        epochs.size(),
        best.validationMse(),
        seconds,
        next);
  }
}
