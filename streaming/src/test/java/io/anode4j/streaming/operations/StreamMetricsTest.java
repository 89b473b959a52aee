package io.anode4j.streaming.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import io.anode4j.streaming.reload.SmallModels;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
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
          metric("records-lag-max", "1", 7.0),
          metric("records-lag-max", "2", 4.0),
          metric("records-lag-max", "3", "text"),
        }) {
      all.put(one.metricName(), one);
    }
    assertEquals(5, KafkaFigures.PROCESS_RATE.of(all));
    assertEquals(7, KafkaFigures.LAG.of(all));
    assertTrue(Double.isNaN(KafkaFigures.COMMIT_LATENCY.of(all)));
    try (StreamMetrics metrics = new StreamMetrics()) {
      metrics.show(() -> all);
      assertTrue(metrics.prometheus().contains("anode4j_kafka_process_rate 5.0"));
    }
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
