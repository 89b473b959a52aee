package io.anode4j.streaming.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** What this project sets in Kafka unless told otherwise, and why. */
final class KafkaDefaults {
  /**
   * One of Kafka's settings with another default.
   *
   * @param name Kafka's name
   * @param value value here
   * @param why the reason, for the documentation
   */
  record Default(String name, String value, String why) {}

  static final List<Default> ALL =
      List.of(
          new Default(
              "processing.guarantee",
              "exactly_once_v2",
              "A sensor's state would silently learn readings twice after a crash otherwise."),
          new Default(
              "commit.interval.ms",
              "100",
              "Results become visible at commits; 20 halves the latency again, 1000 saves a third"
                  + " of the work."),
          new Default(
              "producer.linger.ms",
              "5",
              "Kafka Streams waits 100 ms to fill batches, which is most of the latency."),
          new Default(
              "consumer.session.timeout.ms",
              "10000",
              "Another instance takes over this long after a crash."),
          new Default(
              "producer.transaction.timeout.ms",
              "10000",
              "Kafka Streams' own. What an instance had under way that does not come back under its"
                  + " name is given up after this long, and up to 10 s more (the broker's"
                  + " transaction.abort.timed.out.transaction.cleanup.interval.ms): its sensors wait."
                  + " Must be longer than commit.interval.ms and the longest pause between commits."),
          new Default(
              "consumer.auto.offset.reset",
              "earliest",
              "Readings that came before the first start are scored too."),
          new Default(
              "num.standby.replicas",
              "0",
              "Set 1 with two or more instances: state is then warm where it moves to."),
          new Default(
              "ensure.explicit.internal.resource.naming",
              "true",
              "State must not be lost because a step of the topology was added."),
          new Default(
              "max.poll.records",
              "500",
              "Half of Kafka Streams' own: a slow model stays within max.poll.interval.ms."),
          new Default(
              "metrics.recording.level", "INFO", "Kafka's own default; DEBUG adds cost a record."));

  /** Kafka's settings that only Streams understands, and would be warned of by a plain client. */
  private static final Set<String> STREAMS_ONLY =
      Set.of(
          "consumer.",
          "main.consumer.",
          "restore.consumer.",
          "global.consumer.",
          "producer.",
          "topic.");

  private KafkaDefaults() {}

  static Map<String, Object> streams(StreamingConfig config, Map<String, String> passed) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Default d : ALL) {
      all.put(d.name(), d.value());
    }
    all.put("application.id", config.applicationId());
    all.put("bootstrap.servers", config.bootstrapServers());
    all.put("state.dir", config.stateDirectory().toString());
    all.put("errors.dead.letter.queue.topic.name", config.dlqTopic());
    all.put("replication.factor", (int) config.topicsReplication());
    if (!config.instanceId().isEmpty()) {
      all.put("consumer.group.instance.id", config.instanceId());
    }
    all.putAll(passed);
    return all;
  }

  static Map<String, Object> client(StreamingConfig config, Map<String, String> passed) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("bootstrap.servers", config.bootstrapServers());
    passed.forEach(
        (name, value) -> {
          if (name.startsWith("admin.")) {
            all.put(name.substring("admin.".length()), value);
          } else if (AdminClientConfig.configNames().contains(name)
              && STREAMS_ONLY.stream().noneMatch(name::startsWith)) {
            all.putIfAbsent(name, value);
          }
        });
    return all;
  }
}
