package io.anode4j.cli;

import io.anode4j.data.RowLabels;
import io.anode4j.data.csv.CsvData;
import io.anode4j.latent.ClassifierSettings;
import io.anode4j.latent.LatentClassifier;
import io.anode4j.latent.LatentClassifierTrainer;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.model.EpochReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Training of a classifier as {@code train --task classify} does it.
 *
 * @param network settings of the latent ODE
 * @param own settings of the classifier
 * @param context how much of the end of a series is read, as stated; null for all
 * @param threads how many
 * @param modelFile where the model goes
 */
record ClassifierTraining(
    LatentOdeConfig network,
    ClassifierSettings own,
    @Nullable String context,
    int threads,
    Path modelFile) {

  /** Trains on the labels of series. */
  LatentClassifier run(
      CsvData data, Map<String, String> labels, Map<String, String> provenance, Console console) {
    LatentClassifierTrainer trainer = trainer(data, provenance);
    return Training.run(
        progress -> trainer.listener(progress).fit(data.series(), labels), data.series(), console);
  }

  /** Trains on the labels of rows. */
  LatentClassifier runRows(
      CsvData data, RowLabels labels, Map<String, String> provenance, Console console) {
    LatentClassifierTrainer trainer = trainer(data, provenance);
    return Training.run(
        progress -> trainer.listener(progress).fitRows(data.series(), labels),
        data.series(),
        console);
  }

  private LatentClassifierTrainer trainer(CsvData data, Map<String, String> provenance) {
    LatentClassifierTrainer trainer =
        LatentClassifierTrainer.with(network)
            .classifier(own)
            .threads(threads)
            .provenance(provenance)
            .checkpoint(Path.of(modelFile + ".checkpoint"));
    return context == null
        ? trainer
        : trainer.context(Spans.parse("--context", context, data.series().timeFormat()));
  }

  /** What came of it. */
  String summary(LatentClassifier model, String input, double seconds) {
    List<EpochReport> epochs = model.header().history();
    EpochReport last = epochs.get(epochs.size() - 1);
    EpochReport best = epochs.stream().filter(EpochReport::best).reduce((a, b) -> b).orElse(last);
    return String.format(
        Locale.ROOT,
        """
        model            %s
        classes          %s
        validation loss  %.4g nats (epoch %d of %d)
        Brier score      %.4g
        seconds          %.1f
        next             anode4j classify %s --model %s --out classes.csv
        """,
        modelFile,
        String.join(", ", model.classes()),
        best.validationLoss(),
        best.epoch(),
        epochs.size(),
        best.validationMse(),
        seconds,
        input,
        modelFile);
  }
}
