package io.anode4j.cli;

import io.anode4j.data.CovariateColumns;
import io.anode4j.data.csv.CsvData;
import io.anode4j.filter.NeuralFilterTrainer;
import io.anode4j.latent.SeriesModel;
import io.anode4j.model.TrainedModel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
            + "Example: anode4j train plant.csv --horizon 24h --known temp --held valve -m p.anode%n"
            + "Example: anode4j train bundled:worn-springs --task classify --label state -m s.anode%n%n",
    header = "Train a model on a CSV.",
    synopsisHeading = "%nUsage: ",
    abbreviateSynopsis = true,
    description = {
      "Trains a latent ODE, a neural filter for streams or a recurrent network. A run that was stopped, even by kill -9, is resumed by the same command"
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
        "rnn-delta-t, rnn-decay, gru-d, ode-rnn: a recurrent network with that cell, which predicts each"
            + " reading from those before it.",
        "Default: ${DEFAULT-VALUE}."
      })
  private TrainingMode mode = TrainingMode.WINDOW;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description = {
        "forecast: what comes within --horizon, or what is missing.",
        "classify: which label of --label a series has.",
        "classify-rows: which label a row has, from what came up to it (within --context).",
        "regress: which number, of --label, a series has.",
        "regress-rows: which number a row has, from what came up to it, such as the life that remains.",
        "Default: ${DEFAULT-VALUE}."
      })
  private TrainingTask task = TrainingTask.FORECAST;

  @Option(
      names = "--horizon",
      paramLabel = "H",
      description =
          "How far ahead to forecast. Default: a window model learns to interpolate, another to"
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
      names = "--origin",
      paramLabel = "T",
      description =
          "Of --mode window: all questions will be asked at this time, in the input's format, as of"
              + " 'evaluate --origin'. Training windows end near it too, and what other series"
              + " measured after it is told where that helps. Default: any time.")
  private @Nullable String origin;

  @Option(
      names = "--label-max",
      paramLabel = "X",
      description =
          "Of --task regress and regress-rows: larger labels count as X, and nothing larger is said;"
              + " 125 for the remaining life of turbofans, as is usual. Default: no limit.")
  private @Nullable Double labelMax;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Write the training curve, settings and provenance as one HTML file.")
  private @Nullable Path report;

  @Mixin private final ModelOptions settings = new ModelOptions();
  @Mixin private final EffortOptions effort = new EffortOptions();
  @Mixin private final BoundsOptions bounds = new BoundsOptions();
  @Mixin private final CovariateOptions covariates = new CovariateOptions();
  @Mixin private final LabelOptions labels = new LabelOptions();
  @Mixin private final InputOptions inputOptions = new InputOptions();
  @Mixin private final SeedOption seed = new SeedOption();
  @Mixin private final ThreadsOption threads = new ThreadsOption();
  @Mixin private final ConsoleOptions consoleOptions = new ConsoleOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Console console = consoleOptions.console();
    if (task != TrainingTask.FORECAST) {
      return ofSeries(console);
    }
    StatedOptions foreign = labels.stated().add("--label-max", labelMax != null);
    if (!foreign.isEmpty()) {
      throw CommandFailure.usage(
          foreign.sentence()
              + " without --task classify; expected none, because a forecast"
              + " has no labels: state the task, or leave them out",
          null);
    }
    TrainingRequest request = request(console);
    mode.family().requireOwn(request);
    Function<CsvData, TrainedModel> training = mode.family().training(request);
    OutputFile.of("--model", modelFile);
    OutputFile page = report == null ? null : OutputFile.of("--report", report);
    CovariateColumns told = covariates.columns();
    inputOptions.keep(told.names());
    CsvData read = inputOptions.read(input.name(), console);
    CsvData data =
        new CsvData(CovariateOptions.split(told, read.series()), read.report(), read.labels());
    long started = System.nanoTime();
    TrainedModel model = training.apply(data);
    double seconds = (System.nanoTime() - started) / 1e9;
    model.save(modelFile);
    if (page != null) {
      ReportPage.titled("Training of " + modelFile.getFileName())
          .model(model)
          .reading(data.report())
          .write(page);
    }
    console.result(
        TrainingSummary.of(
            model, modelFile, input.name(), StatedReading.words(spec), horizon, seconds));
    return 0;
  }

  private TrainingRequest request(Console console) {
    return new TrainingRequest(
        mode,
        settings,
        seed.seed,
        new StatedReach(horizon, context, origin),
        effort,
        bounds,
        covariates,
        threads.threads(),
        modelFile,
        spec.root().commandLine(),
        console);
  }

  private int ofSeries(Console console) {
    requireLabels();
    SeriesTraining training =
        new SeriesTraining(
            task,
            settings.ofSeries(task, seed.seed),
            settings.head(task),
            context,
            labelMax,
            threads.threads(),
            modelFile);
    OutputFile.of("--model", modelFile);
    labels.readWith(inputOptions);
    CsvData data = inputOptions.read(input.name(), console);
    long started = System.nanoTime();
    Map<String, String> provenance = Provenance.of(data.report(), spec.root().commandLine());
    SeriesModel model = training.run(data, labels, inputOptions, provenance, console);
    model.save(modelFile);
    console.result(
        training.summary(
            model, input.name(), StatedReading.words(spec), (System.nanoTime() - started) / 1e9));
    return 0;
  }

  private void requireLabels() {
    if (!labels.isStated()) {
      throw CommandFailure.usage(
          "--task "
              + task
              + " was stated without --label; expected the column of the labels;"
              + " state --label COL",
          null);
    }
    if (labelMax != null && !task.isRegression()) {
      throw CommandFailure.usage(
          "--label-max was stated with --task "
              + task
              + "; expected none, as only numbers have a largest one: leave it out",
          null);
    }
    StatedOptions foreign =
        new StatedOptions()
            .add("--horizon", horizon != null)
            .add("--origin", origin != null)
            .addAll(bounds.stated())
            .addAll(effort.stated())
            .addAll(covariates.stated())
            .add("--mode " + mode, mode != TrainingMode.WINDOW)
            .add("--report", report != null);
    if (!foreign.isEmpty()) {
      throw CommandFailure.usage(
          foreign.sentence()
              + " with --task "
              + task
              + "; expected no option of forecasts, as a class or a number of a series is none:"
              + " leave it out",
          null);
    }
  }
}
