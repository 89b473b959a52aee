package io.anode4j.filter;

import io.anode4j.latent.LatentClassifier;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.LatentRegressor;
import io.anode4j.model.Model;
import io.anode4j.model.ModelFile;
import io.anode4j.model.ModelFileException;
import io.anode4j.model.TrainedModel;
import io.anode4j.recurrent.RecurrentModel;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A family of models as files hold it: all that reading, describing and scoring ask of one.
 *
 * @param files what reads its files
 * @param question the command that asks its models, where they do not forecast
 * @param sensors a model as one that follows sensors; nothing where it scores no readings
 * @param <M> its models
 */
record StoredFamily<M extends Model>(
    ModelFile<?, M> files,
    Optional<String> question,
    Function<TrainedModel, Optional<SensorModel>> sensors) {

  /** A new family is a line here. What is a {@link SensorModel} itself need not be followed. */
  private static final List<StoredFamily<?>> ALL =
      List.of(
          followed(LatentOde.files(), LatentOde.class, WindowedLatentOde::of),
          forecasting(NeuralFilter.FILE),
          forecasting(RecurrentModel.files()),
          answering(LatentClassifier.files(), "classify"),
          answering(LatentRegressor.files(), "regress"));

  private static <M extends TrainedModel> StoredFamily<M> forecasting(ModelFile<?, M> files) {
    return new StoredFamily<>(files, Optional.empty(), model -> Optional.empty());
  }

  private static <M extends TrainedModel> StoredFamily<M> followed(
      ModelFile<?, M> files, Class<M> type, Function<M, SensorModel> sensors) {
    return new StoredFamily<>(
        files,
        Optional.empty(),
        model ->
            type.isInstance(model) ? Optional.of(type.cast(model)).map(sensors) : Optional.empty());
  }

  private static <M extends Model> StoredFamily<M> answering(
      ModelFile<?, M> files, String command) {
    return new StoredFamily<>(files, Optional.of(command), model -> Optional.empty());
  }

  /**
   * The family of a file.
   *
   * @throws ModelFileException when the file is damaged, or of none that is known
   */
  static StoredFamily<?> of(byte[] bytes, String name) {
    String kind = ModelFile.kind(bytes, name);
    List<String> known = ALL.stream().map(family -> family.files().kind()).toList();
    int at = known.indexOf(kind);
    if (at < 0) {
      throw new ModelFileException(
          "%s holds a model of kind '%s', which this version of anode4j does not know; expected one of %s: use the version that wrote it"
              .formatted(name, kind, String.join(", ", known)));
    }
    return ALL.get(at);
  }

  /** A model as one that follows sensors; nothing where its family scores no readings. */
  static Optional<SensorModel> sensorsOf(TrainedModel model) {
    return ALL.stream().flatMap(family -> family.sensors().apply(model).stream()).findFirst();
  }
}
