package io.anode4j.filter;

import io.anode4j.filter.StateException.Reason;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * The envelope of a saved state: version, kind and the first bytes of the model's fingerprint
 * before it, a checksum behind.
 */
final class SensorState {
  private static final byte VERSION = 2;
  private static final int HEAD = 1 + 1 + 8;
  private static final int CHECKSUM = 4;

  /** Most bytes that a state may have. */
  static final int MOST = 4096;

  private final byte kind;
  private final long model;
  private final String id;

  SensorState(char kind, String id) {
    this.kind = (byte) kind;
    this.id = id;
    this.model = ByteBuffer.wrap(HexFormat.of().parseHex(id.substring(0, 16))).getLong();
  }

  /** Bytes of an envelope with a content of some bytes. */
  static int around(int content) {
    return HEAD + content + CHECKSUM;
  }

  /** A buffer for a content of some bytes, its head written. */
  ByteBuffer begin(int content) {
    return ByteBuffer.allocate(around(content)).put(VERSION).put(kind).putLong(model);
  }

  /** Closes a buffer that was filled to its checksum. */
  byte[] end(ByteBuffer out) {
    CRC32 crc = new CRC32();
    crc.update(out.array(), 0, out.position());
    out.putInt((int) crc.getValue());
    return out.array();
  }

  /** Whether a state is of this kind, by its head alone. */
  boolean isOwn(byte[] state) {
    return state.length > 1 && state[1] == kind;
  }

  /** Checks all around a state and stands at its content. */
  ByteBuffer open(byte[] state) {
    ByteBuffer in = ByteBuffer.wrap(state);
    if (state.length < HEAD + CHECKSUM) {
      throw damaged(state);
    }
    CRC32 crc = new CRC32();
    crc.update(state, 0, state.length - CHECKSUM);
    if ((int) crc.getValue() != in.getInt(state.length - CHECKSUM)) {
      throw damaged(state);
    }
    byte version = in.get();
    if (version != VERSION) {
      throw new StateException(
          Reason.UNKNOWN_VERSION,
          "A sensor's state has version "
              + version
              + "; this version of anode4j reads "
              + VERSION
              + ": start the sensor afresh");
    }
    if (in.get() != kind || in.getLong() != model) {
      throw new StateException(
          Reason.OTHER_MODEL,
          "A sensor's state was saved under another model than "
              + id
              + "; start the sensor afresh or give it its readings again");
    }
    return in.limit(state.length - CHECKSUM);
  }

  static StateException damaged(byte[] state) {
    return new StateException(
        Reason.DAMAGED,
        "A sensor's state of "
            + state.length
            + " bytes was cut off or changed; expected what save() returned: start the sensor"
            + " afresh");
  }
}
