package io.anode4j.filter;

import io.anode4j.data.TimeFormat;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.ModelFileException;
import io.anode4j.latent.TrainedModel;
import java.nio.file.Path;
import java.util.List;

/** An immutable, thread-safe model that follows sensors, each by a {@link Scorer} of its own. */
public sealed interface SensorModel permits NeuralFilter, WindowedLatentOde {
  /** Names of the channels, in the order of a reading's values. */
  List<String> channels();

  /** How times were written in the training data; dated ones are seconds since 1970 here. */
  TimeFormat timeFormat();

  /** Fingerprint of the model: 64 hexadecimal digits, the same for the same file. */
  String id();

  /** The trained model behind it. */
  TrainedModel trained();

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
    TrainedModel model = StoredModel.load(file);
    return model instanceof NeuralFilter filter ? filter : WindowedLatentOde.of((LatentOde) model);
  }

  /** A scorer with one false alarm in a thousand ordinary readings. */
  default Scorer newScorer() {
    return newScorer(1e-3);
  }
}
