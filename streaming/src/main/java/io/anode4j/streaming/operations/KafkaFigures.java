package io.anode4j.streaming.operations;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Those few of Kafka's several hundred metrics that tell whether a stream keeps up, put together
 * over threads, tasks and clients.
 */
enum KafkaFigures {
  /** Records taken. */
  PROCESS_RATE(
      "processed.records.per.second",
      "process-rate",
      Double::sum,
      1,
      "Records that the stream threads take a second"),
  /** Time of commits. */
  COMMIT_LATENCY(
      "commit.latency.avg.seconds",
      "commit-latency-avg",
      Double::max,
      1e-3,
      "Time that a commit of the slowest stream thread takes on average; 0 when there was none"),
  /** Threads that live. */
  ALIVE(
      "threads.alive", "alive-stream-threads", Double::sum, 1, "Stream threads that are alive now"),
  /** Time spent on records. */
  PROCESS_RATIO(
      "process.ratio",
      "process-ratio",
      Double::max,
      1,
      "Share of the busiest stream thread's time that it spends on records"),
  /** Bytes read. */
  CONSUMED(
      "consumed.bytes.per.second",
      "bytes-consumed-rate",
      Double::sum,
      1,
      "Bytes that are read a second, changelogs included"),
  /** Bytes written. */
  PRODUCED(
      "produced.bytes.per.second",
      "outgoing-byte-rate",
      Double::sum,
      1,
      "Bytes that are written a second, changelogs included"),
  /** Native memory. */
  ROCKSDB(
      "rocksdb.memtables.bytes",
      "size-all-mem-tables",
      Double::sum,
      1,
      "Native memory of the write buffers of RocksDB"),
  /** Threads that died. */
  FAILED("threads.failed", "failed-stream-threads", "Stream threads that died since the start"),
  /** Records that Kafka Streams drops by itself. */
  DROPPED(
      "dropped.records", "dropped-records-total", "Records that Kafka Streams dropped by itself");

  private final String shown;
  private final String name;
  private final DoubleBinaryOperator together;
  private final double unit;
  private final String meaning;
  private final boolean counts;

  KafkaFigures(
      String shown, String name, DoubleBinaryOperator together, double unit, String meaning) {
    this(shown, name, together, unit, meaning, false);
  }

  /** A count since the start. */
  KafkaFigures(String shown, String name, String meaning) {
    this(shown, name, Double::sum, 1, meaning, true);
  }

  KafkaFigures(
      String shown,
      String name,
      DoubleBinaryOperator together,
      double unit,
      String meaning,
      boolean counts) {
    this.shown = shown;
    this.name = name;
    this.together = together;
    this.unit = unit;
    this.meaning = meaning;
    this.counts = counts;
  }

  static void bind(MeterRegistry registry, Supplier<Map<MetricName, ? extends Metric>> kafka) {
    for (KafkaFigures figure : values()) {
      String shown = "anode4j.kafka." + figure.shown;
      if (figure.counts) {
        FunctionCounter.builder(shown, kafka, source -> figure.of(source.get()))
            .description(figure.meaning)
            .register(registry);
      } else {
        Gauge.builder(shown, () -> figure.of(kafka.get()))
            .description(figure.meaning)
            .strongReference(true)
            .register(registry);
      }
    }
  }

  /** The figure in its base unit; 0 while Kafka has measured nothing. */
  double of(Map<MetricName, ? extends Metric> metrics) {
    double all = Double.NaN;
    for (Map.Entry<MetricName, ? extends Metric> entry : metrics.entrySet()) {
      if (entry.getKey().name().equals(name)
          && entry.getValue().metricValue() instanceof Number one
          && Double.isFinite(one.doubleValue())) {
        double value = one.doubleValue();
        all = Double.isNaN(all) ? value : together.applyAsDouble(all, value);
      }
    }
    return Double.isNaN(all) ? 0 : unit * all;
  }
}
