package io.anode4j.cli;

import io.anode4j.classification.ClassReport;
import io.anode4j.classification.Labelled;
import io.anode4j.latent.LatentClassifier;
import java.nio.file.Path;
import picocli.CommandLine.Command;

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
          + " features, a random forest on these and on periods, and the shares of the classes in"
          + " training. Series that training has seen are left out of this."
    })
final class ClassifyCommand extends AnswerCommand<LatentClassifier, Labelled> {
  @Override
  LatentClassifier load(Path file) {
    return LatentClassifier.load(file);
  }

  @Override
  Labelled known(LatentClassifier model, UnseenLabels unseen) {
    return Labelled.of(unseen.scored(), unseen.labels(), model.classes());
  }

  @Override
  AnswersCsv<?> answers(LatentClassifier model) {
    return AnswersCsv.of(model);
  }

  @Override
  String done() {
    return "classified";
  }

  @Override
  Report report(LatentClassifier model, Labelled known, String unit) {
    ClassReport report = ClassReport.of(model, model.members(), model.positive(), known, unit);
    return new Report(report.table(), report.toMap());
  }
}
