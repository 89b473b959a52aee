package io.anode4j.streaming;

import io.anode4j.streaming.config.StreamingConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics of an application, made or checked before it starts. */
final class StreamTopics {
  private static final Logger LOG = LoggerFactory.getLogger(StreamTopics.class);
  private static final String TWO_WEEKS = Long.toString(Duration.ofDays(14).toMillis());

  private final StreamingConfig config;
  private final Admin admin;

  private StreamTopics(StreamingConfig config, Admin admin) {
    this.config = config;
    this.admin = admin;
  }

  /**
   * What the topics are.
   *
   * @param partitions partitions of the input
   * @param limits what each takes
   */
  record Prepared(int partitions, OutputLimits limits) {}

  /**
   * Makes the missing topics, or says which are missing.
   *
   * @return what the start has to know of them
   */
  static Prepared prepare(StreamingConfig config) {
    try (Admin admin = Admin.create(clientSettings(config, config.trouble().brokerTimeout()))) {
      int partitions = new StreamTopics(config, admin).prepare();
      return new Prepared(partitions, TopicLimitsReader.read(admin, config));
    } catch (ConfigException e) {
      throw StreamStartException.setting(e);
    } catch (TimeoutException e) {
      throw new StreamStartException(
          "No broker answered at "
              + config.bootstrapServers()
              + " within "
              + config.trouble().brokerTimeout().toMillis()
              + " ms; expected a Kafka cluster there: start it, correct bootstrap.servers, or give"
              + " it longer by broker.timeout.ms",
          e);
    } catch (KafkaException e) {
      throw new StreamStartException(
          "The topics of application "
              + config.applicationId()
              + " cannot be looked at on "
              + config.bootstrapServers()
              + ": "
              + StreamStartException.reason(e)
              + "; expected to describe and create topics there: correct bootstrap.servers, the"
              + " security settings or the rights",
          e);
    }
  }

  /** Settings of an admin client that gives up after a time. */
  static Map<String, Object> clientSettings(StreamingConfig config, Duration most) {
    Map<String, Object> settings = new HashMap<>(config.kafkaClient());
    int timeout = (int) most.toMillis();
    settings.put("default.api.timeout.ms", timeout);
    settings.put("request.timeout.ms", timeout);
    return settings;
  }

  private int prepare() {
    Map<String, Map<String, String>> wanted = wanted();
    Map<String, TopicDescription> present = present(wanted.keySet().stream().toList());
    List<String> missing =
        wanted.keySet().stream().filter(name -> !present.containsKey(name)).toList();
    if (!missing.isEmpty() && !config.topicsCreate()) {
      throw new StreamStartException(
          "Topics "
              + missing
              + " are missing on "
              + config.bootstrapServers()
              + "; expected them to be there, as topics.create is false: create them, or set"
              + " topics.create=true");
    }
    TopicDescription input = present.get(config.inputTopic());
    int partitions = input == null ? config.topicsPartitions() : input.partitions().size();
    List<KafkaFuture<Void>> made = new ArrayList<>();
    for (String name : missing) {
      Optional<Short> replicas =
          config.topicsReplication() < 0
              ? Optional.empty()
              : Optional.of(config.topicsReplication());
      NewTopic topic =
          new NewTopic(name, Optional.of(partitions), replicas)
              .configs(wanted.getOrDefault(name, Map.of()));
      made.addAll(admin.createTopics(List.of(topic)).values().values());
    }
    made.forEach(StreamTopics::awaitMade);
    Map<String, Integer> counts = new LinkedHashMap<>();
    wanted.keySet().stream()
        .filter(present::containsKey)
        .forEach(name -> counts.put(name, present.get(name).partitions().size()));
    String uneven = uneven(config.inputTopic(), partitions, counts);
    if (uneven != null) {
      LOG.warn("{}", uneven);
    }
    return partitions;
  }

  /**
   * Topics that were there before with other numbers of partitions than the input.
   *
   * @return a sentence; null when there are none
   */
  static @Nullable String uneven(String input, int partitions, Map<String, Integer> counts) {
    Map<String, Integer> other = new LinkedHashMap<>(counts);
    other.values().removeIf(count -> count == partitions);
    return other.isEmpty()
        ? null
        : "Topics with another number of partitions than the input "
            + input
            + " with "
            + partitions
            + ": "
            + other
            + "; expected as many, so that a sensor's results lie in the partition of its readings:"
            + " whoever joins them by partition reads the wrong ones. Make those topics anew, or"
            + " read them by key alone";
  }

  /** Names with the settings that they are made with. */
  private Map<String, Map<String, String>> wanted() {
    Map<String, Map<String, String>> topics = new LinkedHashMap<>();
    topics.put(config.inputTopic(), Map.of());
    topics.put(config.scoresTopic(), Map.of());
    // The last forecast of each sensor stays readable; old ones go with time all the same.
    topics.put(config.forecastsTopic(), Map.of("cleanup.policy", "compact,delete"));
    topics.put(config.lateTopic(), Map.of());
    topics.put(config.eventsTopic(), Map.of());
    // By the episode's id: its last state stays readable until it is old.
    topics.put(config.anomaliesTopic(), Map.of("cleanup.policy", "compact,delete"));
    topics.put(config.dlqTopic(), Map.of("retention.ms", TWO_WEEKS));
    return topics;
  }

  private Map<String, TopicDescription> present(List<String> names) {
    Map<String, TopicDescription> present = new HashMap<>();
    admin
        .describeTopics(names)
        .topicNameValues()
        .forEach(
            (name, future) -> {
              try {
                present.put(name, await(future));
              } catch (UnknownTopicOrPartitionException e) {
                // Missing: that is what was asked.
              }
            });
    return present;
  }

  private static void awaitMade(KafkaFuture<Void> future) {
    try {
      await(future);
    } catch (TopicExistsException e) {
      // Another instance was quicker.
    }
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException cause) {
        throw cause;
      }
      throw new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new org.apache.kafka.common.errors.InterruptException(e);
    }
  }
}
