package io.anode4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.anode4j.data.SeriesSet;
import io.anode4j.detection.DetectionReport;
import io.anode4j.detection.DetectionRules;
import io.anode4j.detection.Judge;
import io.anode4j.detection.RobustRule;
import io.anode4j.detection.SensorJudge;
import io.anode4j.filter.AdaptiveSensorModel;
import io.anode4j.filter.RobustSensorModel;
import io.anode4j.filter.SensorModel;
import io.anode4j.model.TrainedModel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges detection on labelled history. */
@Command(
    name = "detect",
    headerHeading =
        "Example: anode4j detect pumps.csv --label label_anomaly --model pump.anode%n%n",
    header = "Find known anomalies in a labelled CSV, and say how well that went.",
    synopsisHeading = "%nUsage: ",
    abbreviateSynopsis = true,
    description = {
      "Streams each series through the model as 'anode4j stream' would, reading by reading, and holds"
          + " the scores against a column of labels (0 is ordinary). Beside the model: the obvious rule"
          + " (median and median deviation of the first readings) and a random score.",
      "Figures: VUS-PR and AUC-PR, which need no threshold; F1, false alarms and misses by reading and"
          + " by event; wrong alarms a day; event F1 at the stated false-alarm rate; point-adjusted F1"
          + " beside that of the random score. What they mean: docs/detection.md."
    })
final class DetectCommand implements Callable<Integer> {
  private static final String UNTRAINED = "none";

  @Parameters(
      paramLabel = "INPUT",
      description = "CSV file, folder or pattern of them, bundled:NAME or jdbc:URL.")
  private String input = "";

  @Option(
      names = {"--model", "-m"},
      required = true,
      paramLabel = "FILE",
      description =
          "The model file; or the word none, as in -m none: the scorer that learns from each series'"
              + " own past.")
  private Path modelFile = Path.of("");

  @Option(
      names = "--label",
      required = true,
      paramLabel = "COL",
      description = "Column of the labels: 0 or empty is ordinary, all else an anomaly.")
  private String label = "";

  @Option(
      names = "--first",
      paramLabel = "N",
      defaultValue = "400",
      description =
          "Readings at the start of each series that are learnt from and not judged. Default:"
              + " ${DEFAULT-VALUE}.")
  private int first = 400;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0.001",
      description =
          "Share of ordinary readings that may raise an alarm. Default: ${DEFAULT-VALUE}.")
  private double rate = 0.001;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON.")
  private @Nullable Path json;

  @Mixin private final InputOptions inputOptions = new InputOptions();
  @Mixin private final ConsoleOptions consoleOptions = new ConsoleOptions();

  @Override
  public Integer call() throws JsonProcessingException {
    Console console = consoleOptions.console();
    requireRanges();
    OutputFile file = json == null ? null : OutputFile.of("--json", json);
    // A column of labels is no channel, whatever its name: a model would read the answer.
    inputOptions.readLabel(label);
    SensorModel model;
    SeriesSet series;
    if (modelFile.toString().equals(UNTRAINED)) {
      series = inputOptions.read(input, console).series();
      model = untrained(series);
    } else {
      ModelInput loaded = ModelInput.read(modelFile, input, inputOptions, console);
      series = loaded.series();
      model = SensorModel.of(loaded.model());
    }
    inputOptions.readLabel(null);
    LabelledHistory history =
        LabelledHistory.of(series, inputOptions.readColumn(input, label), first);
    say(history, model, console);
    DetectionReport report =
        DetectionReport.of(
            history.streams(),
            judges(model, console),
            DetectionRules.of(rate, series.timeFormat()));
    console.result(report.table());
    ScoresOption.write(report.toMap(), file);
    return 0;
  }

  private void requireRanges() {
    if (!(rate > 0 && rate < 1) || first < 1) {
      throw CommandFailure.usage(
          "--rate %s and --first %d; expected a share between 0 and 1 and at least one reading; mend them"
              .formatted(rate, first),
          null);
    }
    if (!inputOptions.isReadTwice(input) && input.equals("-")) {
      throw CommandFailure.usage(
          "the input is a pipe, but labels are read in a second pass; expected a file; write it to"
              + " one first",
          null);
    }
  }

  private static SensorModel untrained(SeriesSet series) {
    try {
      return RobustSensorModel.of(series.channels(), series.timeFormat());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.input(String.valueOf(e.getMessage()), e);
    }
  }

  private void say(LabelledHistory history, SensorModel model, Console console) {
    if (history.streams().isEmpty()) {
      throw CommandFailure.input(
          "none of the %d series of %s has more than the %d readings that are not judged; expected longer ones; state a smaller --first"
              .formatted(history.tooShort(), input, first),
          null);
    }
    if (history.tooShort() > 0) {
      console.note(
          "left out %d series of %d readings or fewer".formatted(history.tooShort(), first));
    }
    boolean seen = !modelFile.toString().equals(UNTRAINED) && isSeen(history, model.trained());
    if (seen) {
      console.warn(
          "SEEN IN TRAINING: the model was trained on some of the readings that are judged, so it"
              + " may have learnt their anomalies as ordinary; train on others, or on what comes before");
    }
  }

  private static boolean isSeen(LabelledHistory history, TrainedModel model) {
    return history.streams().stream()
        .anyMatch(
            s ->
                model.seenUntil(s.series().id()).orElse(Double.NEGATIVE_INFINITY)
                    >= s.series().time(s.scoredFrom()));
  }

  private Map<String, Judge> judges(SensorModel model, Console console) {
    Map<String, Judge> judges = new LinkedHashMap<>();
    for (SensorJudge.By by : SensorJudge.By.values()) {
      judges.put(by.name().toLowerCase(Locale.ROOT), new SensorJudge(model, rate, by));
    }
    addAdaptive(judges, model, console);
    judges.put("robust z", new RobustRule(rate));
    return judges;
  }

  private void addAdaptive(Map<String, Judge> judges, SensorModel model, Console console) {
    try {
      AdaptiveSensorModel adaptive = AdaptiveSensorModel.of(model);
      judges.put("adaptive", new SensorJudge(adaptive, rate, SensorJudge.By.EITHER));
    } catch (IllegalArgumentException e) {
      console.note("without the adaptive scorer: " + e.getMessage());
    }
  }
}
