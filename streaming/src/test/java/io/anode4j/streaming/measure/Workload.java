package io.anode4j.streaming.measure;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.filter.FilterConfig;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.NeuralFilterTrainer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sensors of eight channels whose readings come in turn, each a millisecond after the one before
 * whosever it is; and their model, hidden state 32.
 *
 * @param sensors how many
 */
record Workload(int sensors) {
  static final int CHANNELS = 8;

  /** Time of the first reading: of the recent past, since brokers delete what is too old. */
  static final long START = (System.currentTimeMillis() / 1000 - 3600) * 1000;

  /** A model after one epoch: what it costs does not depend on what it learnt. */
  static NeuralFilter model() {
    SplittableRandom random = new SplittableRandom(1);
    List<TimeSeries> series = new ArrayList<>();
    for (int s = 0; s < 4; s++) {
      double[] times = new double[500];
      double[][] rows = new double[500][CHANNELS];
      for (int i = 0; i < times.length; i++) {
        times[i] = i + 0.5 * random.nextDouble();
        for (int c = 0; c < CHANNELS; c++) {
          rows[i][c] = Math.sin(times[i] / (3 + c)) + 0.1 * random.nextGaussian();
        }
      }
      series.add(TimeSeries.of("s" + s, times, rows));
    }
    List<String> channels = IntStream.range(0, CHANNELS).mapToObj(c -> "c" + c).toList();
    FilterConfig config = FilterConfig.builder().hidden(32).epochs(1).windowsPerEpoch(64).build();
    return NeuralFilterTrainer.with(config)
        .threads(1)
        .fit(new SeriesSet(channels, series, TimeFormat.epochSeconds(), "waves"));
  }

  /** The sensor of a reading. */
  byte[] key(long reading) {
    return ("sensor-" + reading % sensors).getBytes(StandardCharsets.UTF_8);
  }

  /** A reading as JSON of about a hundred bytes. */
  byte[] value(long reading) {
    StringBuilder text = new StringBuilder(128).append("{\"ts\":").append(START + reading);
    for (int c = 0; c < CHANNELS; c++) {
      long tenThousandths = Math.round(1e4 * Math.sin(reading / (double) sensors / (3 + c)));
      text.append(c == 0 ? ",\"v\":[" : ",").append(tenThousandths / 1e4);
    }
    return text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A producer that waits for all replicas. */
  static KafkaProducer<byte[], byte[]> producer(String bootstrap, int lingerMillis) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "linger.ms",
            lingerMillis,
            // More than one, and a batch of a topic that is new may wait for its two minutes.
            "max.in.flight.requests.per.connection",
            1),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** Writes readings that become visible together, when the last is there. */
  void loadAtOnce(String bootstrap, String topic, long count) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap, "linger.ms", 20, "transactional.id", topic);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (long i = 0; i < count; i++) {
        producer.send(new ProducerRecord<>(topic, null, START + i, key(i), value(i)));
      }
      producer.commitTransaction();
    }
  }

  /** Writes readings {@code from} to {@code to − 1} to a topic. */
  void load(String bootstrap, String topic, long from, long to) {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer = producer(bootstrap, 20)) {
      for (long i = from; i < to; i++) {
        var unused =
            producer.send(
                new ProducerRecord<>(topic, null, START + i, key(i), value(i)),
                (metadata, failed) -> failure.compareAndSet(null, failed));
      }
    }
    // Who waits for all of them would wait for ever.
    if (failure.get() != null) {
      throw new IllegalStateException("readings were not taken by " + topic, failure.get());
    }
  }
}
