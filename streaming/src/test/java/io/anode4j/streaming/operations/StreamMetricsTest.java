package io.anode4j.streaming.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Scorer;
import io.anode4j.streaming.record.BadRecordException;
import io.anode4j.streaming.record.ForecastReason;
import io.anode4j.streaming.record.ModelClock;
import io.anode4j.streaming.record.RecordSource;
import io.anode4j.streaming.record.ScoredReading;
import io.anode4j.streaming.record.SensorEvent;
import io.anode4j.streaming.record.SensorForecast;
import io.anode4j.streaming.reload.ModelHandle;
import io.anode4j.streaming.reload.ModelReloader;
import io.anode4j.streaming.reload.ReloadOutcome;
import io.anode4j.streaming.reload.SmallModels;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stream tells its listeners, as metrics and as the live page gets it. */
class StreamMetricsTest {
  private static final NeuralFilter MODEL = SmallModels.of(1, TimeFormat.epochSeconds(), "a");
  private final Clock clock = Clock.fixed(Instant.ofEpochSecond(110), ZoneOffset.UTC);
  private final Scorer scorer = MODEL.newScorer();

  private ScoredReading scored(double time, double value) {
    var score = scorer.update(new Reading(time, new double[] {value}));
    return new ScoredReading(
        "s",
        Math.round(time * 1e9),
        score.count(),
        score,
        Double.NaN,
        false,
        null,
        new RecordSource("in", 0, 1));
  }

  private static SensorEvent event(SensorEvent.Kind kind) {
    return new SensorEvent("s", kind, 1, 2, 3, "why");
  }

  @Test
  void everythingIsCounted() {
    try (StreamMetrics metrics = new StreamMetrics(clock)) {
      int warming = 0;
      for (int i = 0; i < 100; i++) {
        ScoredReading reading = scored(i, Math.sin(i / 5.0));
        warming += reading.score().warmUp() ? 1 : 0;
        metrics.scored(reading);
      }
      int unusual = 0;
      for (int i = 100; i < 110; i++) {
        ScoredReading reading = scored(i, 1000);
        unusual += reading.score().isUnusualLevel() ? 1 : 0;
        metrics.scored(reading);
      }
      assertTrue(unusual > 0);
      metrics.event(event(SensorEvent.Kind.SILENT));
      metrics.bad(BadRecordException.Reason.ARITY, "why");
      metrics.late("s", 5);
      metrics.threadFailed(new IllegalStateException("fault"), true);
      metrics.forecast(
          new SensorForecast(
              "s", 1, 2, 3, 4, ForecastReason.TIMER, scorer.forecast(new double[] {200})));
      String text = metrics.prometheus();
      assertTrue(
          text.contains("anode4j_readings_total{result=\"warmup\"} " + warming + ".0"), text);
      assertTrue(!text.contains("anode4j_readings_total{result=\"anomaly\"} 0.0"), text);
      assertTrue(text.contains("anode4j_unusual_levels_total " + unusual + ".0"), text);
      assertTrue(text.contains("anode4j_sensor_events_total{event=\"silent\"} 1.0"), text);
      assertTrue(text.contains("anode4j_bad_records_total{reason=\"arity\"} 1.0"), text);
      assertTrue(text.contains("anode4j_late_readings_total 1.0"), text);
      assertTrue(text.contains("anode4j_thread_failures_total{replaced=\"true\"} 1.0"), text);
      assertTrue(text.contains("anode4j_forecasts_total{reason=\"timer\"} 1.0"), text);
      // Readings at 100 to 109 s, and the clock at 110: ten of them are at most 10 s old.
      assertTrue(text.contains("anode4j_reading_age_seconds_bucket{le=\"10.0\"} 10"), text);
      assertNotNull(metrics.registry());
    }
  }

  @Test
  void modelsAreShownAsTheyChange(@TempDir Path directory) {
    try (StreamMetrics metrics = new StreamMetrics(clock)) {
      ModelHandle handle = new ModelHandle(MODEL, "one.anode");
      metrics.show(handle.serving());
      assertTrue(metrics.prometheus().contains("anode4j_model_info{model=\"one@sha256:"));
      Path file = directory.resolve("two.anode");
      SmallModels.of(2, TimeFormat.epochSeconds(), "a").save(file);
      new ModelReloader(handle, metrics::reloaded).offer(file);
      String text = metrics.prometheus();
      assertTrue(text.contains("anode4j_model_info{model=\"two@sha256:"), text);
      assertTrue(!text.contains("one@sha256:"), "only one is in service");
      assertTrue(text.contains("anode4j_model_generation 2.0"), text);
      assertTrue(text.contains("anode4j_model_reloads_total{outcome=\"accepted\"} 1.0"), text);
    }
  }

  private static Metric metric(String name, String thread, Object value) {
    return new Metric() {
      @Override
      public MetricName metricName() {
        return new MetricName(name, "group", "", Map.of("thread", thread));
      }

      @Override
      public Object metricValue() {
        return value;
      }
    };
  }

