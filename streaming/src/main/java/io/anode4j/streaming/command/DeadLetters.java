package io.anode4j.streaming.command;

import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.record.BadRecordException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The topic of dead letters, to its present end. What was replayed is kept as the offsets of
 * consumer groups, committed with the records that are sent: one for all letters, one for each
 * reason.
 */
final class DeadLetters implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(200);

  private final StreamingConfig config;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();

  private DeadLetters(StreamingConfig config) {
    this.config = config;
    this.consumer = consumer(null);
  }

  static DeadLetters of(StreamingConfig config) {
    DeadLetters letters = new DeadLetters(config);
    try {
      for (PartitionInfo one : letters.consumer.partitionsFor(config.dlqTopic(), PATIENCE)) {
        letters.partitions.add(new TopicPartition(one.topic(), one.partition()));
      }
      letters.consumer.assign(letters.partitions);
      return letters;
    } catch (RuntimeException e) {
      letters.close();
      throw e;
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer(@Nullable String group) {
    Map<String, Object> settings = new HashMap<>(config.kafkaClient());
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", false);
    settings.put("allow.auto.create.topics", false);
    settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
    if (group != null) {
      settings.put("group.id", group);
    }
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Tells every letter, of each partition in its order. */
  void each(@Nullable Reason reason, Consumer<DeadLetter> to) {
    consumer.seekToBeginning(partitions);
    read(
        batch -> {
          for (DeadLetter letter : batch) {
            if (reason == null || reason.name().equals(letter.reason())) {
              to.accept(letter);
            }
          }
        });
  }

  private void read(Consumer<List<DeadLetter>> to) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Set<TopicPartition> open = new java.util.HashSet<>(partitions);
    while (true) {
      open.removeIf(p -> consumer.position(p) >= ends.getOrDefault(p, 0L));
      if (open.isEmpty()) {
        return;
      }
      List<DeadLetter> batch = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        TopicPartition from = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.getOrDefault(from, 0L)) {
          batch.add(new DeadLetter(record));
        }
      }
      to.accept(batch);
    }
  }

  /**
   * What was done.
   *
   * @param sent letters that were sent
   * @param cut letters that were not, as they are not whole
   */
  record Replayed(int sent, int cut) {}

  private String group(@Nullable Reason reason) {
    String all = config.applicationId() + "-dlq-replay";
    return reason == null ? all : all + "-" + reason.name();
  }

  private Map<TopicPartition, Long> replayed(@Nullable Reason reason) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> asked = consumer(group(reason))) {
      asked
          .committed(Set.copyOf(partitions), PATIENCE)
          .forEach((partition, at) -> offsets.put(partition, at == null ? 0 : at.offset()));
    }
    return offsets;
  }

  /** Sends all letters, or those of a reason, that were not sent before. */
  Replayed replay(@Nullable Reason reason, boolean dryRun) {
    Map<String, Map<TopicPartition, Long>> before = new HashMap<>();
    Map<TopicPartition, Long> all = replayed(null);
    for (Reason one : Reason.values()) {
      before.put(one.name(), replayed(one));
    }
    consumer.seekToBeginning(partitions);
    int[] done = new int[2];
    try (Sending out = new Sending(group(reason), dryRun)) {
      read(
          batch -> {
            List<DeadLetter> due = new ArrayList<>();
            for (DeadLetter letter : batch) {
              boolean asked = reason == null || reason.name().equals(letter.reason());
              boolean fresh =
                  letter.isAfter(all)
                      && letter.isAfter(before.getOrDefault(letter.reason(), Map.of()));
              if (asked && fresh) {
                done[letter.isCut() ? 1 : 0]++;
                due.add(letter);
              }
            }
            out.send(due, batch);
          });
    }
    return new Replayed(done[0], done[1]);
  }

  /** Letters and the offsets behind them, together or not at all. */
  private final class Sending implements AutoCloseable {
    private final String group;
    private final @Nullable KafkaProducer<byte[], byte[]> producer;
    private final int inputs;

    Sending(String group, boolean dryRun) {
      this.group = group;
      this.inputs = dryRun ? 0 : consumer.partitionsFor(config.inputTopic(), PATIENCE).size();
      this.producer = dryRun ? null : producer();
    }

    private KafkaProducer<byte[], byte[]> producer() {
      Map<String, Object> settings = new HashMap<>(config.kafkaClient());
      settings.put("transactional.id", group);
      settings.put("max.block.ms", PATIENCE.toMillis());
      KafkaProducer<byte[], byte[]> made =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
      made.initTransactions();
      return made;
    }

    void send(List<DeadLetter> due, List<DeadLetter> batch) {
      KafkaProducer<byte[], byte[]> to = producer;
      if (to == null || batch.isEmpty()) {
        return;
      }
      to.beginTransaction();
      for (DeadLetter letter : due) {
        if (!letter.isCut()) {
          var unused = to.send(letter.again(config.inputTopic(), inputs));
        }
      }
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      for (DeadLetter letter : batch) {
        offsets.put(letter.partition(), new OffsetAndMetadata(letter.record().offset() + 1));
      }
      try (KafkaConsumer<byte[], byte[]> own = consumer(group)) {
        to.sendOffsetsToTransaction(offsets, own.groupMetadata());
      }
      to.commitTransaction();
    }

    @Override
    public void close() {
      if (producer != null) {
        producer.close(PATIENCE);
      }
    }
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(2)));
  }
}
