package io.anode4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.anode4j.data.csv.CsvData;
import io.anode4j.latent.SeriesModel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A command that asks a model of series: writes what it says, and scores it where labels are known.
 *
 * @param <M> the models
 * @param <K> what is known of series
 */
abstract class AnswerCommand<M extends SeriesModel, K> implements Callable<Integer> {
  @Mixin private final InputParameter input = new InputParameter();
  @Mixin private final ModelFileOption modelFile = new ModelFileOption();

  @Option(
      names = "--out",
      paramLabel = "FILE.csv",
      description = "The answers as CSV, compressed if its name ends in .gz.")
  private @Nullable Path out;

  @Mixin private final ScoresOption json = new ScoresOption();

  @Mixin private final LabelOptions labels = new LabelOptions();
  @Mixin private final InputOptions inputOptions = new InputOptions();
  @Mixin private final ConsoleOptions consoleOptions = new ConsoleOptions();

  /**
   * A comparison with the truth.
   *
   * @param table as text
   * @param scores as a tree for JSON
   */
  record Report(String table, Map<String, Object> scores) {}

  /** Reads the model. */
  abstract M load(Path file);

  /**
   * Refuses options that do not go with a model.
   *
   * @param labelled whether labels are compared with
   */
  void requireFitting(M model, boolean labelled) {}

  /** Whether of the rows of each series the last one with a label alone is scored. */
  boolean lastAlone() {
    return false;
  }

  /**
   * The truth, from labels as they were read.
   *
   * @throws IllegalArgumentException when the model cannot have meant one of them
   */
  abstract K known(M model, UnseenLabels unseen);

  /** What it says, as a table. */
  abstract AnswersCsv<?> answers(M model);

  /** What it has done with series. */
  abstract String done();

  /** Compares. */
  abstract Report report(M model, K known, String unit);

  @Override
  public Integer call() throws JsonProcessingException {
    Console console = consoleOptions.console();
    labels.requireSomethingToDo(out != null, json.isStated());
    OutputFile csv = out == null ? null : OutputFile.of("--out", out);
    OutputFile scores = json.file();
    labels.readWith(inputOptions);
    M model = load(modelFile.path());
    requireFitting(model, labels.isStated());
    inputOptions.onClockOf(model.header().times());
    CsvData data =
        inputOptions.read(input.name(), "the model " + modelFile.path(), model.channels(), console);
    ModelInput.requireFitting(
        model.header(), data.series().channels(), data.series().timeFormat(), input.name());
    // A label that cannot be meant is said before anything is written.
    Optional<UnseenLabels> unseen =
        labels.isStated()
            ? Optional.of(labels.unseen(model, data, inputOptions, lastAlone()))
            : Optional.empty();
    Optional<K> known = unseen.map(one -> checked(model, one));
    StrangeSeries strange = StrangeSeries.to(model);
    data.series().forEach(strange::look);
    strange.warn(console);
    strange.warnOfEmpty(console);
    if (csv != null) {
      AnswersCsv<?> answers = answers(model);
      csv.writeText(text -> answers.write(data.series(), text));
      console.note("%s %,d series in %s".formatted(done(), data.series().size(), csv.path()));
    }
    if (known.isPresent()) {
      unseen.ifPresent(one -> one.tell(console));
      Report report = report(model, known.get(), model.isOfRows() ? "rows" : "series");
      console.result(report.table());
      ScoresOption.write(report.scores(), scores);
    }
    return 0;
  }

  private K checked(M model, UnseenLabels unseen) {
    try {
      return known(model, unseen);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.input(String.valueOf(e.getMessage()), e);
    }
  }
}
