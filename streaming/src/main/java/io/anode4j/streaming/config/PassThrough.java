package io.anode4j.streaming.config;

import io.anode4j.streaming.record.Spelling;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Settings that are Kafka's business. */
final class PassThrough {
  private static final String PREFIX = "kafka.";

  /** Kafka's own prefixes for one of its clients alone. */
  private static final Set<String> CLIENTS =
      Set.of(
          "consumer.",
          "main.consumer.",
          "restore.consumer.",
          "global.consumer.",
          "producer.",
          "admin.",
          "topic.");

  private PassThrough() {}

  static Map<String, String> of(Map<String, String> given, Set<String> ours) {
    Map<String, String> kafka = new TreeMap<>();
    given.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            kafka.put(name.substring(PREFIX.length()), value);
          } else if (!ours.contains(name)) {
            require(isKafkas(name), name, ours);
            kafka.putIfAbsent(name, value);
          }
        });
    return kafka;
  }

  private static boolean isKafkas(String name) {
    return CLIENTS.stream().anyMatch(name::startsWith)
        || StreamsConfig.configDef().names().contains(name)
        || ConsumerConfig.configNames().contains(name)
        || ProducerConfig.configNames().contains(name)
        || AdminClientConfig.configNames().contains(name);
  }

  private static void require(boolean known, String name, Set<String> ours) {
    if (!known) {
      throw new ConfigurationException(
          "Unknown setting '"
              + name
              + "'"
              + Spelling.hint(name, ours)
              + "; expected a setting of docs/streaming.md or one of Kafka's: correct the name, or"
              + " write kafka."
              + name
              + " to pass it to Kafka unseen");
    }
  }
}
