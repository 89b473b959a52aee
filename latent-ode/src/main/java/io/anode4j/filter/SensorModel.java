package io.anode4j.filter;

import io.anode4j.data.Covariate;
import io.anode4j.data.TimeFormat;
import io.anode4j.latent.LatentOde;
import io.anode4j.model.ModelContainer;
import io.anode4j.model.ModelFileException;
import io.anode4j.model.TrainedModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An immutable, thread-safe model that follows sensors, each by a {@link Scorer} of its own: {@link
 * NeuralFilter}, {@link WindowedLatentOde}, or one of your own, in tests or in service. Whatever
 * takes a sensor model asks for no more than this interface says; the lesson {@code OwnScorer} in
 * {@code examples} has the least that one needs.
 */
public interface SensorModel {
  /** Names of the channels, in the order of a reading's values. */
  List<String> channels();

  /** Units by channel, of those whose unit is known; for people, nothing is computed from them. */
  default Map<String, String> units() {
    return Map.of();
  }

  /** How times were written in the training data; dated ones are seconds since 1970 here. */
  TimeFormat timeFormat();

  /**
   * Fingerprint of the model: 64 hexadecimal digits (lower case), the same for all that give the
   * same answers, and another when states of the one mean nothing to the other.
   *
   * @see #fingerprint(String)
   */
  String id();

  /**
   * The trained model behind it.
   *
   * @throws UnsupportedOperationException when there is none, as behind models of your own
   */
  default TrainedModel trained() {
    throw new UnsupportedOperationException(
        getClass().getName()
            + " has no trained model behind it; ask this one for its channels, times and horizon");
  }

  /** How far ahead its forecasts are meant to go, in the model's unit of time; 0 if unstated. */
  default double horizon() {
    return 0;
  }

  /** Bytes of a sensor's saved state, once it is full: at most 4,096. */
  int stateBytes();

  /**
   * A scorer of one sensor, with a fresh state.
   *
   * @param falseAlarmRate share of ordinary readings whose anomaly score may be above the threshold
   * @return the scorer
   * @throws IllegalArgumentException when the rate is not between 0 and 1
   */
  Scorer newScorer(double falseAlarmRate);

  /**
   * Reads a model file of any kind.
   *
   * @param file a file written by {@code save} of a {@link NeuralFilter} or a {@link LatentOde},
   *     which is then used with the windows of {@link WindowedLatentOde#of(LatentOde)}
   * @return the model
   * @throws ModelFileException when the file is missing, damaged or of another version
   */
  static SensorModel load(Path file) {
    return of(StoredModel.load(file));
  }

  /**
   * Reads a model of any kind from the bytes of a file.
   *
   * @param bytes what the file holds
   * @param name what messages call the file
   * @return the model
   * @throws ModelFileException when it is damaged or of another version
   */
  static SensorModel parse(byte[] bytes, String name) {
    return of(StoredModel.parse(bytes, name));
  }

  /**
   * A trained model as one that follows sensors.
   *
   * @param model a {@link NeuralFilter}, or a {@link LatentOde}, which is then used with the
   *     windows of {@link WindowedLatentOde#of(LatentOde)}
   * @return the model
   * @throws ModelFileException when it is of a family that scores no readings
   */
  static SensorModel of(TrainedModel model) {
    if (model instanceof SensorModel own) {
      return own;
    }
    if (!model.covariates().isEmpty()) {
      throw new ModelFileException(
          "The model reads covariates ("
              + String.join(", ", model.covariates().stream().map(Covariate::name).toList())
              + "), which a stream of readings does not tell ahead; expected a model without: train"
              + " one without them, where past covariates may be channels");
    }
    return StoredFamily.sensorsOf(model)
        .orElseThrow(
            () ->
                new ModelFileException(
                    model
                        + " forecasts but scores no readings; expected a neural filter or a latent ODE: train one"
                        + " with 'anode4j train --mode filter'"));
  }

  /**
   * An {@link #id} from whatever decides what a model of your own answers: its name, version and
   * settings.
   *
   * @param content all of that as text
   * @return 64 hexadecimal digits
   */
  static String fingerprint(String content) {
    byte[] text = content.getBytes(StandardCharsets.UTF_8);
    return ModelContainer.sha256(text, text.length);
  }

  /** A scorer with one false alarm in a thousand ordinary readings. */
  default Scorer newScorer() {
    return newScorer(1e-3);
  }
}
