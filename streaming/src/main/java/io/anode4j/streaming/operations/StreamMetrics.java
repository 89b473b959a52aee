package io.anode4j.streaming.operations;

import io.anode4j.filter.Score;
import io.anode4j.streaming.ActiveModel;
import io.anode4j.streaming.Oversized;
import io.anode4j.streaming.StreamingListener;
import io.anode4j.streaming.record.Anomaly;
import io.anode4j.streaming.record.BadRecordException;
import io.anode4j.streaming.record.ForecastReason;
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
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
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
  private final Counter late = counter("late.readings", "Readings older than their sensor's last");
  private final Counter split =
      counter(
          "split.sensors",
          "Sensors found with records in several partitions, each with its own state");
  private final Timer age;
  private final AtomicLong generation = new AtomicLong();
  private final MultiGauge lag =
      MultiGauge.builder("anode4j.lag.records")
          .description("Records of the input that the application has yet to commit")
          .register(registry);
  private final MultiGauge info =
      MultiGauge.builder("anode4j.model.info")
          .description("1 for the model in service")
          .register(registry);
  private final Map<BadRecordException.Reason, Counter> bad =
      new EnumMap<>(BadRecordException.Reason.class);
  private final Map<SensorEvent.Kind, Counter> events = new EnumMap<>(SensorEvent.Kind.class);
  private final Map<Anomaly.State, Counter> anomalies = new EnumMap<>(Anomaly.State.class);
  private final Map<ForecastReason, Counter> forecasts = new EnumMap<>(ForecastReason.class);
  private final Map<ReloadOutcome.Kind, Counter> reloads = new EnumMap<>(ReloadOutcome.Kind.class);
  private final Counter replaced = failures(true);
  private final Counter fatal = failures(false);
  private final RuntimeFigures runtime;
  private volatile Supplier<Map<MetricName, ? extends Metric>> kafka = Map::of;
  private volatile Supplier<SortedMap<Integer, Long>> behind = TreeMap::new;
  private volatile String input = "";

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
      bad.put(reason, counter("bad.records", "Records that were refused", "reason", lower(reason)));
    }
    for (SensorEvent.Kind kind : SensorEvent.Kind.values()) {
      events.put(kind, counter("sensor.events", "What happened to sensors", "event", kind.text()));
    }
    for (Anomaly.State state : Anomaly.State.values()) {
      anomalies.put(
          state, counter("anomalies", "Episodes of anomalies told", "state", state.text()));
    }
    for (ForecastReason reason : ForecastReason.values()) {
      forecasts.put(reason, counter("forecasts", "Extrapolations made", "reason", reason.text()));
    }
    for (ReloadOutcome.Kind kind : ReloadOutcome.Kind.values()) {
      reloads.put(
          kind, counter("model.reloads", "Models that were offered", "outcome", lower(kind)));
    }
    for (Oversized.Output output : Oversized.Output.values()) {
      for (Oversized.Fate fate : Oversized.Fate.values()) {
        oversized(output, fate);
      }
    }
    Gauge.builder("anode4j.model.generation", generation, AtomicLong::get)
        .description("1 for the first model, one more with each change")
        .register(registry);
    KafkaFigures.bind(registry, () -> kafka.get());
    runtime = RuntimeFigures.bind(registry);
  }

  /** One that is there from the start, at 0: what has never happened can be told from no news. */
  private Counter counter(String name, String meaning, String... tags) {
    return Counter.builder("anode4j." + name).description(meaning).tags(tags).register(registry);
  }

  private Counter readings(String result) {
    return counter("readings", "Readings that were scored", "result", result);
  }

  private Counter failures(boolean isReplaced) {
    return counter(
        "thread.failures", "Stream threads that failed", "replaced", Boolean.toString(isReplaced));
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
    count(forecasts, forecast.reason());
  }

  @Override
  public void event(SensorEvent event) {
    count(events, event.kind());
  }

  @Override
  public void anomaly(Anomaly anomaly) {
    count(anomalies, anomaly.state());
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
  public void threadFailed(Throwable failure, boolean isReplaced) {
    (isReplaced ? replaced : fatal).increment();
  }

  /**
   * Counts an attempt to change the model, and shows the one in service since.
   *
   * @param outcome what became of it
   */
  public void reloaded(ReloadOutcome outcome) {
    counted(outcome);
    show(outcome.now());
  }

  /**
   * Counts an attempt to change one of several models.
   *
   * @param outcome what became of it
   */
  public void counted(ReloadOutcome outcome) {
    count(reloads, outcome.kind());
  }

  /**
   * Shows the model in service.
   *
   * @param model the model
   */
  public void show(ServingModel model) {
    show(model, List.of(model.active()));
  }

  /**
   * Shows models in service.
   *
   * @param usual the one whose generation is shown
   * @param all all of them
   */
  public void show(ServingModel usual, Collection<ActiveModel> all) {
    generation.set(usual.generation());
    info.register(
        all.stream()
            .map(ActiveModel::label)
            .distinct()
            .map(label -> MultiGauge.Row.of(Tags.of("model", label), 1))
            .toList(),
        true);
  }

  /**
   * Shows the figures of Kafka that tell whether a stream keeps up.
   *
   * @param metrics all metrics of Kafka Streams, such as {@code KafkaStreams::metrics}
   */
  public void show(Supplier<Map<MetricName, ? extends Metric>> metrics) {
    kafka = metrics;
  }

  /**
   * Shows how far the application is behind.
   *
   * @param topic the input
   * @param records records to be committed by partition, such as {@code ForecastStream::lag}
   */
  public void showLag(String topic, Supplier<SortedMap<Integer, Long>> records) {
    input = topic;
    behind = records;
  }

  /** The registry, for meters of one's own. */
  public MeterRegistry registry() {
    return registry;
  }

  /** {@return all figures as Prometheus text} */
  public String prometheus() {
    lag.register(
        behind.get().entrySet().stream()
            .map(
                one ->
                    MultiGauge.Row.of(
                        Tags.of("topic", input, "partition", String.valueOf(one.getKey())),
                        one.getValue()))
            .toList(),
        true);
    return registry.scrape();
  }

  @Override
  public void close() {
    runtime.close();
    registry.close();
  }
}
