package io.anode4j.streaming;

import io.anode4j.filter.SensorModel;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * A model in service, with the name by which results know it.
 *
 * @param label name in results, such as {@code pump-v3@sha256:ab12cd34ef56}
 * @param model the model
 */
public record ActiveModel(String label, SensorModel model) {
  private static final int DIGITS = 12;
  private static final int ID_DIGITS = 64;

  /**
   * Checks the model's fingerprint, which states are kept under.
   *
   * @throws IllegalArgumentException when it is not 64 hexadecimal digits
   */
  public ActiveModel {
    requireFingerprint(model);
  }

  private static void requireFingerprint(SensorModel model) {
    String id = model.id();
    if (id.length() != ID_DIGITS || !id.chars().allMatch(HexFormat::isHexDigit)) {
      throw new IllegalArgumentException(
          "A sensor model has the id '"
              + id
              + "'; expected 64 hexadecimal digits: make one with SensorModel.fingerprint");
    }
  }

  /**
   * A model under a name; the label gets the beginning of its fingerprint.
   *
   * @param name a name for people
   * @param model the model
   * @return the model in service
   */
  public static ActiveModel named(String name, SensorModel model) {
    requireFingerprint(model);
    return new ActiveModel(name + "@sha256:" + model.id().substring(0, DIGITS), model);
  }

  /**
   * Loads a model file; its name without the ending is the model's.
   *
   * @param file a model file of any kind
   * @return the model in service
   * @throws io.anode4j.model.ModelFileException when the file is missing or damaged
   */
  public static ActiveModel load(Path file) {
    SensorModel model = SensorModel.load(file);
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return named(dot > 0 ? name.substring(0, dot) : name, model);
  }
}
