package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.data.TimeFormat;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import io.anode4j.streaming.broker.EmbeddedBroker;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.reload.SmallModels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Topics half of whose records are bad, on a real broker: the good ones are scored as if they were
 * alone, each bad one is a dead letter once. {@code -Danode4j.poison=1000000} sends that many
 * records to {@link #everyMutatedRecordHasAFate}.
 */
class PoisonTest {
  private static final Logger LOG = LoggerFactory.getLogger(PoisonTest.class);
  private static final int MUTATIONS = Integer.getInteger("anode4j.poison", 20_000);
  private static final long SEED = 20261124;
  private static final Duration PATIENCE = Duration.ofSeconds(60 + MUTATIONS / 1000);

  private static final NeuralFilter FILTER = SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b");
  private static final ModelSource MODEL = ModelSource.fixed(ActiveModel.named("small", FILTER));

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static BrokerBench bench;
  private static KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(directory.resolve("broker"));
    bench = new BrokerBench(broker.bootstrap());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap(), "linger.ms", 5),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stop() {
    producer.close();
    bench.close();
    broker.close();
  }

  /** One partition, so that a record's offset is its number. */
  private static StreamingConfig config(String name, String... more) {
    String[] all =
        java.util.Arrays.copyOf(
            new String[] {
              "topics.partitions", "1", "max.future.ms", "600000", "bad.share.limit", "1"
            },
            6 + more.length);
    System.arraycopy(more, 0, all, 6, more.length);
    return bench.config(name, directory.resolve(name), all);
  }

  private static void send(StreamingConfig to, byte[] key, byte[] value) {
    producer.send(new ProducerRecord<>(to.inputTopic(), 0, BrokerBench.START, key, value));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String header(ConsumerRecord<String, byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static int offset(ConsumerRecord<String, byte[]> letter) {
    return Integer.parseInt(header(letter, "__streams.errors.offset"));
  }

  /** Follows the good sensors with scorers of their own; counts scores that differ in a bit. */
  private static final class Alone {
    private final Map<String, Scorer> scorers = new HashMap<>();

    boolean gives(String sensor, int sequence, JsonNode json) {
      Score score =
          scorers
              .computeIfAbsent(sensor, id -> FILTER.newScorer())
              .update(
                  new Reading(
                      MutatedRecords.millis(sequence) / 1000.0, MutatedRecords.values(sequence)));
      return json.get("n").asInt() == sequence + 1
          && json.get("logLik").asDouble() == score.logLikelihood()
          && json.get("anomalyScore").asDouble() == score.anomaly()
          && json.get("pValue").asDouble() == score.pValue();
    }
  }

  @Test
  void eachKindOfBadRecordIsADeadLetterOnceAndChangesNothing() throws Exception {
    StreamingConfig config = config("kinds");
    MutatedRecords records = new MutatedRecords(SEED);
    int rounds = 10;
    int good = 0;
    List<PoisonRecord> bad = new ArrayList<>();
    List<Integer> at = new ArrayList<>();
    try (ForecastStream stream = ForecastStream.start(config, MODEL)) {
      assertTrue(stream.awaitRunning(PATIENCE), stream.health().text());
      for (int round = 0; round < rounds; round++) {
        for (PoisonRecord record : PoisonRecord.all()) {
          MutatedRecords.Bytes fine = records.get(2 * good);
          send(config, fine.key(), fine.value());
          good++;
          at.add(good + bad.size());
          send(config, record.key(), record.value());
          bad.add(record);
        }
      }
      producer.flush();
      List<ConsumerRecord<String, byte[]>> scores =
          bench.read(config.scoresTopic(), good, PATIENCE);
      assertEquals(good, scores.size());
      Alone alone = new Alone();
      for (int i = 0; i < good; i++) {
        JsonNode json = DrivenTopology.parse(scores.get(i).value());
        String sensor = MutatedRecords.goodSensor(2 * i);
        assertEquals(sensor, scores.get(i).key());
        assertTrue(alone.gives(sensor, MutatedRecords.sequence(2 * i), json), json.toString());
      }
      List<ConsumerRecord<String, byte[]>> letters =
          bench.read(config.dlqTopic(), bad.size(), PATIENCE);
      assertEquals(bad.size(), letters.size());
      for (int i = 0; i < bad.size(); i++) {
        ConsumerRecord<String, byte[]> letter = letters.get(i);
        String name = bad.get(i).name();
        assertEquals(bad.get(i).reason().name(), header(letter, DeadLetterHandler.REASON), name);
        org.junit.jupiter.api.Assertions.assertArrayEquals(
            bad.get(i).value(), letter.value(), name);
        assertEquals(at.get(i), offset(letter), name);
        assertEquals(config.inputTopic(), header(letter, "__streams.errors.topic"));
        assertTrue(header(letter, "__streams.errors.message").contains("expected"), name);
      }
      assertTrue(stream.health().ready(), stream.health().text());
    }
  }

  /** What was done before the breaker opened stands; a higher limit goes on behind it. */
  @Test
  void theBreakerStopsAndARestartGoesOnExactly() throws Exception {
    StreamingConfig strict = config("limit", "bad.share.window", "50", "bad.share.limit", "0.5");
    MutatedRecords records = new MutatedRecords(SEED);
    int good = 200;
    int bad = 0;
    try (ForecastStream stream = ForecastStream.start(strict, MODEL)) {
      assertTrue(stream.awaitRunning(PATIENCE), stream.health().text());
      for (int i = 0; i < good; i++) {
        MutatedRecords.Bytes fine = records.get(2 * i);
        send(strict, fine.key(), fine.value());
        for (int k = 0; k < (i < good / 2 ? i % 2 : 3); k++) {
          send(strict, fine.key(), utf8("no json " + bad++));
        }
      }
      producer.flush();
      String why = String.valueOf(stream.awaitEnd());
      assertTrue(why.contains("of the last 50 records were bad"), why);
      assertEquals(StreamHealth.Phase.FAILED, stream.health().phase());
    }
    int before = bench.read(strict.scoresTopic(), good, Duration.ofSeconds(1)).size();
    assertTrue(before < good, "the breaker opened before the end, not after " + before);
    try (ForecastStream stream = ForecastStream.start(strict.with("bad.share.limit", "1"), MODEL)) {
      assertTrue(stream.awaitRunning(PATIENCE), stream.health().text());
      List<ConsumerRecord<String, byte[]>> scores =
          bench.read(strict.scoresTopic(), good, PATIENCE);
      assertEquals(good, scores.size());
      Alone alone = new Alone();
      for (int i = 0; i < good; i++) {
        JsonNode json = DrivenTopology.parse(scores.get(i).value());
        String sensor = MutatedRecords.goodSensor(2 * i);
        assertTrue(alone.gives(sensor, MutatedRecords.sequence(2 * i), json), json.toString());
      }
      List<ConsumerRecord<String, byte[]>> letters = bench.read(strict.dlqTopic(), bad, PATIENCE);
      assertEquals(bad, letters.size());
      for (int i = 0; i < bad; i++) {
        assertEquals("no json " + i, new String(letters.get(i).value(), StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void everyMutatedRecordHasAFate() throws Exception {
    StreamingConfig config = config("mutations", "commit.interval.ms", "100");
    MutatedRecords records = new MutatedRecords(SEED);
    AtomicInteger failures = new AtomicInteger();
    StreamingListener listener =
        new StreamingListener() {
          @Override
          public void threadFailed(Throwable failure, boolean replaced) {
            failures.incrementAndGet();
          }
        };
    long begin = System.nanoTime();
    try (ForecastStream stream = ForecastStream.start(config, MODEL, listener)) {
      assertTrue(stream.awaitRunning(PATIENCE), stream.health().text());
      for (int i = 0; i < MUTATIONS; i++) {
        MutatedRecords.Bytes record = records.get(i);
        send(config, record.key(), record.value());
      }
      // The last word: when it is scored, everything before it has its fate.
      byte[] last = utf8("{\"ts\":" + BrokerBench.START + ",\"v\":[1,2]}");
      send(config, utf8("last"), last);
      producer.flush();
      Fates fates = new Fates(MUTATIONS, config, broker.bootstrap());
      Alone alone = new Alone();
      fates.readScores(
          PATIENCE,
          (number, json) ->
              !MutatedRecords.isGood(number)
                  || alone.gives(
                      MutatedRecords.goodSensor(number), MutatedRecords.sequence(number), json));
      Map<String, Integer> reasons = fates.readDeadLetters(records);
      int late = fates.readLate(records);
      int requests = fates.countRequests(records, List.of("a", "b"));
      LOG.warn(
          "{} records, half of them mutated, in {} s: {} scored, {} late, {} requests alone, dead"
              + " letters {}",
          MUTATIONS,
          (System.nanoTime() - begin) / 1_000_000_000,
          fates.scored(),
          late,
          requests,
          new TreeMap<>(reasons));
      assertEquals(List.of(), fates.faults());
      assertEquals(0, failures.get());
      assertTrue(stream.health().ready(), stream.health().text());
    }
  }
}
