package io.anode4j.streaming.record;

import io.anode4j.streaming.record.BadRecordException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Avro's binary encoding of single values (specification 1.12, "Binary Encoding"), from a place on.
 * Lengths are believed only as far as there are bytes, so that a broken record costs no memory.
 */
final class AvroBytes {
  /** Items that take no bytes, of nulls for instance, would else go on for ever. */
  private static final int MOST_ITEMS = 1 << 20;

  private static final int MOST_VARINT = 10;

  private final byte[] bytes;
  private int at;
  private int items;

  AvroBytes(byte[] bytes, int start) {
    this.bytes = bytes;
    this.at = start;
  }

  int remaining() {
    return bytes.length - at;
  }

  /** One more item of an array or a map. */
  void item() {
    if (++items > MOST_ITEMS) {
      throw broken("has more than " + MOST_ITEMS + " items");
    }
  }

  /** A whole number: zigzag, seven bits a byte, the lowest first. */
  long whole() {
    long bits = 0;
    for (int k = 0; k < MOST_VARINT; k++) {
      require(1);
      byte next = bytes[at++];
      bits |= (long) (next & 0x7f) << (7 * k);
      if (next >= 0) {
        return (bits >>> 1) ^ -(bits & 1);
      }
    }
    throw broken("has a number of more than " + MOST_VARINT + " bytes");
  }

  /** A number from 0 to below a limit. */
  int index(int limit, String what) {
    long index = whole();
    if (index < 0 || index >= limit) {
      throw broken("has the " + what + " " + index + " of " + limit);
    }
    return (int) index;
  }

  boolean flag() {
    require(1);
    return bytes[at++] != 0;
  }

  float single() {
    return fixed(Float.BYTES).getFloat();
  }

  double real() {
    return fixed(Double.BYTES).getDouble();
  }

  /** Bytes behind their length. */
  byte[] counted() {
    long length = whole();
    if (length < 0 || length > remaining()) {
      throw broken("has a text or bytes of the length " + length);
    }
    return take((int) length);
  }

  byte[] take(int length) {
    require(length);
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  private ByteBuffer fixed(int length) {
    require(length);
    at += length;
    return ByteBuffer.wrap(bytes, at - length, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void require(int length) {
    if (length > remaining()) {
      throw broken("ends where more is expected");
    }
  }

  BadRecordException broken(String what) {
    return new BadRecordException(
        Reason.SYNTAX,
        "A record of "
            + bytes.length
            + " bytes "
            + what
            + " at byte "
            + at
            + "; expected Avro of the schema in avro.schema.file: correct the producer, the schema"
            + " or avro.framing");
  }
}
