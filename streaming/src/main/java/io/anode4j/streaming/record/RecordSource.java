package io.anode4j.streaming.record;

/**
 * Where an input record lies, so that every result can be traced to it.
 *
 * @param topic its topic
 * @param partition its partition
 * @param offset its offset
 */
public record RecordSource(String topic, int partition, long offset) {
  /** Written as {@code topic-partition@offset}. */
  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
