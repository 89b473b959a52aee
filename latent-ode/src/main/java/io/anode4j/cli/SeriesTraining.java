package io.anode4j.cli;

import io.anode4j.data.csv.CsvData;
import io.anode4j.latent.HeadSettings;
import io.anode4j.latent.LatentClassifier;
import io.anode4j.latent.LatentClassifierTrainer;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentRegressorTrainer;
import io.anode4j.latent.SeriesModel;
import io.anode4j.latent.SeriesModelTrainer;
import io.anode4j.model.EpochReport;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Training of a model that says something of whole series or of rows.
 *
 * @param task which
 * @param network settings of the latent ODE
 * @param own settings of the head
 * @param context how much of the end of a series is read, as stated; null for the default
 * @param labelMax what larger numbers count as; null for no limit
 * @param threads how many
 * @param modelFile where the model goes
 */
record SeriesTraining(
    TrainingTask task,
    LatentOdeConfig network,
    HeadSettings own,
    @Nullable String context,
    @Nullable Double labelMax,
    int threads,
    Path modelFile) {

  /** Trains on labels that the options name. */
  SeriesModel run(
      CsvData data,
      LabelOptions labels,
      InputOptions input,
      Map<String, String> provenance,
      Console console) {
    return task.isRegression()
        ? trained(
            limited(LatentRegressorTrainer.with(network).regressor(own)),
            data,
            labels,
            input,
            provenance,
            console)
        : trained(
            LatentClassifierTrainer.with(network).classifier(own),
            data,
            labels,
            input,
            provenance,
            console);
  }

  private <R extends SeriesModelTrainer<R, M>, M extends SeriesModel> M trained(
      R plain,
      CsvData data,
      LabelOptions labels,
      InputOptions input,
      Map<String, String> provenance,
      Console console) {
    R trainer =
        (context == null ? plain : plain.context(context(data)))
            .threads(threads)
            .provenance(provenance)
            .checkpoint(Path.of(modelFile + ".checkpoint"));
    return Training.run(
        progress ->
            task.isOfRows()
                ? trainer.listener(progress).fitRows(data.series(), labels.rows(data))
                : trainer.listener(progress).fit(data.series(), labels.of(data, input)),
        data.series(),
        console);
  }

  private LatentRegressorTrainer limited(LatentRegressorTrainer plain) {
    try {
      return labelMax == null ? plain : plain.labelMax(labelMax);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--label-max: " + e.getMessage(), e);
    }
  }

  private double context(CsvData data) {
    return Spans.parse("--context", String.valueOf(context), data.series().timeFormat());
  }

  /** What came of it. */
  String summary(SeriesModel model, String input, String reading, double seconds) {
    EpochReport best = model.best();
    return model instanceof LatentClassifier classifier
        ? String.format(
            Locale.ROOT,
            """
            model            %s
            classes          %s
            validation loss  %.4g nats (epoch %d of %d)
            Brier score      %.4g
            seconds          %.1f
            next             anode4j classify %s --model %s --out classes.csv%s
            """,
            modelFile,
            String.join(", ", classifier.classes()),
            best.validationLoss(),
            best.epoch(),
            model.header().history().size(),
            best.validationMse(),
            seconds,
            StatedReading.quoted(input),
            modelFile,
            reading)
        : String.format(
            Locale.ROOT,
            """
            model            %s
            validation error %.4g of the labels' variance (epoch %d of %d; the network alone)
            seconds          %.1f
            next             anode4j regress %s --model %s --out numbers.csv%s
            """,
            modelFile,
            best.validationMse(),
            best.epoch(),
            model.header().history().size(),
            seconds,
            StatedReading.quoted(input),
            modelFile,
            reading);
  }
}
