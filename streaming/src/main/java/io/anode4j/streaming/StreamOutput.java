package io.anode4j.streaming;

import io.anode4j.streaming.config.StreamingConfig;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One result on its way to a topic, which takes it as it is.
 *
 * @param kind which topic
 * @param value the record's value as it will stand there; null deletes. Not copied
 * @param partition partition of the input that the sensor's records lie in
 */
public record StreamOutput(Kind kind, byte @Nullable [] value, int partition) {
  /** Kinds of results, one topic each. */
  public enum Kind {
    /** A score. */
    SCORE,
    /** A forecast. */
    FORECAST,
    /** A late reading as it came. */
    LATE,
    /** An event. */
    EVENT,
    /** An episode of anomalies. */
    ANOMALY;

    /** Its topic. */
    String topic(StreamingConfig config) {
      return switch (this) {
        case SCORE -> config.scoresTopic();
        case FORECAST -> config.forecastsTopic();
        case LATE -> config.lateTopic();
        case EVENT -> config.eventsTopic();
        case ANOMALY -> config.anomaliesTopic();
      };
    }

    /** Topics of all kinds. */
    static Map<Kind, String> topics(StreamingConfig config) {
      Map<Kind, String> topics = new EnumMap<>(Kind.class);
      for (Kind kind : values()) {
        topics.put(kind, kind.topic(config));
      }
      return topics;
    }
  }

  /**
   * Where it goes: into the partition of the input that it came from, whatever the producer of the
   * readings chose it by, so that who reads both finds both in one place. A topic of fewer
   * partitions takes several of the input's in each, so that a sensor's results stay in order; in
   * one of more, the rest stay empty.
   *
   * @param partitions how many the topic has, at least 1
   * @return one of them
   */
  public int partitionOf(int partitions) {
    return partition % partitions;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StreamOutput that
        && kind == that.kind
        && partition == that.partition
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * kind.hashCode() + Arrays.hashCode(value)) + partition;
  }

  @Override
  public String toString() {
    return kind + " of " + (value == null ? 0 : value.length) + " bytes";
  }
}
