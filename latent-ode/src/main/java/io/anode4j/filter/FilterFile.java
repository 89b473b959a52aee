package io.anode4j.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.model.ModelFileException;
import io.anode4j.model.internal.ModelContainer;
import io.anode4j.model.internal.ModelContainer.Content;
import io.anode4j.nn.Parameters;
import io.anode4j.nn.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Model files of the kind {@code filter}, in the container that all kinds share. */
final class FilterFile {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private FilterFile() {}

  static void write(NeuralFilter model, Path file) {
    try {
      ModelContainer.writeAtomically(bytes(model), file);
    } catch (IOException e) {
      throw new UncheckedIOException("The model file " + file + " cannot be written: " + e, e);
    }
  }

  static byte[] bytes(NeuralFilter model) {
    byte[] weights = Safetensors.write(model.parameters());
    String digest = ModelContainer.sha256(weights, weights.length);
    try {
      byte[] json = JSON.writeValueAsBytes(model.description().withWeights(digest));
      return ModelContainer.pack(new Content(json, weights));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a description cannot be written as JSON", e);
    }
  }

  static String fingerprint(NeuralFilter model) {
    byte[] bytes = bytes(model);
    return ModelContainer.sha256(bytes, bytes.length);
  }

  static NeuralFilter read(Path file) {
    return parse(readBytes(file), file.toString());
  }

  static byte[] readBytes(Path file) {
    try {
      long size = Files.size(file);
      if (size > ModelContainer.LARGEST) {
        throw new ModelFileException(
            file
                + " has "
                + size
                + " bytes; a model file has at most "
                + ModelContainer.LARGEST
                + ": name another file");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new ModelFileException(
          "There is no model file " + file + "; train one with 'anode4j train'", e);
    } catch (IOException e) {
      throw new ModelFileException("The model file " + file + " cannot be read: " + e, e);
    }
  }

  /** The kind that a file says it is; files of the first release say none. */
  static String kind(byte[] bytes, String name) {
    try {
      JsonNode tree = JSON.readTree(ModelContainer.unpack(bytes).description());
      return tree == null ? "" : tree.path("kind").asText("");
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(name, String.valueOf(e.getMessage()), e);
    }
  }

  static NeuralFilter parse(byte[] bytes, String name) {
    try {
      Content content = ModelContainer.unpack(bytes);
      return model(content, name);
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(name, String.valueOf(e.getMessage()), e);
    }
  }

  private static NeuralFilter model(Content content, String name) throws IOException {
    JsonNode tree = JSON.readTree(content.description());
    int version = tree == null ? -1 : tree.path("formatVersion").asInt(-1);
    String kind = tree == null ? "" : tree.path("kind").asText("latent-ode");
    if (!kind.equals(FilterDescription.KIND) || version != FilterDescription.FORMAT_VERSION) {
      throw new ModelFileException(
          name
              + " holds a model of kind '"
              + kind
              + "', format "
              + version
              + "; expected a "
              + FilterDescription.KIND
              + " of format "
              + FilterDescription.FORMAT_VERSION
              + ": load it as what it is, or with the version of anode4j that wrote it");
    }
    if (tree instanceof ObjectNode fields && !fields.has("levels")) {
      // Files written before levels were scored: a Gaussian's tails around the training values.
      int channels = tree.path("channels").size();
      fields.set("levels", JSON.valueToTree(ScoreCalibration.gaussian(channels)));
    }
    FilterDescription description;
    try {
      description = JSON.treeToValue(tree, FilterDescription.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "its description is incomplete: " + e.getOriginalMessage(), e);
    }
    byte[] weights = content.weights();
    if (!ModelContainer.sha256(weights, weights.length).equals(description.weightsSha256())) {
      throw new IllegalArgumentException("the weights are not those that were described");
    }
    FilterConfig config = description.config();
    long most = weights.length / Float.BYTES;
    if (Math.max(config.hidden(), config.decoderUnits()) > most
        || description.periods().size() > most) {
      // Each of them owns weights; what is larger would only cost memory before it is refused.
      throw new IllegalArgumentException("the weights are fewer than the settings say");
    }
    FilterArchitecture architecture = FilterArchitecture.of(config, description.layout());
    Parameters parameters = ModelContainer.weights(weights, architecture.weights());
    return new NeuralFilter(description, architecture, parameters);
  }

  private static ModelFileException damaged(String name, String why, @Nullable Throwable cause) {
    String message = name + " is not a usable model file: " + why + "; copy or train it again";
    return cause == null ? new ModelFileException(message) : new ModelFileException(message, cause);
  }
}
