package io.anode4j.streaming;

import java.util.Locale;

/**
 * A record that its topic would have refused as it was: more bytes than the producer's {@code
 * max.request.size} or the topic's {@code max.message.bytes}.
 *
 * @param output what it is
 * @param fate what became of it
 * @param bytes its size as it was
 * @param limit the size that is taken
 */
public record Oversized(Output output, Fate fate, long bytes, long limit) {
  /** Records that are written. */
  public enum Output {
    /** A score. */
    SCORE,
    /** A forecast. */
    FORECAST,
    /** A late reading. */
    LATE,
    /** An event. */
    EVENT,
    /** An episode of anomalies. */
    ANOMALY,
    /** A dead letter. */
    DEAD_LETTER,
    /** A sensor's state, in the changelog. */
    STATE;

    /** How metrics name it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What becomes of it. */
  public enum Fate {
    /** It was written with less in it, and its headers say so. */
    TRUNCATED,
    /** The topic takes not even that: it is only counted. */
    DROPPED;

    /** How metrics name it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
