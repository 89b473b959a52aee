package io.anode4j.filter;

import io.anode4j.model.Model;
import io.anode4j.model.ModelFile;
import io.anode4j.model.ModelFileException;
import io.anode4j.model.TrainedModel;
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
    StoredFamily<?> family = StoredFamily.of(bytes, name);
    if (family.question().isEmpty()
        && family.files().parse(bytes, name) instanceof TrainedModel model) {
      return model;
    }
    throw new ModelFileException(
        "%s holds a %s; expected a model that forecasts: use 'anode4j %s' with it, or train another"
            .formatted(name, family.files().kind(), family.question().orElse("inspect")));
  }

  /**
   * Reads a model of any family, those too that do not forecast.
   *
   * @param bytes what the file holds
   * @param name what messages call the file
   * @return the model
   * @throws ModelFileException when it is damaged or of another version
   */
  public static Model any(byte[] bytes, String name) {
    return StoredFamily.of(bytes, name).files().parse(bytes, name);
  }
}
