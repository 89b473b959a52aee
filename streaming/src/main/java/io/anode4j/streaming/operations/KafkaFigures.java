package io.anode4j.streaming.operations;

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
  /** Records that the partition farthest behind has still to read. */
  LAG("records.lag.max", "records-lag-max", Double::max),
  /** Records taken a second. */
  PROCESS_RATE("process.rate", "process-rate", Double::sum),
  /** Milliseconds that the slowest thread's commits take on average. */
  COMMIT_LATENCY("commit.latency.avg.ms", "commit-latency-avg", Double::max),
  /** Stream threads that live. */
  ALIVE("threads.alive", "alive-stream-threads", Double::sum),
  /** Stream threads that died since the start. */
  FAILED("threads.failed", "failed-stream-threads", Double::sum),
  /** Share of the busiest thread's time spent on records. */
  PROCESS_RATIO("process.ratio", "process-ratio", Double::max),
  /** Records dropped by Kafka Streams itself. */
  DROPPED("dropped.records", "dropped-records-total", Double::sum),
  /** Bytes read a second. */
  CONSUMED("bytes.consumed.rate", "bytes-consumed-rate", Double::sum),
  /** Bytes written a second, changelogs included. */
  PRODUCED("outgoing.byte.rate", "outgoing-byte-rate", Double::sum),
  /** Native memory of the write buffers of RocksDB. */
  ROCKSDB("rocksdb.memtables.bytes", "size-all-mem-tables", Double::sum);

  private final String shown;
  private final String name;
  private final DoubleBinaryOperator together;

  KafkaFigures(String shown, String name, DoubleBinaryOperator together) {
    this.shown = shown;
    this.name = name;
    this.together = together;
  }

  static void bind(MeterRegistry registry, Supplier<Map<MetricName, ? extends Metric>> kafka) {
    for (KafkaFigures figure : values()) {
      Gauge.builder("anode4j.kafka." + figure.shown, () -> figure.of(kafka.get()))
          .strongReference(true)
          .register(registry);
    }
  }

  /** NaN, which Prometheus understands, when there is no such metric yet. */
  double of(Map<MetricName, ? extends Metric> metrics) {
    double all = Double.NaN;
    for (Map.Entry<MetricName, ? extends Metric> entry : metrics.entrySet()) {
      if (entry.getKey().name().equals(name)
          && entry.getValue().metricValue() instanceof Number one
          && !Double.isNaN(one.doubleValue())) {
        double value = one.doubleValue();
        all = Double.isNaN(all) ? value : together.applyAsDouble(all, value);
      }
    }
    return all;
  }
}
