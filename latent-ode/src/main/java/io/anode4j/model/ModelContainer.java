package io.anode4j.model;

import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.nn.Safetensors;
import io.anode4j.nn.WholeFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The outside of every model file: a zip of {@code model.json} and {@code weights.safetensors},
 * both stored as they are, whose comment is the SHA-256 of every byte before it. The same content
 * gives the same bytes.
 */
public final class ModelContainer {
  /** Largest file that is read. */
  public static final long LARGEST = 1L << 30;

  private static final String DESCRIPTION = "model.json";
  private static final String WEIGHTS = "weights.safetensors";
  private static final int DIGEST = 64;

  private ModelContainer() {}

  /**
   * What a file holds.
   *
   * @param description bytes of {@code model.json}
   * @param weights bytes of {@code weights.safetensors}
   */
  public record Content(byte[] description, byte[] weights) {}

  /**
   * The bytes of a file.
   *
   * @param content what it is to hold
   * @return the zip
   */
  public static byte[] pack(Content content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setComment("0".repeat(DIGEST));
      store(zip, DESCRIPTION, content.description());
      store(zip, WEIGHTS, content.weights());
    } catch (IOException e) {
      throw new IllegalStateException("a zip in memory cannot fail to be written", e);
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

  /**
   * Takes a file apart.
   *
   * @param bytes the zip
   * @return its content
   * @throws IllegalArgumentException saying in a clause what is wrong with it
   */
  public static Content unpack(byte[] bytes) {
    checkDigest(bytes);
    byte[] json = {};
    byte[] weights = {};
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        if (e.getMethod() != ZipEntry.STORED) {
          // A compressed entry can be a thousand times longer than the file.
          throw new IllegalArgumentException(
              "its entry " + e.getName() + " is not stored as it is");
        }
        byte[] content = zip.readAllBytes();
        switch (e.getName()) {
          case DESCRIPTION -> json = content;
          case WEIGHTS -> weights = content;
          default -> throw new IllegalArgumentException("it holds an unknown entry " + e.getName());
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
    return new Content(json, weights);
  }

  private static void checkDigest(byte[] bytes) {
    int content = bytes.length - DIGEST;
    boolean zip = bytes.length > 4 && bytes[0] == 'P' && bytes[1] == 'K';
    if (content < 0 || !zip) {
      throw new IllegalArgumentException("it does not begin like one");
    }
    byte[] digest = sha256(bytes, content).getBytes(StandardCharsets.US_ASCII);
    if (!Arrays.equals(digest, 0, DIGEST, bytes, content, bytes.length)) {
      throw new IllegalArgumentException("its checksum is wrong: it was cut off or changed");
    }
  }

  /**
   * SHA-256 of the beginning of an array.
   *
   * @param bytes the array
   * @param length how much of it
   * @return 64 hexadecimal digits
   */
  public static String sha256(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Weights out of a file.
   *
   * @param bytes bytes of {@code weights.safetensors}
   * @param layout the arrays that it must hold
   * @return the weights
   * @throws IllegalArgumentException saying in a clause what is wrong with them
   */
  public static Parameters weights(byte[] bytes, ParameterLayout layout) {
    Parameters parameters = Safetensors.read(bytes, layout);
    if (!parameters.isFinite()) {
      throw new IllegalArgumentException("a weight is NaN or infinite");
    }
    return parameters;
  }

  /**
   * Builds what settings describe, once the file is known to hold enough weights for it: each size
   * owns weights, and what is larger would only cost memory before it is refused.
   *
   * @param largest largest size that the settings give a part
   * @param bytes bytes of {@code weights.safetensors}
   * @param build builds it
   * @param <A> what is built
   * @return what was built
   * @throws IllegalArgumentException saying in a clause that sizes and weights do not fit
   */
  public static <A> A sized(long largest, byte[] bytes, Supplier<A> build) {
    if (largest > bytes.length / Float.BYTES) {
      throw new IllegalArgumentException("the weights are fewer than the settings say");
    }
    try {
      return build.get();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("the settings ask for too many weights", e);
    }
  }

  /**
   * Writes a file that appears whole or not at all.
   *
   * @param content its bytes
   * @param file where to
   * @throws IOException when the file system refuses
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public static void writeAtomically(byte[] content, Path file) throws IOException {
    WholeFile.write(file, out -> out.write(content));
  }
}
