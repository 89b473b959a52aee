package io.anode4j.streaming;

/**
 * What a topic takes.
 *
 * @param bytes size of the largest record, {@link RecordSize}
 * @param oldestMillis how far a record's timestamp may be behind the clock
 * @param newestMillis how far it may be ahead
 * @param keyed whether every record needs a key, as compaction wants it
 */
record TopicLimits(long bytes, long oldestMillis, long newestMillis, boolean keyed) {
  /** Kafka's own defaults. */
  static final TopicLimits USUAL = new TopicLimits(1_048_588, Long.MAX_VALUE, 3_600_000, false);

  TopicLimits withBytes(long other) {
    return new TopicLimits(other, oldestMillis, newestMillis, keyed);
  }

  TopicLimits atMost(long most) {
    return withBytes(Math.min(bytes, most));
  }

  /** The nearest timestamp that is taken; clocks may differ by some seconds. */
  long timestamp(long wanted, long wall) {
    long oldest = wall - Math.min(wall, oldestMillis - margin(oldestMillis));
    long newest = wall + Math.min(Long.MAX_VALUE - wall, newestMillis - margin(newestMillis));
    return Math.max(oldest, Math.min(wanted, newest));
  }

  private static long margin(long span) {
    return Math.min(30_000, span / 10);
  }
}
