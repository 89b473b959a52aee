package io.anode4j.streaming;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How large a record is to Kafka's producer and broker: an upper bound, as the producer computes it
 * before it sends, of a batch of this record alone, uncompressed.
 */
final class RecordSize {
  /** Head of a batch, and of a record the most that its length, times and offset can take. */
  private static final int OVERHEAD = 61 + 21;

  private static final int LONGEST_VARINT = 5;

  private RecordSize() {}

  static long of(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    return OVERHEAD + of(key) + of(value) + of(headers);
  }

  static long of(byte @Nullable [] part) {
    return LONGEST_VARINT + (part == null ? 0L : part.length);
  }

  static long of(Headers headers) {
    long bytes = LONGEST_VARINT;
    for (Header header : headers) {
      bytes += of(header);
    }
    return bytes;
  }

  static long of(Header header) {
    return of(header.key().getBytes(StandardCharsets.UTF_8)) + of(header.value());
  }
}
