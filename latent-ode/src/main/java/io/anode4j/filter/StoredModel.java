package io.anode4j.filter;

import io.anode4j.latent.LatentClassifier;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.LatentRegressor;
import io.anode4j.model.ModelFile;
import io.anode4j.model.ModelFileException;
import io.anode4j.model.TrainedModel;
import io.anode4j.recurrent.RecurrentModel;
import java.nio.file.Path;

/** Reads model files of which nobody has said what kind they are. */
public final class StoredModel {
  private StoredModel() {}

  /**
   * Reads a model file.
   *
   * @param file a file written by {@link TrainedModel#save}
   * @return the model
   * @throws ModelFileException when the file is missing, damaged or of another version
   */
  public static TrainedModel load(Path file) {
    return parse(ModelFile.readBytes(file), file.toString());
  }

  /**
   * Reads a model from the bytes of a file.
   *
   * @param bytes what the file holds
   * @param name what messages call the file
   * @return the model
   * @throws ModelFileException when it is damaged or of another version
   */
  public static TrainedModel parse(byte[] bytes, String name) {
    if (LatentClassifier.isIn(bytes, name)) {
      throw new ModelFileException(
          name
              + " holds a classifier; expected a model that forecasts: use 'anode4j classify' or"
              + " LatentClassifier.load with it, or train another");
    }
    if (LatentRegressor.isIn(bytes, name)) {
      throw new ModelFileException(
          name
              + " holds a regressor; expected a model that forecasts: use 'anode4j regress' or"
              + " LatentRegressor.load with it, or train another");
    }
    if (RecurrentModel.isIn(bytes, name)) {
      return RecurrentModel.parse(bytes, name);
    }
    return ModelFile.kind(bytes, name).equals(NeuralFilterKind.NAME)
        ? NeuralFilter.FILE.parse(bytes, name)
        : LatentOde.parse(bytes, name);
  }
}
