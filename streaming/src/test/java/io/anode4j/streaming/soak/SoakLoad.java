package io.anode4j.streaming.soak;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Readings as fast as they are scored, and the books of it. A score lies in the partition of its
 * reading and in its order, so what comes next in each is known: books of any length need no
 * memory.
 */
final class SoakLoad implements AutoCloseable {
  static final int CHANNELS = 8;
  private static final int SENSORS = 1000;

  /** Readings that may be under way: enough that the application never waits for them. */
  private static final long WINDOW = 20_000;

  private final String bootstrap;
  private final String input;
  private final String scores;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong scored = new AtomicLong();
  private final Map<Integer, Long> next = new HashMap<>();
  private final Map<String, Long> counts = new HashMap<>();
  private final Thread producing = new Thread(this::produce, "soak-producer");
  private final Thread reading = new Thread(this::read, "soak-reader");
  private volatile boolean sending = true;
  private volatile boolean open = true;
  private volatile String fault = "";

  SoakLoad(String bootstrap, String input, String scores) {
    this.bootstrap = bootstrap;
    this.input = input;
    this.scores = scores;
  }

  void start() {
    producing.start();
    reading.start();
  }

  private void produce() {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap, "linger.ms", 5, "acks", "all");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      long time = 0;
      for (long round = 0; sending; round++) {
        // No two readings of a sensor have one time, however fast the rounds are.
        time = Math.max(time + 1, System.currentTimeMillis());
        for (int s = 0; s < SENSORS; s++) {
          while (sending && sent.get() - scored.get() >= WINDOW) {
            Thread.sleep(1);
          }
          byte[] key = ("s" + s).getBytes(StandardCharsets.UTF_8);
          var unused =
              producer.send(
                  new ProducerRecord<>(input, key, value(time, round, s)),
                  (metadata, failure) -> {
                    if (failure != null) {
                      fault("a reading was not taken: " + failure);
                    }
                  });
          sent.incrementAndGet();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] value(long time, long round, int sensor) {
    StringBuilder text = new StringBuilder(128).append("{\"ts\":").append(time);
    for (int c = 0; c < CHANNELS; c++) {
      long thousandths = Math.round(1e3 * Math.sin(round / 30.0 + c + sensor));
      text.append(c == 0 ? ",\"v\":[" : ",").append(thousandths / 1e3);
    }
    return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private void read() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(
          consumer.partitionsFor(scores).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList());
      consumer.seekToBeginning(consumer.assignment());
      while (open) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
          book(record);
        }
      }
    } catch (RuntimeException e) {
      fault("scores cannot be read: " + e);
    }
  }

  private void book(ConsumerRecord<byte[], byte[]> record) {
    String json = new String(record.value(), StandardCharsets.UTF_8);
    long offset = number(json, json.lastIndexOf('@') + 1);
    long wanted = next.getOrDefault(record.partition(), 0L);
    if (offset != wanted) {
      fault("a score of offset " + offset + " came where that of " + wanted + " was next");
    }
    next.put(record.partition(), offset + 1);
    String sensor = new String(record.key(), StandardCharsets.UTF_8);
    long n = number(json, json.indexOf("\"n\":") + 4);
    if (n != counts.getOrDefault(sensor, 0L) + 1) {
      fault(sensor + " counts " + n + " after " + counts.get(sensor));
    }
    counts.put(sensor, n);
    scored.incrementAndGet();
  }

  private static long number(String text, int from) {
    int to = from;
    while (Character.isDigit(text.charAt(to))) {
      to++;
    }
    return Long.parseLong(text, from, to, 10);
  }

  /** The first thing that went wrong is the one to look at. */
  private synchronized void fault(String what) {
    if (fault.isEmpty()) {
      fault = what;
    }
  }

  long scored() {
    return scored.get();
  }

  /** What went wrong; empty when nothing did. */
  String fault() {
    return fault;
  }

  /** Stops sending and waits for the scores of what was sent; how many are missing. */
  long settle(Duration most) throws InterruptedException {
    sending = false;
    producing.join();
    long end = System.nanoTime() + most.toNanos();
    while (scored.get() < sent.get() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    Thread.sleep(1000); // whatever is too much comes now
    return sent.get() - scored.get();
  }

  @Override
  public void close() {
    sending = false;
    open = false;
    try {
      producing.join();
      reading.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
