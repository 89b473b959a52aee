package io.anode4j.latent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.anode4j.nn.Parameters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The model file: a zip of {@code model.json} and {@code weights.safetensors}, both stored as they
 * are. Its comment is the SHA-256 of every byte before it, so that a file that lost an end or had a
 * bit flipped is refused and never read as another model. The same model gives the same bytes.
 */
public final class ModelFile {
  private static final String DESCRIPTION = "model.json";
  private static final String WEIGHTS = "weights.safetensors";
  private static final int DIGEST = 64;
  private static final long LARGEST = 1L << 30;

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
    writeAtomically(bytes(model), file);
  }

  static void writeAtomically(byte[] content, Path file) throws IOException {
    Path target = file.toAbsolutePath();
    // Beside the target, so that the move stays within one file system; not a temporary file of the
    // JDK, which nobody but its owner could read; of a name that no other thread uses.
    Path part = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      Files.write(part, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try {
        Files.move(
            part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  static byte[] bytes(LatentOde model) throws IOException {
    byte[] weights = Safetensors.write(model.parameters());
    byte[] json =
        JSON.writeValueAsBytes(model.description().withWeights(sha256(weights, weights.length)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setComment("0".repeat(DIGEST));
      store(zip, DESCRIPTION, json);
      store(zip, WEIGHTS, weights);
    }
    byte[] bytes = out.toByteArray();
    byte[] digest = sha256(bytes, bytes.length - DIGEST).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digest, 0, bytes, bytes.length - DIGEST, DIGEST);
    return bytes;
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(java.time.LocalDateTime.of(1980, 1, 1, 0, 0));
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  static String sha256(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
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
      if (size > LARGEST) {
        throw new ModelFileException(
            file + " has " + size + " bytes; a model file has at most " + LARGEST);
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

  static LatentOde parse(byte[] bytes, String name) {
    checkDigest(bytes, name);
    byte[] json = {};
    byte[] weights = {};
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        if (e.getMethod() != ZipEntry.STORED) {
          // A compressed entry can be a thousand times longer than the file.
          throw damaged(name, "its entry " + e.getName() + " is not stored as it is", null);
        }
        byte[] content = zip.readAllBytes();
        switch (e.getName()) {
          case DESCRIPTION -> json = content;
          case WEIGHTS -> weights = content;
          default -> throw damaged(name, "it holds an unknown entry " + e.getName(), null);
        }
      }
      return model(json, weights, name);
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(name, String.valueOf(e.getMessage()), e);
    }
  }

  private static LatentOde model(byte[] json, byte[] weights, String name) throws IOException {
    JsonNode tree = JSON.readTree(json);
    int version = tree == null ? -1 : tree.path("formatVersion").asInt(-1);
    if (version != ModelDescription.FORMAT_VERSION) {
      throw new ModelFileException(
          name
              + " has model format "
              + version
              + "; this version of anode4j reads format "
              + ModelDescription.FORMAT_VERSION
              + ": use the version that wrote it, or train again");
    }
    ModelDescription description;
    try {
      description = JSON.treeToValue(tree, ModelDescription.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "its description is incomplete: " + e.getOriginalMessage(), e);
    }
    if (!sha256(weights, weights.length).equals(description.weightsSha256())) {
      throw new IllegalArgumentException("the weights are not those that were described");
    }
    LatentArchitecture architecture = architecture(description, weights.length / Float.BYTES);
    Parameters parameters = Safetensors.read(weights, architecture.layout());
    return new LatentOde(description, architecture, parameters);
  }

  /** The architecture described, if it can have come with so many weights. */
  private static LatentArchitecture architecture(ModelDescription description, int weights) {
    LatentOdeConfig c = description.config();
    // Each of them owns weights; what is larger would only cost memory before it is refused.
    int largest =
        IntStream.of(
                c.stateSize(), c.encoderUnits(), c.fieldUnits(), c.fieldLayers(), c.decoderUnits())
            .max()
            .orElseThrow();
    if (largest > weights || c.timeFrequencies() > weights) {
      throw new IllegalArgumentException("the weights are fewer than the settings say");
    }
    try {
      return LatentArchitecture.of(c, description.layout());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("the settings ask for too many weights", e);
    }
  }

  private static void checkDigest(byte[] bytes, String name) {
    int content = bytes.length - DIGEST;
    boolean zip = bytes.length > 4 && bytes[0] == 'P' && bytes[1] == 'K';
    if (content < 0 || !zip) {
      throw damaged(name, "it does not begin like one", null);
    }
    byte[] digest = sha256(bytes, content).getBytes(StandardCharsets.US_ASCII);
    if (!Arrays.equals(digest, 0, DIGEST, bytes, content, bytes.length)) {
      throw damaged(name, "its checksum is wrong: it was cut off or changed", null);
    }
  }

  private static ModelFileException damaged(
      String name, String why, @org.jspecify.annotations.Nullable Throwable cause) {
    String message = name + " is not a usable model file: " + why + "; copy or train it again";
    return cause == null ? new ModelFileException(message) : new ModelFileException(message, cause);
  }
}