  @Test
  void kafkasFiguresArePutTogether() {
    Map<MetricName, Metric> all = new LinkedHashMap<>();
    for (Metric one :
        new Metric[] {
          metric("process-rate", "1", 2.0),
          metric("process-rate", "2", 3.0),
          metric("process-rate", "3", Double.NaN),
          metric("commit-latency-avg", "1", 7.0),
          metric("commit-latency-avg", "2", 4.0),
          metric("commit-latency-avg", "3", "text"),
          metric("dropped-records-total", "1", 2.0),
        }) {
      all.put(one.metricName(), one);
    }
    assertEquals(5, KafkaFigures.PROCESS_RATE.of(all));
    assertEquals(0.007, KafkaFigures.COMMIT_LATENCY.of(all), 1e-12);
    assertEquals(0, KafkaFigures.ALIVE.of(all), "nothing measured is no NaN");
    try (StreamMetrics metrics = new StreamMetrics()) {
      metrics.show(() -> all);
      Exposition shown = Exposition.parse(metrics.prometheus());
      assertEquals(5, shown.value("anode4j_kafka_processed_records_per_second", ""));
      assertEquals(2, shown.value("anode4j_kafka_dropped_records_total", ""));
    }
  }

  @Test
  void theLagOfEachPartitionIsShownWhileItIsKnown() {
    try (StreamMetrics metrics = new StreamMetrics()) {
      SortedMap<Integer, Long> lag = new TreeMap<>(Map.of(0, 7L, 1, 0L));
      metrics.showLag("pumps", () -> lag);
      Exposition shown = Exposition.parse(metrics.prometheus());
      assertEquals(7, shown.value("anode4j_lag_records", "partition=\"0\",topic=\"pumps\""));
      assertEquals(0, shown.value("anode4j_lag_records", "partition=\"1\",topic=\"pumps\""));
      lag.clear(); // unknown: no number rather than the one that was
      assertFalse(metrics.prometheus().contains("anode4j_lag_records{"));
    }
  }

  /** Conventions of prometheus.io/docs/practices/naming and instrumentation. */
  @Test
  void theExpositionFollowsPrometheusConventions() {
    try (StreamMetrics metrics = new StreamMetrics(clock)) {
      metrics.showLag("pumps", () -> new TreeMap<>(Map.of(0, 0L)));
      metrics.show(new ModelHandle(MODEL, "one.anode").serving());
      Map<String, Exposition.Family> families = Exposition.parse(metrics.prometheus()).families();
      families.forEach(
          (name, family) -> {
            assertFalse(family.help.isBlank(), () -> name + " has no HELP");
            assertFalse(family.type.isBlank(), () -> name + " has no TYPE");
            assertFalse(family.type.equals("untyped"), () -> name + " is untyped");
            assertEquals(family.type.equals("counter"), name.endsWith("_total"), name);
            assertTrue(
                name.matches("(anode4j|jvm|process|system)_[a-z0-9_]+"),
                () -> name + " is foreign");
            assertFalse(
                name.matches(".*_(ms|ns|us|millis\\w*|nanos\\w*|kb|mb|minutes|percent)(_.*)?"),
                () -> name + " has no base unit");
            for (Exposition.Sample sample : family.samples) {
              assertFalse(Double.isNaN(sample.value()), () -> sample + " is no number");
            }
          });
      for (String expected :
          List.of(
              "jvm_gc_collection_seconds",
              "jvm_threads_live_threads",
              "jvm_memory_used_bytes",
              "process_cpu_seconds_total",
              "process_uptime_seconds",
              "anode4j_kafka_commit_latency_avg_seconds")) {
        assertTrue(
            families.containsKey(expected),
            () -> expected + " is missing among " + families.keySet());
      }
    }
  }

  @Test
  void everyCounterIsThereFromTheStart() {
    try (StreamMetrics metrics = new StreamMetrics(clock)) {
      Exposition shown = Exposition.parse(metrics.prometheus());
      for (BadRecordException.Reason reason : BadRecordException.Reason.values()) {
        zero(shown, "bad_records", "reason", reason.name().toLowerCase(Locale.ROOT));
      }
      for (SensorEvent.Kind kind : SensorEvent.Kind.values()) {
        zero(shown, "sensor_events", "event", kind.text());
      }
      for (ForecastReason reason : ForecastReason.values()) {
        zero(shown, "forecasts", "reason", reason.text());
      }
      for (ReloadOutcome.Kind kind : ReloadOutcome.Kind.values()) {
        zero(shown, "model_reloads", "outcome", kind.name().toLowerCase(Locale.ROOT));
      }
      for (String result : List.of("normal", "anomaly", "warmup")) {
        zero(shown, "readings", "result", result);
      }
      zero(shown, "thread_failures", "replaced", "true");
      zero(shown, "thread_failures", "replaced", "false");
      for (String name : List.of("late_readings", "unusual_levels", "kafka_threads_failed")) {
        assertEquals(0, shown.value("anode4j_" + name + "_total", ""));
      }
    }
  }

  private static void zero(Exposition shown, String name, String label, String value) {
    assertEquals(0, shown.value("anode4j_" + name + "_total", label + "=\"" + value + "\""), value);
  }

  @Test
  void thePageHearsResultsInTheWordsOfTheTopics() {
    LiveFeed feed = new LiveFeed();
    FeedListener listener =
        new FeedListener(
            feed,
            new ModelHandle(MODEL, "one.anode"),
            new ModelClock(1000),
            new double[] {0.05, 0.95});
    listener.scored(scored(1, 0.5));
    listener.forecast(
        new SensorForecast(
            "s", 1, 2, 3, 4, ForecastReason.TIMER, scorer.forecast(new double[] {9})));
    listener.event(event(SensorEvent.Kind.SILENT));
    String recent = String.valueOf(feed.recent("s"));
    assertTrue(recent.contains("\"anomalyScore\""), recent);
    assertTrue(recent.contains("\"q95\""), recent);
    assertTrue(recent.contains("\"silent\""), recent);
    listener.event(event(SensorEvent.Kind.EXPIRED));
    assertNull(feed.recent("s"));
  }
}
