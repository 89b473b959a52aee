package io.anode4j.streaming;

import io.anode4j.streaming.config.StreamingConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Records of any size and kind, small on the wire as repeated text packs well, each with a number
 * in a header that goes along to whatever follows from it; and the books of what did.
 */
final class LargeRecords implements AutoCloseable {
  static final String NUMBER = "number";

  private final StreamingConfig config;
  private final String bootstrap;
  private final KafkaProducer<byte[], byte[]> packed;
  private final KafkaProducer<byte[], byte[]> plain;
  private final List<Kind> sent = new ArrayList<>();

  LargeRecords(StreamingConfig config, String bootstrap) {
    this.config = config;
    this.bootstrap = bootstrap;
    this.packed = producer(bootstrap, Map.of("compression.type", "gzip"));
    this.plain = producer(bootstrap, Map.of());
  }

  /** What a record is, and so where it has to end. */
  enum Kind {
    GOOD,
    LATE,
    BAD,
    REQUEST
  }

  private static KafkaProducer<byte[], byte[]> producer(
      String bootstrap, Map<String, Object> more) {
    Map<String, Object> settings = new TreeMap<>(more);
    settings.put("bootstrap.servers", bootstrap);
    settings.put("max.request.size", 64 << 20);
    settings.put("buffer.memory", 128L << 20);
    settings.put("batch.size", 0);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sends a record whose value has so many bytes; those of a sensor come in its order. */
  void send(Kind kind, String sensor, int sequence, int bytes) {
    send(packed, kind, utf8(sensor), value(kind, sequence, bytes), new RecordHeaders());
  }

  /** The largest record that the topic takes, not packed. */
  void sendPlain(Kind kind, String sensor, int sequence, int bytes) {
    send(plain, kind, utf8(sensor), value(kind, sequence, bytes), new RecordHeaders());
  }

  void send(Kind kind, byte @Nullable [] key, byte[] value, RecordHeaders headers) {
    send(packed, kind, key, value, headers);
  }

  private void send(
      KafkaProducer<byte[], byte[]> by,
      Kind kind,
      byte @Nullable [] key,
      byte[] value,
      RecordHeaders headers) {
    headers.add(NUMBER, utf8(Integer.toString(sent.size())));
    sent.add(kind);
    String topic = config.inputTopic();
    try {
      by.send(new ProducerRecord<>(topic, null, BrokerBench.START, key, value, headers)).get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new AssertionError("the input topic itself refuses it", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  static byte[] value(Kind kind, int sequence, int bytes) {
    long time = BrokerBench.START + 1000L * sequence;
    String head =
        switch (kind) {
          case GOOD -> "{\"ts\":" + time + ",\"v\":[1,10],\"pad\":\"";
          case LATE -> "{\"ts\":" + (BrokerBench.START - 1000) + ",\"v\":[1,10],\"pad\":\"";
          case BAD -> "no reading at all \"";
          case REQUEST -> "{\"forecast\":{\"stepMs\":1000,\"steps\":3},\"pad\":\"";
        };
    String tail = "\"}";
    int pad = Math.max(0, bytes - head.length() - tail.length());
    return utf8(head + "x".repeat(pad) + tail);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  int sent() {
    return sent.size();
  }

  /**
   * Where each record ended, by its number: names of topics, without the application's.
   *
   * @param most how long to wait until each has ended somewhere
   */
  Map<Integer, List<String>> ends(Duration most) {
    Map<Integer, List<String>> ends = new TreeMap<>();
    read(
        most,
        record -> {
          int number = Integer.parseInt(header(record, NUMBER));
          String name = record.topic().substring(config.applicationId().length() + 1);
          ends.computeIfAbsent(number, n -> new ArrayList<>()).add(name);
          return ends.size() < sent.size();
        });
    return ends;
  }

  /** Where each record should end. */
  Map<Integer, List<String>> wanted() {
    Map<Integer, List<String>> wanted = new TreeMap<>();
    for (int i = 0; i < sent.size(); i++) {
      wanted.put(
          i,
          List.of(
              switch (sent.get(i)) {
                case GOOD -> "scores";
                case LATE -> "late";
                case BAD -> "dlq";
                case REQUEST -> "forecasts";
              }));
    }
    return wanted;
  }

  /** Takes in one record; false when it has seen enough. */
  interface Reader {
    boolean more(ConsumerRecord<byte[], byte[]> record);
  }

  /** Reads all outputs, and a little longer than wanted to see that no more come. */
  void read(Duration most, Reader reader) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "isolation.level",
                "read_committed",
                "max.poll.records",
                10),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all = new ArrayList<>();
      for (String topic :
          List.of(
              config.scoresTopic(),
              config.forecastsTopic(),
              config.lateTopic(),
              config.dlqTopic())) {
        consumer
            .partitionsFor(topic)
            .forEach(p -> all.add(new TopicPartition(topic, p.partition())));
      }
      consumer.assign(all);
      consumer.seekToBeginning(all);
      long end = System.nanoTime() + most.toNanos();
      boolean open = true;
      while (open && System.nanoTime() < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          open &= reader.more(record);
        }
      }
      consumer.poll(Duration.ofMillis(500)).forEach(reader::more);
    }
  }

  static String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    packed.close();
    plain.close();
  }
}
