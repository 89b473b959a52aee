package io.anode4j.reference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The arrays of a numpy {@code .npz} file: little-endian float32 or float64 in c-order. */
public final class Npz {
  private static final Pattern HEADER =
      Pattern.compile(
          "'descr': '<f([48])'.*'fortran_order': False.*'shape': \\(([0-9, ]*)\\)", Pattern.DOTALL);

  /** One array: its shape and its values in double precision, last index fastest. */
  public record Array(int[] shape, double[] values) {
    /** The values rounded to float32, exactly those of a float32 array. */
    public float[] floats() {
      float[] floats = new float[values.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) values[i];
      }
      return floats;
    }
  }

  private final Map<String, Array> arrays = new HashMap<>();

  private Npz() {}

  /** Reads all arrays of a file. */
  public static Npz read(Path file) {
    Npz npz = new Npz();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        String name = entry.getName().replaceFirst("\\.npy$", "");
        try (InputStream in = zip.getInputStream(entry)) {
          npz.arrays.put(name, parse(name, in.readAllBytes()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return npz;
  }

  private static Array parse(String name, byte[] bytes) {
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    boolean firstVersion = data.get(6) == 1;
    int headerLength = firstVersion ? data.getShort(8) & 0xffff : data.getInt(8);
    int start = firstVersion ? 10 : 12;
    String header = new String(bytes, start, headerLength, StandardCharsets.ISO_8859_1);
    Matcher m = HEADER.matcher(header);
    if (!m.find()) {
      throw new IllegalArgumentException(name + " has the header " + header);
    }
    int[] shape =
        Arrays.stream(m.group(2).split(","))
            .map(String::strip)
            .filter(s -> !s.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    data.position(start + headerLength);
    double[] values = new double[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
    boolean single = m.group(1).equals("4");
    for (int i = 0; i < values.length; i++) {
      values[i] = single ? data.getFloat() : data.getDouble();
    }
    return new Array(shape, values);
  }

  /** An array by its name. */
  public Array get(String name) {
    Array array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("No array " + name + " among " + arrays.keySet());
    }
    return array;
  }
}
