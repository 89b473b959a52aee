package io.anode4j.streaming;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads bytes as they are, long ones packed. A thousand records may wait in the consumer, and a
 * batch of some kilobytes can hold as many of 8 MB each: unpacked they would fill any heap, while
 * packed they wait in little more room than they had on the wire. They are unpacked one at a time,
 * when it is their turn.
 */
final class PackedBytes implements Deserializer<byte[]> {
  private static final int LONG = 1 << 16;

  /** Begins what was packed in this process; no record can begin so by chance or by intent. */
  private static final byte[] MARK = new byte[16];

  private static final int HEAD = MARK.length + Integer.BYTES;

  static {
    new SecureRandom().nextBytes(MARK);
  }

  @Override
  public byte @Nullable [] deserialize(String topic, byte @Nullable [] data) {
    return pack(data);
  }

  /**
   * The consumer asks for key, then value, so that headers come by twice, the second time packed.
   */
  @Override
  public byte @Nullable [] deserialize(String topic, Headers headers, byte @Nullable [] data) {
    boolean anyLong = false;
    for (Header header : headers) {
      anyLong |= !header.key().isEmpty() && isLong(header.value());
    }
    if (anyLong) {
      Header[] all = headers.toArray();
      for (Header header : all) {
        headers.remove(header.key());
      }
      for (Header header : all) {
        headers.add(header.key(), pack(header.value()));
      }
    }
    return pack(data);
  }

  private static boolean isLong(byte @Nullable [] bytes) {
    return bytes != null && bytes.length > LONG && !isPacked(bytes);
  }

  /** The same bytes, or fewer that tell the same. */
  static byte @Nullable [] pack(byte @Nullable [] bytes) {
    if (bytes == null || !isLong(bytes)) {
      return bytes;
    }
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      byte[] packed = new byte[bytes.length / 2];
      System.arraycopy(MARK, 0, packed, 0, MARK.length);
      ByteBuffer.wrap(packed).putInt(MARK.length, bytes.length);
      deflater.setInput(bytes);
      deflater.finish();
      int length = deflater.deflate(packed, HEAD, packed.length - HEAD);
      return deflater.finished() ? Arrays.copyOf(packed, HEAD + length) : bytes;
    } finally {
      deflater.end();
    }
  }

  private static boolean isPacked(byte[] bytes) {
    return bytes.length > HEAD && Arrays.mismatch(MARK, bytes) == MARK.length;
  }

  /** What was packed, or the same bytes. */
  static byte @Nullable [] unpack(byte @Nullable [] bytes) {
    if (bytes == null || !isPacked(bytes)) {
      return bytes;
    }
    Inflater inflater = new Inflater();
    try {
      byte[] whole = new byte[ByteBuffer.wrap(bytes).getInt(MARK.length)];
      inflater.setInput(bytes, HEAD, bytes.length - HEAD);
      int length = inflater.inflate(whole);
      if (length != whole.length) {
        throw new IllegalStateException(
            "Packed bytes hold " + length + " of " + whole.length + "; memory is damaged");
      }
      return whole;
    } catch (DataFormatException e) {
      throw new IllegalStateException("Packed bytes are damaged in memory", e);
    } finally {
      inflater.end();
    }
  }

  /** The same headers, with values as they came. */
  static Headers unpack(Headers headers) {
    for (Header header : headers) {
      if (header.value() != null && isPacked(header.value())) {
        RecordHeaders whole = new RecordHeaders();
        headers.forEach(each -> whole.add(each.key(), unpack(each.value())));
        return whole;
      }
    }
    return headers;
  }
}
