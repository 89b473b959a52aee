package io.anode4j.streaming;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The kind of its sensor that a reading names. */
final class SensorKind {
  /** Header that names it, in UTF-8. */
  static final String HEADER = "anode4j.kind";

  /** A state keeps its length in one byte. */
  static final int MOST_BYTES = 255;

  private SensorKind() {}

  /** The kind; null where none is named, or what is there is no UTF-8 or too long for a kind. */
  static @Nullable String of(Headers headers) {
    Header stated = headers.lastHeader(HEADER);
    if (stated == null || stated.value() == null || stated.value().length > MOST_BYTES) {
      return null;
    }
    try {
      // Strictly: replaced characters would take more bytes than came, and other names fit them.
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(stated.value())).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
