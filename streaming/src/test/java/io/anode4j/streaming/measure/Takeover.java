package io.anode4j.streaming.measure;

import io.anode4j.streaming.config.StreamingConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How long the sensors of an instance are without a score when it is killed (SIGKILL) and another
 * takes over, with no and with one standby of each state. Readings keep coming, one a millisecond
 * or so. Arguments: sensors (20000), rounds (3), readings of each before (3).
 */
public final class Takeover {
  private static final int INSTANCES = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Cluster cluster;
  private final Path model;
  private final Workload workload;
  private final long before;

  private Takeover(Cluster cluster, Workload workload, long before) {
    this.cluster = cluster;
    this.model = cluster.directory().resolve("m.anode");
    this.workload = workload;
    this.before = before;
    Workload.model().save(model);
  }

  /** Measures and prints. */
  public static void main(String[] args) throws Exception {
    int sensors = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    int readings = args.length > 2 ? Integer.parseInt(args[2]) : 3;
    System.out.println(Conditions.now());
    System.out.println(
        "| round | standbys | first score of its sensors after, s | of each of its partitions, s |");
    System.out.println("|--:|--:|--:|--:|");
    try (Cluster cluster = Cluster.start()) {
      Takeover takeover = new Takeover(cluster, new Workload(sensors), (long) sensors * readings);
      for (int round = 1; round <= rounds; round++) {
        for (int standbys = 0; standbys <= 1; standbys++) {
          double[] seconds = takeover.run(round, standbys);
          System.out.printf(
              Locale.ROOT, "| %d | %d | %.1f | %.1f |%n", round, standbys, seconds[0], seconds[1]);
        }
      }
    }
    System.out.println(Conditions.now());
  }

  private ChildJvm instance(String application, String input, int i, int standbys)
      throws Exception {
    Path state = cluster.directory().resolve("state-" + application).resolve("i" + i);
    Properties settings =
        cluster.settings(
            application,
            input,
            "instance.id",
            "i" + i,
            "num.standby.replicas",
            Integer.toString(standbys),
            "state.dir",
            state.toString());
    return StreamProgram.start(model, settings);
  }

  private double[] run(int round, int standbys) throws Exception {
    String application = "takeover-" + round + "-" + standbys;
    String input = "readings-" + round + "-" + standbys;
    cluster.makeTopic(input);
    StreamingConfig config = cluster.config(application, input);
    try (ChildJvm killed = instance(application, input, 0, standbys);
        ChildJvm other = instance(application, input, 1, standbys)) {
      // Shared before there is any state: with it, one would wait for a probing rebalance to share.
      cluster.awaitShared(config, INSTANCES);
      workload.load(cluster.bootstrap(), input, 0, before);
      while (cluster.committed(config) < before) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      // A standby reads what was committed within a few of its polls.
      TimeUnit.SECONDS.sleep(5);
      Set<Integer> lost = cluster.partitionsOf(config, "i0");
      double[] seconds = watch(config, killed, lost);
      if (other.cpu().isZero()) {
        throw new IllegalStateException("the other instance ended, too");
      }
      return seconds;
    } finally {
      cluster.forget(config);
    }
  }

  /** Kills, sends, and waits for a score in each partition that was lost. */
  private double[] watch(StreamingConfig config, ChildJvm killed, Set<Integer> lost)
      throws Exception {
    List<TopicPartition> all =
        lost.stream().map(p -> new TopicPartition(config.scoresTopic(), p)).toList();
    try (KafkaConsumer<byte[], byte[]> scores =
            new KafkaConsumer<>(
                Map.of(
                    "bootstrap.servers", cluster.bootstrap(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        KafkaProducer<byte[], byte[]> producer = Workload.producer(cluster.bootstrap(), 0)) {
      scores.assign(all);
      scores.seekToEnd(all);
      all.forEach(scores::position);
      long start = System.nanoTime();
      killed.kill();
      Set<Integer> seen = new HashSet<>();
      double first = Double.NaN;
      for (long reading = before; seen.size() < lost.size(); ) {
        for (int i = 0; i < 10; i++, reading++) {
          var unused =
              producer.send(
                  new ProducerRecord<>(
                      config.inputTopic(), workload.key(reading), workload.value(reading)));
        }
        for (ConsumerRecord<byte[], byte[]> score : scores.poll(Duration.ofMillis(10))) {
          seen.add(score.partition());
        }
        double now = (System.nanoTime() - start) / 1e9;
        first = Double.isNaN(first) && !seen.isEmpty() ? now : first;
        if (now > PATIENCE.toSeconds()) {
          throw new IllegalStateException(
              "no score in some of " + lost + " within " + PATIENCE + ", only in " + seen);
        }
      }
      return new double[] {first, (System.nanoTime() - start) / 1e9};
    }
  }
}
