package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Books of what an application was given and what it gave, record by record: every score names the
 * record it came from and how many its sensor had, so that a loss, a repetition and a state that
 * was lost or learnt twice each show by themselves.
 */
final class Ledger {
  private static final Pattern SCORE =
      Pattern.compile("\"n\":([0-9]+)[^0-9].*\"src\":\"([^\"]+)\"", Pattern.DOTALL);
  private static final Pattern REVISION = Pattern.compile("\"revision\":([0-9]+),");
  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final int PATIENCE_SECONDS = 120;

  private final String bootstrap;
  private final String application;

  /** Recent: brokers delete records that are older than their retention, by the records' time. */
  private final long first = System.currentTimeMillis() - TimeUnit.HOURS.toMillis(2);

  private int sent;

  Ledger(String bootstrap, String application) {
    this.bootstrap = bootstrap;
    this.application = application;
  }

  /**
   * What came out.
   *
   * @param lost records without a score
   * @param repeated scores of a record that had one
   * @param broken scores whose count is not the one after that of their sensor's last
   */
  record Balance(int lost, int repeated, int broken) {}

  /** Sends readings of two channels, half a second apart in event time, and waits for the acks. */
  void send(int sensors, int from, int to) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "linger.ms", "5"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int i = from; i < to; i++) {
        for (int s = 0; s < sensors; s++) {
          String json =
              "{\"ts\":%d,\"v\":[%s,%s]}".formatted(first + i * 500L, Math.sin(i / 9.0), 10.0);
          var unused =
              producer.send(
                  new ProducerRecord<>(
                      application + ".observations",
                      "s" + s,
                      json.getBytes(StandardCharsets.UTF_8)));
          sent++;
        }
      }
    }
  }

  /** Waits until so many scores can be seen. */
  void awaitScores(int wanted) {
    int seen = 0;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try (KafkaConsumer<String, String> consumer = consumer()) {
      while (seen < wanted) {
        assertTrue(System.nanoTime() < end, seen + " scores of " + wanted + " after two minutes");
        seen += consumer.poll(Duration.ofMillis(50)).count();
      }
    }
  }

  /** Scores that can be seen now. */
  int scores() {
    int seen = 0;
    try (KafkaConsumer<String, String> consumer = consumer()) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        seen += consumer.poll(Duration.ofMillis(50)).count();
      }
    }
    return seen;
  }

  /** Reads all scores until none is missing and no further one comes. */
  Balance balance() {
    Set<String> sources = new HashSet<>();
    Map<String, Long> counts = new HashMap<>();
    int repeated = 0;
    int broken = 0;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    long last = System.nanoTime();
    try (KafkaConsumer<String, String> consumer = consumer()) {
      while (System.nanoTime() < end
          && (sources.size() < sent || System.nanoTime() - last < QUIET.toNanos())) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          last = System.nanoTime();
          Matcher found = SCORE.matcher(record.value());
          assertTrue(found.find(), record.value());
          repeated += sources.add(found.group(2)) ? 0 : 1;
          long n = Long.parseLong(found.group(1));
          Long before = counts.put(record.key(), n);
          broken += n == (before == null ? 0 : before) + 1 ? 0 : 1;
        }
      }
    }
    return new Balance(sent - sources.size(), repeated, broken);
  }

  /** Episodes told so far: each once in each of its revisions, from 1 without a gap. */
  int episodes() {
    Map<String, Integer> revisions = new HashMap<>();
    int told = 0;
    try (KafkaConsumer<String, String> consumer = consumer(application + ".anomalies")) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(50))) {
          Matcher found = REVISION.matcher(record.value());
          assertTrue(found.find(), record.value());
          int revision = Integer.parseInt(found.group(1));
          Integer before = revisions.put(record.key(), revision);
          assertEquals((before == null ? 0 : before) + 1, revision, record.value());
          told++;
        }
      }
    }
    return told;
  }

  private KafkaConsumer<String, String> consumer() {
    return consumer(application + ".scores");
  }

  private KafkaConsumer<String, String> consumer(String topic) {
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed"),
            new StringDeserializer(),
            new StringDeserializer());
    consumer.assign(
        consumer.partitionsFor(topic).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList());
    consumer.seekToBeginning(List.copyOf(consumer.assignment()));
    return consumer;
  }
}
