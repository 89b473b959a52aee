package io.anode4j.streaming;

import io.anode4j.streaming.config.StreamingConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks each second at what a running stream stands on, by a client and a thread of its own:
 * whether its topics are still there and can be read to their end, and where its input ends. Kafka
 * Streams notices the first late and says nothing of the others.
 */
final class StreamWatch implements InputProgress, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamWatch.class);
  private static final long PERIOD_MILLIS = 1000;
  private static final Duration MOST = Duration.ofSeconds(3);

  private final StreamingConfig config;
  private final int partitions;
  private final StreamConsumers consumers;
  private final Consumer<String> giveUp;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "anode4j-watch");
            thread.setDaemon(true);
            return thread;
          });
  private final List<String> topics;
  private final Set<String> seen = new HashSet<>();
  private volatile @Nullable Admin admin;
  private long missingSinceNanos;

  /** The latest, newest first, as far back as one may be behind. */
  private volatile List<Ends> ends = List.of();

  private volatile Set<String> missing = Set.of();
  private final HangingTransactions transactions;
  private volatile @Nullable String hanging;

  /** Where the partitions of the input ended when it was asked. */
  private record Ends(long askedMillis, Map<Integer, Long> offsets) {}

  /**
   * Watches nothing yet.
   *
   * @param config the settings
   * @param partitions partitions of the input
   * @param consumers of the stream threads
   * @param giveUp is told why the stream cannot go on
   */
  StreamWatch(
      StreamingConfig config, int partitions, StreamConsumers consumers, Consumer<String> giveUp) {
    this.config = config;
    this.partitions = partitions;
    this.consumers = consumers;
    this.giveUp = giveUp;
    this.topics =
        List.of(
            config.inputTopic(),
            config.scoresTopic(),
            config.forecastsTopic(),
            config.lateTopic(),
            config.eventsTopic(),
            config.dlqTopic(),
            config.anomaliesTopic(),
            config.applicationId() + "-" + ForecastTopology.STORE + "-changelog");
    this.transactions =
        new HangingTransactions(topics, config.applicationId(), MOST.multipliedBy(2));
  }

  /** Watches from now on. */
  void begin() {
    var unused = timer.scheduleWithFixedDelay(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      Admin asked = admin;
      if (asked == null) {
        asked = Admin.create(StreamTopics.clientSettings(config, MOST));
        admin = asked;
      }
      lookForTopics(asked);
      if (!missing.contains(config.inputTopic())) {
        lookForEnds(asked);
      }
      if (transactions.isDue()) {
        lookForTransactions(asked);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | TimeoutException | ExecutionException e) {
      LOG.debug("The brokers of {} do not answer", config.applicationId(), e);
    }
  }

  private void lookForTopics(Admin asked) throws InterruptedException, TimeoutException {
    Set<String> gone = new HashSet<>();
    for (var entry : asked.describeTopics(topics).topicNameValues().entrySet()) {
      try {
        entry.getValue().get(2 * MOST.toMillis(), TimeUnit.MILLISECONDS);
        seen.add(entry.getKey());
      } catch (ExecutionException e) {
        // The changelog is made with the first assignment. Who may not look is told by Kafka.
        if (e.getCause() instanceof UnknownTopicOrPartitionException
            && seen.contains(entry.getKey())) {
          gone.add(entry.getKey());
        }
      }
    }
    if (!gone.isEmpty() && missing.isEmpty()) {
      missingSinceNanos = System.nanoTime();
      LOG.warn("Stream {} misses its topics {}", config.applicationId(), gone);
    }
    missing = Set.copyOf(gone);
    if (!gone.isEmpty()
        && System.nanoTime() - missingSinceNanos >= config.trouble().topicMissing().toNanos()) {
      giveUp.accept(
          missingWords()
              + " for "
              + config.trouble().topicMissing().toMillis()
              + " ms (topic.missing.ms); create it as it was and start again");
    }
  }

  private String missingWords() {
    return "topic "
        + String.join(", ", missing.stream().sorted().toList())
        + " is missing on "
        + config.bootstrapServers()
        + ", where it was before";
  }

  private void lookForEnds(Admin asked)
      throws InterruptedException, TimeoutException, ExecutionException {
    long now = System.currentTimeMillis();
    Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    for (int p = 0; p < partitions; p++) {
      question.put(new TopicPartition(config.inputTopic(), p), OffsetSpec.latest());
    }
    Map<Integer, Long> found = new HashMap<>();
    asked
        .listOffsets(question, new ListOffsetsOptions(isolation()))
        .all()
        .get(2 * MOST.toMillis(), TimeUnit.MILLISECONDS)
        .forEach((partition, end) -> found.put(partition.partition(), end.offset()));
    ends =
        Stream.concat(Stream.of(new Ends(now, found)), ends.stream())
            .filter(known -> now - known.askedMillis() < StreamClock.PATIENCE_MILLIS)
            .toList();
  }

  private void lookForTransactions(Admin asked)
      throws InterruptedException, TimeoutException, ExecutionException {
    String before = hanging;
    String now = transactions.look(asked);
    hanging = now;
    if (now != null && !now.equals(before)) {
      LOG.warn("Stream {}: {}", config.applicationId(), now);
    }
  }

  private IsolationLevel isolation() {
    Object guarantee = config.kafkaStreams().get("processing.guarantee");
    return "at_least_once".equals(guarantee)
        ? IsolationLevel.READ_UNCOMMITTED
        : IsolationLevel.READ_COMMITTED;
  }

  @Override
  public long caughtUp(int partition, long next, boolean idle) {
    long fetched = idle ? position(partition) : -1;
    for (Ends known : ends) {
      Long end = known.offsets().get(partition);
      // A transaction of one record ends with a marker, which is no record and has an offset.
      if (end != null && (end == 0 || next >= 0 && next + 1 >= end || fetched >= end)) {
        return known.askedMillis();
      }
    }
    return NEVER;
  }

  /**
   * What the stream thread that asks has fetched: between two of its polls, all is in its hands.
   */
  private long position(int partition) {
    var consumer = consumers.here();
    if (consumer == null) {
      return -1;
    }
    try {
      return consumer.position(new TopicPartition(config.inputTopic(), partition), Duration.ZERO);
    } catch (KafkaException | IllegalStateException e) {
      return -1;
    }
  }

  /** What is missing, in words; null while all is there. */
  @Nullable String trouble() {
    return missing.isEmpty()
        ? null
        : missingWords() + "; create it as it was, or the instance stops";
  }

  /** What cannot be read to its end, in words; null while all can. */
  @Nullable String hanging() {
    return hanging;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    Admin used = admin;
    if (used != null) {
      used.close(Duration.ZERO);
    }
  }
}
