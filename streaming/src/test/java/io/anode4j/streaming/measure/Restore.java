package io.anode4j.streaming.measure;

import io.anode4j.streaming.ActiveModel;
import io.anode4j.streaming.ForecastStream;
import io.anode4j.streaming.ForecastTopology;
import io.anode4j.streaming.ModelSource;
import io.anode4j.streaming.config.StreamingConfig;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a sensor costs to keep, and how long it takes to have all sensors' states back when the
 * local ones are lost. Arguments: pairs of sensors and readings of each, {@code 1000x3 10000x3
 * 100000x3} unless stated; more readings make a longer changelog of the same sensors.
 */
public final class Restore {
  private static final List<String> USUAL = List.of("1000x3", "10000x3", "100000x3");
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final PrintStream out;
  private final Cluster cluster;
  private final ModelSource models = ModelSource.fixed(ActiveModel.named("m", Workload.model()));

  private final String[] settings;
  private int lines;

  private Restore(PrintStream out, Cluster cluster, String[] settings) {
    this.out = out;
    this.cluster = cluster;
    this.settings = settings;
  }

  /** Measures and prints. */
  public static void main(String[] args) throws Exception {
    List<String> sizes = Stream.of(args).filter(a -> !a.contains("=")).toList();
    String[] settings =
        Stream.of(args)
            .filter(a -> a.contains("="))
            .flatMap(a -> Stream.of(a.split("=", 2)))
            .toArray(String[]::new);
    System.out.println(Conditions.now());
    try (Cluster cluster = Cluster.start()) {
      Restore restore = new Restore(System.out, cluster, settings);
      restore.header();
      restore.line(1000, 10); // to warm up: passed over by whoever reads
      for (String size : sizes.isEmpty() ? USUAL : sizes) {
        String[] parts = size.split("x", 2);
        restore.line(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
      }
    }
    System.out.println(Conditions.now());
  }

  private void header() {
    out.println(
        "| sensors | readings each | records/s | CPU, µs a record | input, B a record | scores, B a"
            + " record | changelog records | B each | state on disk, B a sensor | restart with state,"
            + " ms to running / to a score | without, ms |");
    out.println("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
  }

  private void line(int sensors, int readings) throws Exception {
    long records = (long) sensors * readings;
    String input = "readings-" + lines;
    StreamingConfig config = cluster.config("restore-" + lines++, input, settings);
    cluster.makeTopic(input);
    Workload workload = new Workload(sensors);
    workload.load(cluster.bootstrap(), input, 0, records);
    Rate rate;
    try (ForecastStream stream = ForecastStream.start(config, models)) {
      rate = Rate.watch(cluster, stream, records);
    }
    String changelog = config.applicationId() + "-" + ForecastTopology.STORE + "-changelog";
    long written = count(changelog);
    long inputBytes = cluster.bytes(input);
    long scoreBytes = cluster.bytes(config.scoresTopic());
    long changelogBytes = cluster.bytes(changelog);
    long onDisk = Cluster.bytes(config.stateDirectory());
    Start warm = restart(config, workload, records);
    Cluster.delete(config.stateDirectory());
    Start lost = restart(config, workload, records + 1);
    out.printf(
        Locale.ROOT,
        "| %,d | %d | %,.0f | %.1f + %.1f | %.0f | %.0f | %,d | %.0f | %.0f | %,.0f / %,.0f | %,.0f /"
            + " %,.0f |%n",
        sensors,
        readings,
        rate.perSecond(),
        rate.streamMicros(),
        rate.brokerMicros(),
        (double) inputBytes / records,
        (double) scoreBytes / records,
        written,
        (double) changelogBytes / written,
        (double) onDisk / sensors,
        warm.running,
        warm.firstScore,
        lost.running,
        lost.firstScore);
    cluster.forget(config);
  }

  /** Milliseconds from the start until it ran, and until a reading that waited was scored. */
  private record Start(double running, double firstScore) {}

  private Start restart(StreamingConfig config, Workload workload, long reading) throws Exception {
    workload.load(cluster.bootstrap(), config.inputTopic(), reading, reading + 1);
    long start = System.nanoTime();
    try (ForecastStream stream = ForecastStream.start(config, models)) {
      if (!stream.awaitRunning(PATIENCE)) {
        throw new IllegalStateException(stream.health().text());
      }
      double running = (System.nanoTime() - start) / 1e6;
      while (cluster.committed(config) <= reading) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      return new Start(running, (System.nanoTime() - start) / 1e6);
    }
  }

  /** Committed records of a topic. */
  private long count(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", cluster.bootstrap(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          IntStream.range(0, consumer.partitionsFor(topic).size())
              .mapToObj(p -> new TopicPartition(topic, p))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      long found = 0;
      while (all.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          found += record.value() == null ? 0 : 1;
        }
      }
      return found;
    }
  }
}
