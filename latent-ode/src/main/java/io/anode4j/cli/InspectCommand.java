package io.anode4j.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anode4j.data.Covariate;
import io.anode4j.data.SeriesSummary;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.csv.CsvData;
import io.anode4j.filter.StoredModel;
import io.anode4j.latent.LatentClassifier;
import io.anode4j.latent.LatentRegressor;
import io.anode4j.latent.SeriesModel;
import io.anode4j.model.EpochReport;
import io.anode4j.model.ModelFile;
import io.anode4j.model.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a CSV or a model file holds. */
@Command(
    name = "inspect",
    headerHeading = "Example: anode4j inspect bundled:san-francisco-bay%n%n",
    header = "Show what a CSV or a model file holds.",
    synopsisHeading = "%nUsage: ",
    abbreviateSynopsis = true,
    description =
        "Shows what a CSV holds (series, channels, gaps, missing values) or a model file.")
final class InspectCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      description =
          "A CSV file (.csv, .csv.gz, .zip), a folder or pattern of them, - for standard input,"
              + " bundled:NAME, jdbc:URL, or a model file.")
  private String file = "";

  @Mixin private final InputOptions inputOptions = new InputOptions();
  @Mixin private final ConsoleOptions consoleOptions = new ConsoleOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Console console = consoleOptions.console();
    if (isModel(file)) {
      inputOptions.requireNone(spec, "inspect of the model file " + file);
      byte[] bytes = ModelFile.readBytes(Path.of(file));
      console.result(
          LatentClassifier.isIn(bytes, file)
              ? description(LatentClassifier.load(Path.of(file)))
              : LatentRegressor.isIn(bytes, file)
                  ? description(LatentRegressor.load(Path.of(file)))
                  : description(StoredModel.parse(bytes, file)));
    } else {
      CsvData data = inputOptions.read(file, console);
      ReadingPreview preview = new ReadingPreview(data);
      String rows = preview.rows();
      console.result(SeriesSummary.of(data.series()).table());
      if (!rows.isEmpty()) {
        console.result("first rows as understood");
        console.result(rows);
      }
      console.result(preview.again(told()));
    }
    return 0;
  }

  private List<String> told() {
    List<String> words = spec.commandLine().getParseResult().originalArgs();
    int own = words.indexOf("inspect");
    return own < 0 ? words : words.subList(own + 1, words.size());
  }

  private static boolean isModel(String file) {
    if (file.endsWith(".anode")) {
      return true;
    }
    if (file.startsWith(InputSource.BUNDLED)
        || DatabaseChoice.isDatabase(file)
        || file.matches(".*[*?{].*")
        || !Files.isRegularFile(Path.of(file))) {
      return false;
    }
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(Path.of(file)))) {
      ZipEntry first = in.getNextEntry();
      return first != null && first.getName().equals("model.json");
    } catch (IOException e) {
      return false; // Reading it as a CSV gives the message.
    }
  }

  private String description(SeriesModel model) {
    List<String> lines = new ArrayList<>();
    lines.add("model       " + file);
    lines.add(
        "kind        "
            + (model instanceof LatentClassifier
                ? "classifier: says which class a series belongs to"
                : "regressor: says which number belongs to a series"));
    lines.add("channels    " + String.join(", ", model.channels()));
    if (model instanceof LatentClassifier classifier) {
      lines.add("classes     " + String.join(", ", classifier.classes()));
    }
    TimeFormat times = model.header().times();
    lines.add("times       " + times.name());
    lines.add("context     " + Spans.text(model.context(), times));
    lines.add(String.format(Locale.ROOT, "weights     %,d", model.parameterCount()));
    lines.add("training    " + training(model.header().history()));
    lines.add("provenance");
    model.header().provenance().forEach((name, value) -> lines.add("  " + name + ": " + value));
    lines.add("settings");
    settings(model.config(), lines);
    settings(model.settings(), lines);
    return String.join(System.lineSeparator(), lines);
  }

  private static void settings(Record settings, List<String> lines) {
    new ObjectMapper()
        .valueToTree(settings)
        .properties()
        .forEach(s -> lines.add("  " + s.getKey() + ": " + text(s.getValue())));
  }

  /** A part's settings in a line; nothing is quoted that need not be. */
  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString().replace("\"", "");
  }

  /** Each with its kind. */
  static String words(List<Covariate> covariates) {
    return String.join(", ", covariates.stream().map(Covariate::toString).toList());
  }

  private String description(TrainedModel model) {
    TimeFormat times = model.timeFormat();
    List<String> lines = new ArrayList<>();
    lines.add("model       " + file);
    lines.add("kind        " + model.kind());
    lines.add("channels    " + String.join(", ", model.channels()));
    if (!model.covariates().isEmpty()) {
      lines.add("covariates  " + words(model.covariates()));
    }
    lines.add("times       " + times.name());
    lines.add("context     " + Spans.context(model));
    lines.add(
        "horizon     "
            + (model.interpolates() ? "none: interpolation" : Spans.text(model.horizon(), times)));
    lines.add("networks    " + model.networks());
    lines.add(String.format(Locale.ROOT, "weights     %,d", model.parameterCount()));
    model
        .baselines()
        .seasonalPeriod()
        .ifPresent(p -> lines.add("season      " + Spans.text(p, times)));
    model.sensorState().ifPresent(bytes -> lines.add("state       " + bytes + " bytes a sensor"));
    lines.add("training    " + training(model.history()));
    lines.add("provenance");
    model.provenance().forEach((name, value) -> lines.add("  " + name + ": " + value));
    lines.add("settings");
    settings(model.config(), lines);
    return String.join(System.lineSeparator(), lines);
  }

  private static String training(List<EpochReport> epochs) {
    if (epochs.isEmpty()) {
      return "no record";
    }
    EpochReport last = epochs.get(epochs.size() - 1);
    EpochReport best = epochs.stream().filter(EpochReport::best).reduce((a, b) -> b).orElse(last);
    return String.format(
        Locale.ROOT,
        "%d epochs; best epoch %d: validation loss %.4f%s%s",
        epochs.size(),
        best.epoch(),
        best.validationLoss(),
        // Without a horizon nothing is asked beyond what was shown.
        best.validationMse() == 0
            ? ""
            : String.format(Locale.ROOT, ", MSE %.4f", best.validationMse()),
        // A filter's ODE has a closed form: no field is evaluated.
        best.evaluationsPerRow() == 0
            ? ""
            : String.format(Locale.ROOT, "; NFE %.1f a row", best.evaluationsPerRow()));
  }
}
