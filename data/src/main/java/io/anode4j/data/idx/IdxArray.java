package io.anode4j.data.idx;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * An array of unsigned bytes in any number of dimensions, as an IDX file holds it (LeCun, Cortes
 * and Burges, "The MNIST database of handwritten digits"): two bytes of zero, the type 8, the
 * number of dimensions, each size as a big-endian integer, then the values, the last dimension
 * fastest.
 */
public final class IdxArray {
  private static final int UNSIGNED_BYTE = 8;
  private static final int GZIP_FIRST = 0x1f;
  private static final String FORMAT =
      "an IDX file of unsigned bytes (0 0 8, then the number of dimensions), plain or gzipped";

  private final int[] sizes;
  private final byte[] values;

  private IdxArray(int[] sizes, byte[] values) {
    this.sizes = sizes;
    this.values = values;
  }

  /**
   * Reads a file, gzipped or not.
   *
   * @param file the file
   * @return its array
   * @throws IdxException when it cannot be read, is of another format, or shorter or longer than it
   *     says
   */
  public static IdxArray read(Path file) {
    try (InputStream in = open(file)) {
      int[] head = {in.read(), in.read(), in.read(), in.read()};
      if (head[0] != 0 || head[1] != 0 || head[2] != UNSIGNED_BYTE || head[3] < 1) {
        throw new IdxException(file, "a head of " + Arrays.toString(head), FORMAT, null);
      }
      int[] sizes = sizes(file, in, head[3]);
      long count = Arrays.stream(sizes).asLongStream().reduce(1, Math::multiplyExact);
      byte[] values = in.readNBytes(Math.toIntExact(count));
      if (values.length < count || in.read() >= 0) {
        String found = values.length < count ? values.length + " values" : "more values";
        throw new IdxException(
            file, found, "%d, as its sizes %s say".formatted(count, words(sizes)), null);
      }
      return new IdxArray(sizes, values);
    } catch (ArithmeticException e) {
      throw new IdxException(file, "more than 2³¹ values", "fewer: cut the file up", e);
    } catch (IOException e) {
      throw new IdxException(file, "no readable file (" + e.getMessage() + ")", FORMAT, e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    in.mark(1);
    boolean zipped = in.read() == GZIP_FIRST;
    in.reset();
    return zipped ? new GZIPInputStream(in, 1 << 16) : in;
  }

  private static int[] sizes(Path file, InputStream in, int dimensions) throws IOException {
    byte[] bytes = in.readNBytes(Integer.BYTES * dimensions);
    if (bytes.length < Integer.BYTES * dimensions) {
      throw new IdxException(file, "an end within its sizes", dimensions + " sizes", null);
    }
    int[] sizes = new int[dimensions];
    ByteBuffer.wrap(bytes).asIntBuffer().get(sizes);
    if (Arrays.stream(sizes).anyMatch(s -> s < 0)) {
      throw new IdxException(file, "sizes " + words(sizes), "sizes from 0", null);
    }
    return sizes;
  }

  private static String words(int[] sizes) {
    return IntStream.of(sizes).mapToObj(String::valueOf).collect(Collectors.joining(" × "));
  }

  /** The size of each dimension, the slowest first. */
  public List<Integer> sizes() {
    return IntStream.of(sizes).boxed().toList();
  }

  /**
   * One value.
   *
   * @param index its place among all values, the last dimension fastest
   * @return 0 to 255
   */
  public int value(int index) {
    return values[index] & 0xff;
  }

  @Override
  public String toString() {
    return "IdxArray[" + words(sizes) + "]";
  }
}
