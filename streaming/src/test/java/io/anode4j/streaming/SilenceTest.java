package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.streaming.reload.SmallModels;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred sensors that never pause, two instances, and a broker that all go down under the
 * load: nobody is called silent who is not, and who falls silent then is found.
 */
class SilenceTest {
  private static final int SENSORS = 200;
  private static final int PARTITIONS = 2;
  private static final int PERIOD_MILLIS = 500;

  /** Two minutes: what is waited for takes seconds on a machine that has nothing else to do. */
  private static final Duration LONG = Duration.ofMinutes(2);

  private final Set<Integer> sending = new ConcurrentSkipListSet<>();
  @TempDir private Path directory;
  private String bootstrap;
  private Path model;

  private OtherJvm instance(String name) throws Exception {
    Path settings =
        OtherJvm.settings(
            directory.resolve(name + ".properties"),
            "bootstrap.servers",
            bootstrap,
            "application.id",
            "quiet",
            "instance.id",
            name,
            "state.dir",
            directory.resolve(name).toString(),
            "topics.partitions",
            Integer.toString(PARTITIONS),
            "consumer.session.timeout.ms",
            "6000",
            "silence.min.ms",
            "5000",
            "silence.settle.ms",
            "5000");
    return OtherJvm.stream(model, settings);
  }

  /** Each sensor lies in the partition of its number, and says what time it is. */
  private void send(KafkaProducer<String, String> producer) {
    String value = "{\"ts\":" + System.currentTimeMillis() + ",\"v\":[1,10]}";
    for (int sensor : sending) {
      producer.send(
          new ProducerRecord<>("quiet.observations", sensor % PARTITIONS, "s" + sensor, value));
    }
  }

  private KafkaConsumer<String, String> events() {
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> all = new ArrayList<>();
    for (int p = 0; p < PARTITIONS; p++) {
      all.add(new TopicPartition("quiet.events", p));
    }
    consumer.assign(all);
    consumer.seekToBeginning(all);
    return consumer;
  }

  /** Sensors that were called silent, as soon as there are so many, or after a time. */
  private Set<String> silent(int wanted, Duration most) {
    Set<String> found = new TreeSet<>();
    long end = System.nanoTime() + most.toNanos();
    try (KafkaConsumer<String, String> consumer = events()) {
      do {
        for (ConsumerRecord<String, String> event : consumer.poll(Duration.ofMillis(200))) {
          if (event.value().contains("\"silent\"")) {
            found.add(event.key());
          }
        }
      } while (found.size() < wanted && System.nanoTime() < end);
    }
    return found;
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  @Test
  void onlyWhoIsSilentIsCalledSilent() throws Exception {
    int port = freePort();
    bootstrap = "127.0.0.1:" + port;
    model = directory.resolve("m.anode");
    SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b").save(model);
    OtherJvm broker = OtherJvm.broker(directory.resolve("kafka"), port);
    OtherJvm first = instance("a");
    OtherJvm second = instance("b");
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "linger.ms", "5"),
            new StringSerializer(),
            new StringSerializer())) {
      for (int s = 0; s < SENSORS; s++) {
        sending.add(s);
      }
      // Not at a fixed rate: after an outage that sends what was missed in a burst of a few
      // milliseconds, and whoever speaks so unevenly is rightly given minutes.
      timer.scheduleWithFixedDelay(() -> send(producer), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
      // Long enough that all have learnt how often they speak, and settled.
      TimeUnit.SECONDS.sleep(8);
      first.kill();
      broker.kill();
      // Longer than any silence that would be reported.
      TimeUnit.SECONDS.sleep(6);
      broker = OtherJvm.broker(directory.resolve("kafka"), port);
      first = instance("a");
      second.kill();
      TimeUnit.SECONDS.sleep(6);
      second = instance("b");
      assertEquals(Set.of(), silent(1, Duration.ofSeconds(8)));

      Set<String> stopped = new TreeSet<>();
      for (int s = 0; s < SENSORS; s++) {
        // One of the first partition, and all of the second.
        if (s == 0 || s % PARTITIONS == 1) {
          sending.remove(s);
          stopped.add("s" + s);
        }
      }
      assertEquals(stopped, silent(stopped.size(), LONG));
      assertEquals(stopped, silent(SENSORS, Duration.ofSeconds(5)));
      assertTrue(first.isAlive() && second.isAlive());
    } finally {
      timer.shutdownNow();
      first.kill();
      second.kill();
      broker.kill();
    }
  }
}
