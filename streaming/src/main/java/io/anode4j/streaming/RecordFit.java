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

  /** A result; {@code wholeValue} is how many bytes its value had before it was made to fit. */
  Fitted result(byte[] key, byte @Nullable [] value, long wholeValue, Headers came, Headers own) {
    List<Header> kept = keep(came, 0);
    if (value != null && value.length < wholeValue) {
      note("value", wholeValue);
    }
    return new Fitted(key, value, noted(kept, own));
  }

  /** How many bytes the value of a result may have. */
  int room(byte[] key, Headers own) {
    long rest = most - RecordSize.of(key, null, own) - NOTES;
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, rest));
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
