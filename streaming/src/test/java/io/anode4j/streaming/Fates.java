package io.anode4j.streaming;

import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.record.Channels;
import io.anode4j.streaming.record.JsonObservationDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What became of each of many input records, which lie in one partition so that a record's offset
 * is its number: scored, a dead letter, late, or a request for a forecast, and never two of these.
 */
final class Fates {
  private static final int MOST_FAULTS = 20;

  private final int records;
  private final StreamingConfig config;
  private final String bootstrap;
  private final BitSet scored;
  private final BitSet dead = new BitSet();
  private final List<String> faults = new ArrayList<>();
  private int late;

  Fates(int records, StreamingConfig config, String bootstrap) {
    this.records = records;
    this.config = config;
    this.bootstrap = bootstrap;
    this.scored = new BitSet(records);
  }

  /** Says whether a record's score is as it has to be. */
  interface Check {
    boolean isRight(int number, JsonNode score);
  }

  /** Reads scores up to the one of the record after the last. */
  void readScores(Duration most, Check check) {
    Map<String, Long> counts = new HashMap<>();
    long end = System.nanoTime() + most.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(config.scoresTopic())) {
      boolean open = true;
      while (open) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          JsonNode json = DrivenTopology.parse(record.value());
          String source = json.get("src").asText();
          int number = Integer.parseInt(source.substring(source.lastIndexOf('@') + 1));
          if (number == records) {
            open = false;
            continue;
          }
          check(!scored.get(number), "record " + number + " is scored twice");
          scored.set(number);
          check(
              json.get("logLik").isNumber() && json.get("anomalyScore").isNumber(),
              "no finite score: " + json);
          String sensor = json.get("sensor").asText();
          long n = json.get("n").asLong();
          check(n == counts.getOrDefault(sensor, 0L) + 1, "the count breaks: " + json);
          counts.put(sensor, n);
          check(check.isRight(number, json), "another score than alone: " + json);
        }
        if (System.nanoTime() > end) {
          check(false, "the last record is not scored after " + most);
          open = false;
        }
      }
    }
    for (int i = 0; i < records; i += 2) {
      check(scored.get(i), "good record " + i + " is not scored");
    }
  }

  int scored() {
    return scored.cardinality();
  }

  /** Reads the dead letters: how many for each reason. */
  Map<String, Integer> readDeadLetters(MutatedRecords of) {
    Map<String, Integer> reasons = new HashMap<>();
    all(
        config.dlqTopic(),
        letter -> {
          int number = Integer.parseInt(header(letter, "__streams.errors.offset"));
          MutatedRecords.Bytes sent = of.get(number);
          check(!dead.get(number) && !scored.get(number), "record " + number + " has two fates");
          dead.set(number);
          check(
              Arrays.equals(sent.key(), letter.key())
                  && Arrays.equals(sent.value(), letter.value()),
              "dead letter " + number + " has other bytes than the record");
          String reason = header(letter, DeadLetterHandler.REASON);
          check(!reason.equals("DECODER"), "the decoder itself failed: " + number);
          reasons.merge(reason, 1, Integer::sum);
        });
    return reasons;
  }

  /** Reads late records, which name no offset: each is one of those without a fate so far. */
  int readLate(MutatedRecords of) {
    Map<String, Integer> open = new HashMap<>();
    for (int i = 0; i < records; i++) {
      if (!scored.get(i) && !dead.get(i)) {
        open.merge(text(of.get(i).key(), of.get(i).value()), 1, Integer::sum);
      }
    }
    all(
        config.lateTopic(),
        record -> {
          late++;
          int left = open.merge(text(record.key(), record.value()), -1, Integer::sum);
          check(left >= 0, "a late record that was not sent, or has two fates");
        });
    return late;
  }

  /** Counts records that only asked for a forecast; with them every record has its fate. */
  int countRequests(MutatedRecords of, List<String> channels) {
    JsonObservationDecoder decoder = new JsonObservationDecoder();
    int requests = 0;
    for (int i = 0; i < records; i++) {
      if (!scored.get(i) && !dead.get(i)) {
        requests +=
            decoder
                    .decode(
                        of.get(i).value(), BrokerBench.START, Channels.of(channels, false, true))
                    .requestOnly()
                ? 1
                : 0;
      }
    }
    int known = scored.cardinality() + dead.cardinality() + late + requests;
    check(known == records, records - known + " records have no fate");
    return requests;
  }

  List<String> faults() {
    return faults;
  }

  private void check(boolean right, String fault) {
    if (!right && faults.size() < MOST_FAULTS) {
      faults.add(fault);
    }
  }

  private static String text(byte[] key, byte[] value) {
    return new String(key, StandardCharsets.ISO_8859_1)
        + '\n'
        + new String(value, StandardCharsets.ISO_8859_1);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private void all(String topic, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(each);
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer(String topic) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }
}
