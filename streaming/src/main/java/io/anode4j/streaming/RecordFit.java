package io.anode4j.streaming;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Makes one record small enough for its topic: headers that came with the input go first, key and
 * value are cut where they may be. What was cut is said in headers, with the size as it was and the
 * input record, where the whole lies.
 */
final class RecordFit {
  /** Header that says what was cut: {@code key}, {@code headers}, {@code value}. */
  static final String TRUNCATED = "anode4j.truncated";

  /** Header with the input record, {@code topic-partition@offset}. */
  static final String SOURCE = "anode4j.source";

  /** Headers and key of an input record may each take this part of a copy that has to be cut. */
  private static final int PART = 4;

  /** The same of a result, whose value is worth more: names of traces, not payloads. */
  private static final int SMALL_PART = 16;

  /** What the headers that say so may take: their names, sizes and the input record. */
  private static final int NOTES = 512;

  private final long most;
  private final String source;
  private final RecordHeaders notes = new RecordHeaders();
  private final List<String> cut = new ArrayList<>();

  /**
   * Fits a record.
   *
   * @param most size that is taken
   * @param source the input record; empty when there is none
   */
  RecordFit(long most, String source) {
    this.most = most;
    this.source = source;
  }

  /**
   * A record as it will be sent.
   *
   * @param key its key
   * @param value its value
   * @param headers its headers
   */
  record Fitted(byte @Nullable [] key, byte @Nullable [] value, RecordHeaders headers) {
    long bytes() {
      return RecordSize.of(key, value, headers);
    }
  }

  /** Headers of the input, over them those of our own. */
  static RecordHeaders together(Iterable<Header> came, Headers own) {
    RecordHeaders all = new RecordHeaders(came);
    own.forEach(header -> all.remove(header.key()));
    own.forEach(all::add);
    return all;
  }

  /** A copy of an input record, whose key and value may be cut. */
  Fitted copy(byte @Nullable [] key, byte @Nullable [] value, Headers came, Headers own) {
    List<Header> kept = keep(came, most / PART);
    byte[] shortKey = cut("key", key, most / PART);
    long rest = most - RecordSize.of(shortKey, null, together(kept, own)) - NOTES;
    byte[] shortValue = cut("value", value, rest);
    return new Fitted(shortKey, shortValue, noted(kept, own));
  }

  /** A result, whose value is written again into the room there is. */
  Fitted result(
      byte[] key, byte @Nullable [] value, RecordFitter.Result writer, Headers came, Headers own) {
    long length = value == null ? 0 : value.length;
    long room = most - RecordSize.of(key, null, own) - NOTES;
    List<Header> kept = keep(came, Math.max(room - length, most / SMALL_PART));
    long rest = most - RecordSize.of(key, null, together(kept, own)) - NOTES;
    if (value == null || length <= rest) {
      return new Fitted(key, value, noted(kept, own));
    }
    byte[] shorter = writer.write((int) Math.max(0, rest));
    note("value", length);
    return new Fitted(key, shorter, noted(kept, own));
  }

  /** As many headers as there is room for, the small ones first. */
  private List<Header> keep(Headers came, long room) {
    List<Header> bySize = new ArrayList<>();
    came.forEach(bySize::add);
    bySize.sort(Comparator.comparingLong(RecordSize::of));
    Set<Header> dropped = Collections.newSetFromMap(new IdentityHashMap<>());
    long bytes = 0;
    for (Header header : bySize) {
      bytes += RecordSize.of(header);
      if (bytes > room) {
        dropped.add(header);
      }
    }
    if (!dropped.isEmpty()) {
      note("headers", bytes);
    }
    List<Header> kept = new ArrayList<>();
    came.forEach(header -> kept.add(header));
    kept.removeIf(dropped::contains);
    return kept;
  }

  private byte @Nullable [] cut(String what, byte @Nullable [] bytes, long room) {
    if (bytes == null || bytes.length <= room) {
      return bytes;
    }
    note(what, bytes.length);
    return Arrays.copyOf(bytes, (int) Math.max(0, room));
  }

  private void note(String what, long bytes) {
    cut.add(what);
    add(notes, "anode4j." + what + ".bytes", Long.toString(bytes));
  }

  private RecordHeaders noted(List<Header> kept, Headers own) {
    if (!cut.isEmpty()) {
      add(notes, TRUNCATED, String.join(",", cut));
      if (!source.isEmpty()) {
        add(notes, SOURCE, source);
      }
    }
    return together(together(kept, own), notes);
  }

  /** Sets a header. */
  static void add(Headers headers, String name, String text) {
    headers.remove(name).add(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
