package io.anode4j.streaming;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The largest records that producer and topics take, so that none is sent that would be refused: in
 * a transaction a single refusal aborts all, and after it the same record comes again. Read at the
 * start; what a topic refuses all the same, because its limit was lowered since, is learnt. Shared
 * by all stream threads.
 */
final class OutputLimits {
  /** Under this name they reach what Kafka instantiates by itself. */
  static final String KEY = "anode4j.internal.output.limits";

  private static final Logger LOG = LoggerFactory.getLogger(OutputLimits.class);
  private static final String PRODUCER = "producer.";

  private final long producer;
  private final Map<String, TopicLimits> topics;

  /**
   * Limits.
   *
   * @param producer size of the largest record that the producer sends
   * @param topics limits of topics, where they are known
   */
  OutputLimits(long producer, Map<String, TopicLimits> topics) {
    this.producer = producer;
    this.topics = new ConcurrentHashMap<>(topics);
  }

  /** Those of an application; outside of one, the producer's and Kafka's defaults. */
  static OutputLimits in(Map<String, ?> configs) {
    return configs.get(KEY) instanceof OutputLimits known
        ? known
        : new OutputLimits(producerMost(configs), Map.of());
  }

  /**
   * What the producer sends at most.
   *
   * @param configs settings of Kafka Streams
   */
  static long producerMost(Map<String, ?> configs) {
    return Math.min(
        number(configs, ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        number(configs, ProducerConfig.BUFFER_MEMORY_CONFIG));
  }

  private static long number(Map<String, ?> configs, String name) {
    Object stated = configs.get(PRODUCER + name);
    if (stated == null) {
      stated = configs.get(name);
    }
    try {
      if (stated != null) {
        return Long.parseLong(stated.toString().strip());
      }
    } catch (NumberFormatException e) {
      // The producer itself refuses it, with its name.
    }
    return ((Number) ProducerConfig.configDef().defaultValues().get(name)).longValue();
  }

  /** What a topic takes of this producer. */
  TopicLimits of(String topic) {
    return topics.getOrDefault(topic, TopicLimits.USUAL).atMost(producer);
  }

  /**
   * A topic refused a record for its size.
   *
   * @return the limit from now on
   */
  long refused(String topic, long bytes) {
    long most = Math.max(1, bytes / 2);
    TopicLimits now =
        topics.merge(
            topic, TopicLimits.USUAL.atMost(most), (before, learnt) -> before.atMost(most));
    LOG.warn(
        "Topic {} refused a record of {} bytes, less than it took at the start; from now on"
            + " records for it are cut to {} bytes. Raise max.message.bytes of the topic and start"
            + " again",
        topic,
        bytes,
        now.bytes());
    return now.bytes();
  }
}
