package io.anode4j.latent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.anode4j.model.ModelFileException;
import io.anode4j.model.internal.ModelContainer;
import io.anode4j.nn.Parameters;
import io.anode4j.nn.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The model file: a zip of {@code model.json} and {@code weights.safetensors}, both stored as they
 * are. Its comment is the SHA-256 of every byte before it, so that a file that lost an end or had a
 * bit flipped is refused and never read as another model. The same model gives the same bytes.
 */
public final class ModelFile {
  /** Files of the first release do not name their kind: there was only this one. */
  private static final String KIND = "latent-ode";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private ModelFile() {}

  /**
   * Writes a model; the file appears whole or not at all.
   *
   * @param model the model
   * @param file where to
   * @throws IOException when the file system refuses
   */
  public static void write(LatentOde model, Path file) throws IOException {
    ModelContainer.writeAtomically(bytes(model), file);
  }

  static byte[] bytes(LatentOde model) throws IOException {
    byte[] weights = Safetensors.write(model.parameters());
    String digest = ModelContainer.sha256(weights, weights.length);
    byte[] json = JSON.writeValueAsBytes(model.description().withWeights(digest));
    return ModelContainer.pack(new ModelContainer.Content(json, weights));
  }

  /**
   * Reads a model.
   *
   * @param file a file written by {@link #write}
   * @return the model
   * @throws ModelFileException when the file is missing, damaged, too large or of another version
   */
  public static LatentOde read(Path file) {
    byte[] bytes;
    try {
      long size = Files.size(file);
      if (size > ModelContainer.LARGEST) {
        throw new ModelFileException(
            file + " has " + size + " bytes; a model file has at most " + ModelContainer.LARGEST);
      }
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new ModelFileException(
          "There is no model file " + file + "; train one with 'anode4j train'", e);
    } catch (IOException e) {
      throw new ModelFileException("The model file " + file + " cannot be read: " + e, e);
    }
    return parse(bytes, file.toString());
  }

  /**
   * Reads a model from the bytes of a file.
   *
   * @param bytes what the file holds
   * @param name what messages call the file
   * @return the model
   * @throws ModelFileException when it is damaged or of another version
   */
  public static LatentOde parse(byte[] bytes, String name) {
    try {
      ModelContainer.Content content = ModelContainer.unpack(bytes);
      return model(content.description(), content.weights(), name);
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(name, String.valueOf(e.getMessage()), e);
    }
  }

  private static LatentOde model(byte[] json, byte[] weights, String name) throws IOException {
    JsonNode tree = JSON.readTree(json);
    int version = tree == null ? -1 : tree.path("formatVersion").asInt(-1);
    if (version < 1 || version > ModelDescription.LATEST_FORMAT) {
      throw new ModelFileException(
          name
              + " has model format "
              + version
              + "; this version of anode4j reads formats 1 to "
              + ModelDescription.LATEST_FORMAT
              + ": use the version that wrote it, or train again");
    }
    String kind = tree.path("kind").asText(KIND);
    if (!kind.equals(KIND)) {
      throw new ModelFileException(
          name
              + " holds a model of kind '"
              + kind
              + "'; expected a "
              + KIND
              + ": load it as what it is");
    }
    ModelDescription description;
    try {
      description = JSON.treeToValue(tree, ModelDescription.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "its description is incomplete: " + e.getOriginalMessage(), e);
    }
    if (!ModelContainer.sha256(weights, weights.length).equals(description.weightsSha256())) {
      throw new IllegalArgumentException("the weights are not those that were described");
    }
    LatentArchitecture architecture = architecture(description, weights.length / Float.BYTES);
    Parameters parameters = ModelContainer.weights(weights, architecture.layout());
    return new LatentOde(description, architecture, parameters);
  }

  /** The architecture described, if it can have come with so many weights. */
  private static LatentArchitecture architecture(ModelDescription description, int weights) {
    LatentOdeConfig c = description.config();
    // Sizes own weights; what is larger would only cost memory before it is refused.
    if (ConfigJson.largestSize(c) > weights) {
      throw new IllegalArgumentException("the weights are fewer than the settings say");
    }
    try {
      return LatentArchitecture.of(c, description.layout());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("the settings ask for too many weights", e);
    }
  }

  private static ModelFileException damaged(
      String name, String why, @org.jspecify.annotations.Nullable Throwable cause) {
    String message = name + " is not a usable model file: " + why + "; copy or train it again";
    return cause == null ? new ModelFileException(message) : new ModelFileException(message, cause);
  }
}
