package io.anode4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.anode4j.classification.ClassReport;
import io.anode4j.classification.Labelled;
import io.anode4j.latent.LatentClassifier;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which class each series belongs to. */
@Command(
    name = "classify",
    headerHeading =
        "Example: anode4j classify bundled:worn-springs -m springs.anode --out classes.csv%n"
            + "Example: anode4j classify bundled:worn-springs -m springs.anode --label state%n%n",
    header = "Say which class each series of a CSV belongs to.",
    synopsisHeading = "%nUsage: ",
    abbreviateSynopsis = true,
    description = {
      "Writes series,class and the probability of each class (p_ and its name); of a model of rows"
          + " series,time,class and these for every row. The model is one that 'anode4j train --task"
          + " classify' or 'classify-rows' has made.",
      "With --label it prints how good the answers are (AUC, AUPRC, accuracy, F1, log loss,"
          + " calibration, confusion), beside the network alone, a logistic regression on simple"
          + " features and the shares of the classes in training. Series that training has seen"
          + " are left out of this."
    })
final class ClassifyCommand implements Callable<Integer> {
  @Mixin private final InputParameter input = new InputParameter();
  @Mixin private final ModelFileOption modelFile = new ModelFileOption();

  @Option(
      names = "--out",
      paramLabel = "FILE.csv",
      description = "The classes as CSV, compressed if its name ends in .gz.")
  private @Nullable Path out;

  @Mixin private final ScoresOption json = new ScoresOption();

  @Mixin private final LabelOptions labels = new LabelOptions();
  @Mixin private final InputOptions inputOptions = new InputOptions();
  @Mixin private final ConsoleOptions consoleOptions = new ConsoleOptions();

  @Override
  public Integer call() throws JsonProcessingException {
    Console console = consoleOptions.console();
    labels.requireSomethingToDo(out != null, json.isStated());
    OutputFile csv = out == null ? null : OutputFile.of("--out", out);
    OutputFile scores = json.file();
    labels.readWith(inputOptions);
    LatentClassifier model = LatentClassifier.load(modelFile.path());
    LabelledInput data =
        LabelledInput.read(model, modelFile, input.name(), inputOptions, labels, false, console);
    // A label that the model does not know is said before anything is written.
    Optional<Labelled> known = data.unseen().map(one -> known(model, one));
    if (csv != null) {
      csv.writeText(new ClassesCsv(model, data.data().series())::write);
      console.note(
          "classified %,d series in %s".formatted(data.data().series().size(), csv.path()));
    }
    if (known.isPresent()) {
      data.unseen().ifPresent(one -> one.tell(console));
      ClassReport report =
          ClassReport.of(
              model,
              model.members(),
              model.positive(),
              known.get(),
              model.isOfRows() ? "rows" : "series");
      console.result(report.table());
      ScoresOption.write(report.toMap(), scores);
    }
    return 0;
  }

  private static Labelled known(LatentClassifier model, UnseenLabels unseen) {
    try {
      return Labelled.of(unseen.scored(), unseen.labels(), model.classes());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.input(String.valueOf(e.getMessage()), e);
    }
  }
}
