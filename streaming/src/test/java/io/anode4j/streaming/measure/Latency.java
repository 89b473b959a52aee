package io.anode4j.streaming.measure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.anode4j.streaming.config.StreamingConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Time from when a reading was due to be sent to when a reader of committed records has its score.
 * Readings are due at a fixed rate whatever comes back, and count from when they were due, not from
 * when they were sent: a stall is seen by all that it delays. Generator and reader, application,
 * and broker each have a JVM. Arguments: records a second (1000), seconds (60), seconds to warm up
 * before (20), commit interval in ms (20), sensors (100).
 */
public final class Latency {
  private static final String INPUT = "readings";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final long perSecond;
  private final int warmUp;
  private final Workload workload;

  /** Nanoseconds after the start at which the score of each reading was there; 0 for not yet. */
  private final long[] arrived;

  private final long start = System.nanoTime() + Duration.ofMillis(200).toNanos();
  private long latestSend;

  private Latency(long perSecond, int seconds, int warmUp, int sensors) {
    this.perSecond = perSecond;
    this.warmUp = Math.toIntExact(warmUp * perSecond);
    this.workload = new Workload(sensors);
    this.arrived = new long[Math.toIntExact(this.warmUp + seconds * perSecond)];
  }

  /** Measures and prints. */
  public static void main(String[] args) throws Exception {
    int[] a = {1000, 60, 20, 20, 100};
    for (int i = 0; i < args.length; i++) {
      a[i] = Integer.parseInt(args[i]);
    }
    try (Cluster cluster = Cluster.start()) {
      cluster.makeTopic(INPUT);
      Path model = cluster.directory().resolve("m.anode");
      Workload.model().save(model);
      Properties settings =
          cluster.settings("latency", INPUT, "commit.interval.ms", Integer.toString(a[3]));
      try (ChildJvm stream = StreamProgram.start(model, settings)) {
        System.out.printf(
            Locale.ROOT,
            "%,d records/s for %d s after %d s, commit.interval.ms %d, %,d sensors; %s%n",
            a[0],
            a[1],
            a[2],
            a[3],
            a[4],
            Conditions.now());
        new Latency(a[0], a[1], a[2], a[4])
            .run(cluster.bootstrap(), StreamingConfig.of(settings).scoresTopic());
        System.out.printf(
            Locale.ROOT,
            "processor time of the application, start included: %.1f s%n",
            stream.cpu().toNanos() / 1e9);
      }
    }
  }

  private long due(int reading) {
    return reading * 1_000_000_000L / perSecond;
  }

  private void run(String bootstrap, String scores) throws Exception {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread reader = new Thread(() -> read(bootstrap, scores), "reader");
    reader.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
    reader.start();
    send(bootstrap);
    reader.join();
    if (failure.get() != null) {
      throw new IllegalStateException("The reader failed", failure.get());
    }
    report();
    System.out.println(Conditions.now());
  }

  private void send(String bootstrap) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < arrived.length; i++) {
        long now = System.nanoTime() - start;
        while (now < due(i)) {
          LockSupport.parkNanos(due(i) - now);
          now = System.nanoTime() - start;
        }
        if (i >= warmUp) {
          latestSend = Math.max(latestSend, now - due(i));
        }
        producer.send(
            new ProducerRecord<>(
                INPUT, null, Workload.START + i, workload.key(i), workload.value(i)));
      }
    }
  }

  private void read(String bootstrap, String scores) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          IntStream.range(0, consumer.partitionsFor(scores).size())
              .mapToObj(p -> new TopicPartition(scores, p))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      long end = due(arrived.length) + PATIENCE.toNanos();
      for (int found = 0; found < arrived.length; ) {
        var records = consumer.poll(Duration.ofMillis(100));
        long now = System.nanoTime() - start;
        for (ConsumerRecord<byte[], byte[]> record : records) {
          int reading = reading(record.value());
          if (arrived[reading] != 0) {
            throw new IllegalStateException("Reading " + reading + " has two scores");
          }
          arrived[reading] = now;
          found++;
        }
        if (now > end) {
          throw new IllegalStateException(found + " of " + arrived.length + " scores came");
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static final JsonFactory JSON = new JsonFactory();

  /** Which reading a score is of: the time says it. */
  private static int reading(byte[] score) throws IOException {
    try (JsonParser in = JSON.createParser(score)) {
      while (in.nextToken() != null) {
        if (in.currentToken() == JsonToken.FIELD_NAME && in.currentName().equals("ts")) {
          in.nextToken();
          return Math.toIntExact(in.getLongValue() - Workload.START);
        }
      }
    }
    throw new IOException("A score without a time");
  }

  private void report() {
    double[] ms = new double[arrived.length - warmUp];
    for (int i = 0; i < ms.length; i++) {
      ms[i] = (arrived[warmUp + i] - due(warmUp + i)) / 1e6;
    }
    Arrays.sort(ms);
    System.out.println("| scores | p50, ms | p90 | p99 | p99.9 | max | latest send |");
    System.out.println("|--:|--:|--:|--:|--:|--:|--:|");
    System.out.printf(
        Locale.ROOT,
        "| %,d | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |%n",
        ms.length,
        quantile(ms, 0.5),
        quantile(ms, 0.9),
        quantile(ms, 0.99),
        quantile(ms, 0.999),
        ms[ms.length - 1],
        latestSend / 1e6);
  }

  /** The smallest value that such a share does not exceed. */
  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
