package io.anode4j.streaming.config;

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
              + nearest(name, ours)
              + "; expected a setting of docs/streaming.md or one of Kafka's: correct the name, or"
              + " write kafka."
              + name
              + " to pass it to Kafka unseen");
    }
  }

  private static String nearest(String name, Set<String> ours) {
    return ours.stream()
        .filter(own -> distance(own, name) <= 3)
        .min(java.util.Comparator.comparingInt(own -> distance(own, name)))
        .map(own -> " (did you mean '" + own + "'?)")
        .orElse("");
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
