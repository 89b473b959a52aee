package io.anode4j.streaming;

import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.streaming.config.StreamingConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the tests do around a stream on a real broker: settings, readings in, committed results. */
final class BrokerBench implements AutoCloseable {
  /**
   * Time of the first reading: a whole second of the recent past, since brokers delete what is
   * older than their retention, whenever it came.
   */
  static final long START = (System.currentTimeMillis() / 1000 - 3600) * 1000;

  private final String bootstrap;
  private final KafkaProducer<byte[], byte[]> producer;

  BrokerBench(String bootstrap) {
    this.bootstrap = bootstrap;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 2),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Settings of one instance: quick commits, two partitions, no forecasts by the clock. */
  StreamingConfig config(String application, Path state, String... settings) {
    Properties all = new Properties();
    all.put("bootstrap.servers", bootstrap);
    all.put("application.id", application);
    all.put("state.dir", state.toString());
    all.put("topics.partitions", "2");
    all.put("topics.replication.factor", "1");
    all.put("commit.interval.ms", "20");
    all.put("forecast.interval.ms", "-1");
    all.put("max.future.ms", "-1");
    all.put("consumer.session.timeout.ms", "6000");
    all.put("consumer.heartbeat.interval.ms", "500");
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    return StreamingConfig.of(all);
  }

  /** Sends without waiting. */
  void send(StreamingConfig to, String sensor, byte[] value) {
    producer.send(
        new ProducerRecord<>(
            to.inputTopic(), null, START, sensor.getBytes(StandardCharsets.UTF_8), value));
  }

  /** A reading a second; its place in the sensor's sequence is its time. */
  void reading(StreamingConfig to, String sensor, int sequence) {
    double a = Math.sin(sequence / 5.0);
    send(to, sensor, json(sequence, a, 10 + a));
  }

  static byte[] json(int sequence, double a, double b) {
    long time = START + 1000L * sequence;
    return ("{\"ts\":" + time + ",\"v\":[" + a + "," + b + "]}").getBytes(StandardCharsets.UTF_8);
  }

  void flush() {
    producer.flush();
  }

  /**
   * Reads committed records until there are so many, and then a little to see that no more come.
   */
  List<ConsumerRecord<String, byte[]>> read(String topic, int count, Duration most) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (PartitionInfo info : consumer.partitionsFor(topic)) {
        partitions.add(new TopicPartition(topic, info.partition()));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = System.nanoTime() + most.toNanos();
      while (found.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(found::add);
      }
      consumer.poll(Duration.ofMillis(300)).forEach(found::add);
    }
    return found;
  }

  /**
   * What became of each sensor's readings, 0 to {@code count − 1}.
   *
   * @param lost readings without a score
   * @param doubled scores beyond the first of a reading
   * @param breaks places where a sensor's own count is not one more than before
   */
  record Account(int lost, int doubled, int breaks) {}

  static Account account(List<ConsumerRecord<String, byte[]>> scores, int sensors, int count) {
    Map<String, int[]> seen = new HashMap<>();
    Map<String, Long> counts = new HashMap<>();
    int breaks = 0;
    for (ConsumerRecord<String, byte[]> record : scores) {
      JsonNode json = DrivenTopology.parse(record.value());
      int sequence = (int) ((json.get("ts").asLong() - START) / 1000);
      seen.computeIfAbsent(record.key(), key -> new int[count])[sequence]++;
      long n = json.get("n").asLong();
      breaks += n == counts.getOrDefault(record.key(), 0L) + 1 ? 0 : 1;
      counts.put(record.key(), n);
    }
    int lost = (sensors - seen.size()) * count;
    int doubled = 0;
    for (int[] times : seen.values()) {
      for (int time : times) {
        lost += time == 0 ? 1 : 0;
        doubled += Math.max(0, time - 1);
      }
    }
    return new Account(lost, doubled, breaks);
  }

  /** Waits for something that comes by itself. */
  static boolean eventually(Duration most, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }

  @Override
  public void close() {
    producer.close();
  }
}
