package io.anode4j.streaming;

import io.anode4j.streaming.config.StreamingConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the brokers what the topics of an application take. */
final class TopicLimitsReader {
  private static final Logger LOG = LoggerFactory.getLogger(TopicLimitsReader.class);

  private static final String MOST = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;

  private TopicLimitsReader() {}

  /** Limits of all topics that are written to; those that nobody may tell are Kafka's defaults. */
  static OutputLimits read(Admin admin, StreamingConfig config) {
    List<String> names = new ArrayList<>(StreamOutput.Kind.topics(config).values());
    String changelog = changelog(config);
    names.add(config.dlqTopic());
    names.add(changelog);
    Map<String, TopicLimits> limits = new HashMap<>();
    Map<ConfigResource, KafkaFuture<Config>> asked =
        admin.describeConfigs(names.stream().map(TopicLimitsReader::topic).toList()).values();
    asked.forEach(
        (resource, answer) -> {
          try {
            limits.put(resource.name(), limits(answer.get()));
          } catch (ExecutionException e) {
            // Not made yet, or not ours to look at.
            LOG.debug("Limits of topic {} are not known", resource.name(), e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
          }
        });
    Map<String, Object> kafka = config.kafkaStreams();
    if (!limits.containsKey(changelog)) {
      limits.put(changelog, toBeMade(kafka, limits));
    }
    return new OutputLimits(OutputLimits.producerMost(kafka), limits);
  }

  /** Topic of the states. */
  static String changelog(StreamingConfig config) {
    return config.applicationId() + "-" + ForecastTopology.STORE + "-changelog";
  }

  private static ConfigResource topic(String name) {
    return new ConfigResource(ConfigResource.Type.TOPIC, name);
  }

  /** A changelog that Kafka Streams will make: as it is told, else no larger than the others. */
  private static TopicLimits toBeMade(Map<String, Object> kafka, Map<String, TopicLimits> others) {
    long least =
        others.values().stream()
            .mapToLong(TopicLimits::bytes)
            .min()
            .orElse(TopicLimits.USUAL.bytes());
    Object told = kafka.get("topic." + MOST);
    return TopicLimits.USUAL.withBytes(told == null ? least : number(told.toString().strip()));
  }

  private static long number(String stated) {
    try {
      return Long.parseLong(stated);
    } catch (NumberFormatException e) {
      throw new StreamStartException(
          "The setting topic."
              + MOST
              + " is '"
              + stated
              + "'; expected a number of bytes: correct it",
          e);
    }
  }

  private static TopicLimits limits(Config topic) {
    boolean appended =
        text(topic, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).equals("LogAppendTime");
    return new TopicLimits(
        number(topic, MOST, TopicLimits.USUAL.bytes()),
        appended
            ? Long.MAX_VALUE
            : number(
                topic,
                TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
                TopicLimits.USUAL.oldestMillis()),
        appended
            ? Long.MAX_VALUE
            : number(
                topic,
                TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                TopicLimits.USUAL.newestMillis()),
        text(topic, TopicConfig.CLEANUP_POLICY_CONFIG).contains("compact"));
  }

  private static String text(Config topic, String name) {
    ConfigEntry entry = topic.get(name);
    return entry == null || entry.value() == null ? "" : entry.value();
  }

  private static long number(Config topic, String name, long otherwise) {
    String stated = text(topic, name);
    return stated.isEmpty() ? otherwise : Long.parseLong(stated);
  }
}
