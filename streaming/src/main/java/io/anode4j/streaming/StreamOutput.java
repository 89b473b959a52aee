package io.anode4j.streaming;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One result on its way to a topic.
 *
 * @param kind which topic
 * @param value the record's value as it will stand there; null deletes. Not copied
 */
public record StreamOutput(Kind kind, byte @Nullable [] value) {
  /** Kinds of results, one topic each. */
  public enum Kind {
    /** A score. */
    SCORE,
    /** A forecast. */
    FORECAST,
    /** A late reading as it came. */
    LATE,
    /** An event. */
    EVENT
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StreamOutput that
        && kind == that.kind
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return kind + " of " + (value == null ? 0 : value.length) + " bytes";
  }
}
