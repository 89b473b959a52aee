package io.anode4j.streaming.operations;

import io.anode4j.filter.Score;
import io.anode4j.streaming.Oversized;
import io.anode4j.streaming.StreamingListener;
import io.anode4j.streaming.record.BadRecordException;
import io.anode4j.streaming.record.ScoredReading;
import io.anode4j.streaming.record.SensorEvent;
import io.anode4j.streaming.record.SensorForecast;
import io.anode4j.streaming.reload.ReloadOutcome;
import io.anode4j.streaming.reload.ServingModel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Counts what a stream does, for Prometheus. Thread-safe.
 *
 * <p>Names begin with {@code anode4j_}; those of {@code anode4j_kafka_} are the few of Kafka's own
 * metrics that tell whether a stream keeps up.
 */
public final class StreamMetrics implements StreamingListener, AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Clock clock;
  private final Counter normal = readings("normal");
  private final Counter anomalous = readings("anomaly");
  private final Counter warming = readings("warmup");
  private final Counter unusual =
      Counter.builder("anode4j.unusual.levels")
          .description("Readings that left their sensor at a level out of the ordinary")
          .register(registry);
  private final Counter late = registry.counter("anode4j.late.readings");
  private final Counter split =
      Counter.builder("anode4j.split.sensors")
          .description("Sensors found with records in several partitions, each with its own state")
          .register(registry);
  private final Timer age;
  private final AtomicLong generation = new AtomicLong();
  private final MultiGauge info =
      MultiGauge.builder("anode4j.model.info")
          .description("1 for the model in service")
          .register(registry);
  private final Map<BadRecordException.Reason, Counter> bad =
      new EnumMap<>(BadRecordException.Reason.class);
  private final Map<SensorEvent.Kind, Counter> events = new EnumMap<>(SensorEvent.Kind.class);

  /** Metrics that begin at zero. */
  public StreamMetrics() {
    this(Clock.systemUTC());
  }

  StreamMetrics(Clock clock) {
    this.clock = clock;
    this.age =
        Timer.builder("anode4j.reading.age")
            .description("Time of this machine less the reading's own when it was scored")
            .serviceLevelObjectives(
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                Duration.ofMillis(250),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofMinutes(10))
            .register(registry);
    for (BadRecordException.Reason reason : BadRecordException.Reason.values()) {
      bad.put(reason, registry.counter("anode4j.bad.records", "reason", lower(reason)));
    }
    for (SensorEvent.Kind kind : SensorEvent.Kind.values()) {
      events.put(kind, registry.counter("anode4j.sensor.events", "event", kind.text()));
    }
    for (Oversized.Output output : Oversized.Output.values()) {
      for (Oversized.Fate fate : Oversized.Fate.values()) {
        oversized(output, fate);
      }
    }
    Gauge.builder("anode4j.model.generation", generation, AtomicLong::get)
        .description("1 for the first model, one more with each change")
        .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  private Counter readings(String result) {
    return Counter.builder("anode4j.readings")
        .description("Readings that were scored")
        .tag("result", result)
        .register(registry);
  }

  private Counter oversized(Oversized.Output output, Oversized.Fate fate) {
    return Counter.builder("anode4j.oversized.records")
        .description("Records larger than their topic takes: written with less, or only counted")
        .tag("output", output.text())
        .tag("fate", fate.text())
        .register(registry);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void scored(ScoredReading reading) {
    Score score = reading.score();
    (score.warmUp() ? warming : score.isAnomaly() ? anomalous : normal).increment();
    if (score.isUnusualLevel()) {
      unusual.increment();
    }
    age.record(Math.max(0, clock.millis() - reading.millis()), TimeUnit.MILLISECONDS);
  }

  @Override
  public void forecast(SensorForecast forecast) {
    registry.counter("anode4j.forecasts", "reason", forecast.reason().text()).increment();
  }

  @Override
  public void event(SensorEvent event) {
    count(events, event.kind());
  }

  @Override
  public void bad(BadRecordException.Reason reason, String message) {
    count(bad, reason);
  }

  private static <K> void count(Map<K, Counter> counters, K key) {
    Counter counter = counters.get(key);
    if (counter != null) {
      counter.increment();
    }
  }

  @Override
  public void late(String sensor, long latenessMillis) {
    late.increment();
  }

  @Override
  public void oversized(Oversized record) {
    oversized(record.output(), record.fate()).increment();
  }

  @Override
  public void split(String sensor, SortedSet<Integer> partitions) {
    split.increment();
  }

  @Override
  public void threadFailed(Throwable failure, boolean replaced) {
    registry.counter("anode4j.thread.failures", "replaced", Boolean.toString(replaced)).increment();
  }

  /**
   * Counts an attempt to change the model, and shows the one in service since.
   *
   * @param outcome what became of it
   */
  public void reloaded(ReloadOutcome outcome) {
    registry.counter("anode4j.model.reloads", "outcome", lower(outcome.kind())).increment();
    show(outcome.now());
  }

  /**
   * Shows the model in service.
   *
   * @param model the model
   */
  public void show(ServingModel model) {
    generation.set(model.generation());
    Tags label = Tags.of("model", model.active().label());
    info.register(List.of(MultiGauge.Row.of(label, 1)), true);
  }

  /**
   * Shows the figures of Kafka that tell whether a stream keeps up.
   *
   * @param kafka all metrics of Kafka Streams, such as {@code KafkaStreams::metrics}
   */
  public void show(Supplier<Map<MetricName, ? extends Metric>> kafka) {
    KafkaFigures.bind(registry, kafka);
  }

  /** The registry, for meters of one's own. */
  public MeterRegistry registry() {
    return registry;
  }

  /** {@return all figures as Prometheus text} */
  public String prometheus() {
    return registry.scrape();
  }

  @Override
  public void close() {
    registry.close();
  }
}
