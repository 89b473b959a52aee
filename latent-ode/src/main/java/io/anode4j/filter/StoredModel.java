package io.anode4j.filter;

import io.anode4j.latent.LatentOde;
import io.anode4j.latent.ModelFileException;
import io.anode4j.latent.TrainedModel;
import java.nio.file.Path;

/** Reads model files of which nobody has said what kind they are. */
public final class StoredModel {
  private StoredModel() {}

  /**
   * Reads a model file.
   *
   * @param file a file written by {@link LatentOde#save} or {@link NeuralFilter#save}
   * @return the model
   * @throws ModelFileException when the file is missing, damaged or of another version
   */
  public static TrainedModel load(Path file) {
    byte[] bytes = FilterFile.readBytes(file);
    return FilterFile.kind(bytes, file.toString()).equals(FilterDescription.KIND)
        ? FilterFile.parse(bytes, file.toString())
        : LatentOde.load(file);
  }
}
