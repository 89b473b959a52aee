package io.anode4j.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.data.NearNames;
import io.anode4j.model.ModelContainer.Content;
import io.anode4j.nn.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The model file of any family: a zip of {@code model.json} and {@code weights.safetensors}, both
 * stored as they are. Its comment is the SHA-256 of every byte before it, so that a file that lost
 * an end or had a bit flipped is refused and never read as another model. The same model gives the
 * same bytes.
 *
 * @param <D> what is a family's own of the description
 * @param <M> its models
 */
public final class ModelFile<D, M> {
  private static final String FORMAT = "formatVersion";
  private static final String KIND = "kind";
  private static final String DIGEST = "weightsSha256";

  /** Files of the first release do not name their kind: there was only this one. */
  private static final String FIRST_KIND = "latent-ode";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  private final ModelKind<D, M> kind;

  /**
   * Files of a family.
   *
   * @param kind the family
   */
  public ModelFile(ModelKind<D, M> kind) {
    this.kind = kind;
  }

  /** Name of the family in files. */
  public String kind() {
    return kind.name();
  }

  /**
   * Writes a model; the file appears whole or not at all.
   *
   * @param model the model
   * @param file where to
   * @throws UncheckedIOException when the file system refuses
   */
  public void write(M model, Path file) {
    try {
      ModelContainer.writeAtomically(bytes(model), file);
    } catch (IOException e) {
      throw new UncheckedIOException("The model file " + file + " cannot be written: " + e, e);
    }
  }

  /** The bytes of a model's file. */
  public byte[] bytes(M model) {
    ModelParts<D> parts = kind.parts(model);
    byte[] weights = Safetensors.write(parts.parameters());
    ObjectNode all = JSON.createObjectNode();
    all.put(FORMAT, kind.format(parts.own()));
    if (!kind.name().equals(FIRST_KIND)) {
      all.put(KIND, kind.name());
    }
    all.setAll((ObjectNode) JSON.valueToTree(parts.header()));
    all.setAll((ObjectNode) JSON.valueToTree(parts.own()));
    all.put(DIGEST, ModelContainer.sha256(weights, weights.length));
    ObjectNode ordered = JSON.createObjectNode();
    kind.properties().inOrder().stream()
        .filter(all::has)
        .forEach(name -> ordered.set(name, all.get(name)));
    try {
      return ModelContainer.pack(new Content(JSON.writeValueAsBytes(ordered), weights));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a description cannot be written as JSON", e);
    }
  }

  /** SHA-256 of a model's file, 64 hexadecimal digits. */
  public String fingerprint(M model) {
    byte[] bytes = bytes(model);
    return ModelContainer.sha256(bytes, bytes.length);
  }

  /**
   * Reads a model.
   *
   * @param file a file written by {@link #write}
   * @return the model
   * @throws ModelFileException when the file is missing, damaged, too large, of another family or
   *     of a later format
   */
  public M read(Path file) {
    return parse(readBytes(file), file.toString());
  }

  /**
   * The bytes of a model file, whatever family it is of.
   *
   * @param file the file
   * @return its bytes
   * @throws ModelFileException when it is missing, too large or cannot be read
   */
  public static byte[] readBytes(Path file) {
    try {
      long size = Files.size(file);
      if (size > ModelContainer.LARGEST) {
        throw new ModelFileException(
            "%s has %d bytes; a model file has at most %d: name another file"
                .formatted(file, size, ModelContainer.LARGEST));
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new ModelFileException(
          "There is no model file " + file + "; train one with 'anode4j train'", e);
    } catch (IOException e) {
      throw new ModelFileException("The model file " + file + " cannot be read: " + e, e);
    }
  }

  /**
   * The family that a file says it is of.
   *
   * @param bytes what the file holds
   * @param name what messages call it
   * @return name of the family
   * @throws ModelFileException when it is damaged
   */
  public static String kind(byte[] bytes, String name) {
    try {
      return kind(JSON.readTree(ModelContainer.unpack(bytes).description()));
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(name, String.valueOf(e.getMessage()), e);
    }
  }

  private static String kind(@Nullable JsonNode description) {
    return description == null ? "" : description.path(KIND).asText(FIRST_KIND);
  }

  /**
   * Reads a model from the bytes of a file.
   *
   * @param bytes what the file holds
   * @param name what messages call it
   * @return the model
   * @throws ModelFileException when it is damaged, of another family or of a later format
   */
  public M parse(byte[] bytes, String name) {
    try {
      Content content = ModelContainer.unpack(bytes);
      JsonNode tree = JSON.readTree(content.description());
      requireReadable(tree, name);
      return model((ObjectNode) tree, content.weights());
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(name, String.valueOf(e.getMessage()), e);
    }
  }

  private void requireReadable(@Nullable JsonNode tree, String name) {
    if (!(tree instanceof ObjectNode)) {
      throw new IllegalArgumentException("its description is no JSON object");
    }
    if (!kind(tree).equals(kind.name())) {
      throw new ModelFileException(
          "%s holds a model of kind '%s'; expected a %s: load it as what it is, or train again"
              .formatted(name, kind(tree), kind.name()));
    }
    int format = tree.path(FORMAT).asInt(-1);
    if (format < 1 || format > kind.latestFormat()) {
      String read = kind.latestFormat() == 1 ? "format 1" : "formats 1 to " + kind.latestFormat();
      throw new ModelFileException(
          "%s has model format %d; this version of anode4j reads %s: use the version that wrote it, or train again"
              .formatted(name, format, read));
    }
  }

  private M model(ObjectNode description, byte[] weights) {
    kind.upgrade(description);
    String digest = description.path(DIGEST).asText();
    if (!digest.equals(ModelContainer.sha256(weights, weights.length))) {
      throw new IllegalArgumentException("the weights are not those that were described");
    }
    ObjectNode header = JSON.createObjectNode();
    ObjectNode own = JSON.createObjectNode();
    Collection<String> ofHeader = names(ModelHeader.class);
    for (Map.Entry<String, JsonNode> property : description.properties()) {
      String name = property.getKey();
      if (!List.of(FORMAT, KIND, DIGEST).contains(name)) {
        (ofHeader.contains(name) ? header : own).set(name, property.getValue());
      }
    }
    // Files say so only of another clock than that of UTC; a library that knows none refuses them.
    if (header.get("baselines") instanceof ObjectNode baselines && !baselines.has("zone")) {
      baselines.put("zone", "");
    }
    return kind.model(
        convert(header, ModelHeader.class, ofHeader),
        convert(own, kind.ownType(), kind.properties().inOrder()),
        weights);
  }

  private static Collection<String> names(Class<?> record) {
    return Arrays.stream(record.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  private static <T> T convert(ObjectNode tree, Class<T> type, Collection<String> known) {
    try {
      return JSON.treeToValue(tree, type);
    } catch (UnrecognizedPropertyException e) {
      String name = e.getPropertyName();
      boolean top = e.getPath().size() == 1;
      Collection<String> there =
          top ? known : e.getKnownPropertyIds().stream().map(String::valueOf).toList();
      throw new IllegalArgumentException(
          "it states '%s', which this version of anode4j does not know; %s"
              .formatted(name, NearNames.remedy(name, there)),
          e);
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalArgumentException(
          "its description is incomplete: " + e.getOriginalMessage(), e);
    }
  }

  private static ModelFileException damaged(String name, String why, Throwable cause) {
    return new ModelFileException(
        name + " is not a usable model file: " + why + "; copy or train it again", cause);
  }
}
