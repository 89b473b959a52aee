package io.anode4j.streaming.measure;

import com.sun.management.OperatingSystemMXBean;
import io.anode4j.streaming.ForecastStream;
import io.anode4j.streaming.config.StreamingConfig;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How quickly an application worked off a topic.
 *
 * @param perSecond records scored and committed in a second
 * @param streamMicros processor time of the application, microseconds a record
 * @param brokerMicros processor time of the broker, microseconds a record
 */
record Rate(double perSecond, double streamMicros, double brokerMicros) {
  /** The first fifth is for starting: partitions are assigned, code is compiled. */
  private static final double START = 0.2;

  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** What was seen at one time. */
  private record Mark(long committed, long nanos, Duration stream, Duration broker) {}

  /** Watches a stream of this JVM until all records are committed. */
  static Rate watch(Cluster cluster, ForecastStream stream, long records)
      throws InterruptedException, ExecutionException {
    Rate rate = watch(cluster, stream.config(), records, Rate::cpu);
    if (!stream.health().live()) {
      throw new IllegalStateException(stream.health().text());
    }
    return rate;
  }

  private static Duration cpu() {
    return Duration.ofNanos(
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime());
  }

  /** Watches until all records are committed. */
  static Rate watch(
      Cluster cluster, StreamingConfig config, long records, Supplier<Duration> streamCpu)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + LIMIT.toNanos();
    Mark from = await(cluster, config, (long) (START * records), streamCpu, end);
    Mark to = await(cluster, config, records, streamCpu, end);
    long done = to.committed - from.committed;
    return new Rate(
        done / ((to.nanos - from.nanos) / 1e9),
        to.stream.minus(from.stream).toNanos() / 1e3 / done,
        to.broker.minus(from.broker).toNanos() / 1e3 / done);
  }

  private static Mark await(
      Cluster cluster, StreamingConfig config, long records, Supplier<Duration> streamCpu, long end)
      throws InterruptedException, ExecutionException {
    long committed = cluster.committed(config);
    while (committed < records) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            committed + " of " + records + " records were committed within " + LIMIT);
      }
      TimeUnit.MILLISECONDS.sleep(10);
      committed = cluster.committed(config);
    }
    return new Mark(committed, System.nanoTime(), streamCpu.get(), cluster.cpu());
  }
}
