package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import io.anode4j.filter.WindowedLatentOde;
import io.anode4j.forecast.Forecast;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeTrainer;
import io.anode4j.streaming.record.BadRecordException;
import io.anode4j.streaming.record.ScoredReading;
import io.anode4j.streaming.record.SensorEvent;
import io.anode4j.streaming.record.SensorForecast;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model of the papers, which encodes a window anew, in the topology of the filter. */
class WindowedTopologyTest {
  private static final LatentOde ODE =
      LatentOdeTrainer.with(
              LatentOdeConfig.builder()
                  .latentSize(3)
                  .encoderUnits(8)
                  .fieldUnits(8)
                  .fieldLayers(1)
                  .decoderUnits(8)
                  .forecastSamples(4)
                  .epochs(1)
                  .windowsPerEpoch(32)
                  .seed(5)
                  .build())
          .horizon(4)
          .context(20)
          .threads(1)
          .fit(waves());
  static final ActiveModel MODEL = ActiveModel.named("windowed", WindowedLatentOde.of(ODE, 10));

  @TempDir Path directory;

  private static SeriesSet waves() {
    List<TimeSeries> series = new ArrayList<>();
    for (int s = 0; s < 4; s++) {
      double[] at = new double[60];
      double[][] rows = new double[60][];
      for (int i = 0; i < at.length; i++) {
        at[i] = i + 0.3 * Math.sin(i * (s + 2.0));
        rows[i] = new double[] {Math.sin(at[i] / 5 + s), 10 + Math.cos(at[i] / 5 + s)};
      }
      series.add(TimeSeries.of("s" + s, at, rows));
    }
    return new SeriesSet(List.of("a", "b"), series, TimeFormat.epochSeconds(), "waves");
  }

  @Test
  void scoresAndExtrapolatesAsItsScorerAlone() {
    List<double[]> rows = SensorReadings.readings(25, 20);
    Scorer alone = MODEL.model().newScorer();
    try (DrivenTopology driven =
        DrivenTopology.of(
            directory,
            ModelSource.fixed(MODEL),
            Map.of("forecast.every.readings", "25", "forecast.step.ms", "1000"))) {
      for (double[] row : rows) {
        driven.reading("s", (long) row[0], row[1], row[2]);
        JsonNode json = driven.scores().get(0);
        Score score = alone.update(new Reading(row[0] / 1000, new double[] {row[1], row[2]}));
        assertEquals(score.logLikelihood(), json.get("logLik").asDouble());
        assertEquals(score.anomaly(), json.get("anomalyScore").asDouble());
        assertEquals(score.level(), json.get("level").asDouble());
        assertEquals(score.levelThreshold(), json.get("levelThreshold").asDouble());
        assertEquals(score.isUnusualLevel(), json.get("isUnusualLevel").asBoolean());
        assertEquals(score.warmUp(), json.get("warmup").asBoolean());
      }
      JsonNode made = driven.forecasts().get(0);
      double next = rows.get(24)[0] / 1000 + 1;
      Forecast expected = alone.forecast(new double[] {next});
      assertEquals(
          expected.mean(0, 1),
          made.get("horizon").get(0).get("mean").get("b").asDouble(),
          5e-8 * expected.std(0, 1)); // half a unit of its eighth digit
      assertTrue(driven.store().get("s").length < 2 * 4096 + 256);
    }
  }

  /** Hears all and remembers the order. */
  private static final class Ear implements StreamingListener {
    private final String name;
    private final List<String> heard;

    Ear(String name, List<String> heard) {
      this.name = name;
      this.heard = heard;
    }

    @Override
    public void scored(ScoredReading reading) {
      heard.add(name + " scored " + reading.millis());
    }

    @Override
    public void forecast(SensorForecast forecast) {
      heard.add(name + " forecast");
    }

    @Override
    public void event(SensorEvent event) {
      heard.add(name + " " + event.kind());
    }

    @Override
    public void bad(BadRecordException.Reason reason, String message) {
      heard.add(name + " " + reason);
    }

    @Override
    public void late(String sensor, long latenessMillis) {
      heard.add(name + " late");
    }

    @Override
    public void threadFailed(Throwable failure, boolean replaced) {
      heard.add(name + " failed");
    }
  }

  @Test
  void tellsTwoListenersInTurn() {
    List<String> heard = new ArrayList<>();
    StreamingListener both = new Ear("one", heard).and(new Ear("two", heard));
    long start = DrivenTopology.START;
    try (DrivenTopology driven =
        DrivenTopology.heard(
            directory,
            ModelSource.fixed(MODEL),
            Map.of("forecast.every.readings", "1", "forecast.steps", "1"),
            both)) {
      driven.reading("s", start, 0, 10);
      driven.reading("s", start - 5000, 0, 10);
      driven.send("s".getBytes(java.nio.charset.StandardCharsets.UTF_8), null);
      driven.pass(Duration.ofSeconds(1));
    }
    both.bad(BadRecordException.Reason.KEY, "");
    both.threadFailed(new IllegalStateException(), true);
    assertEquals(
        List.of(
            "one scored " + start,
            "two scored " + start,
            "one forecast",
            "two forecast",
            "one late",
            "two late",
            "one FORGOTTEN",
            "two FORGOTTEN",
            "one KEY",
            "two KEY",
            "one failed",
            "two failed"),
        heard);
    StreamingListener.NONE.bad(BadRecordException.Reason.KEY, "");
    assertEquals(12, heard.size());
  }

  @Test
  void outputsAreEqualByTheirBytes() {
    StreamOutput one = new StreamOutput(StreamOutput.Kind.SCORE, new byte[] {1}, 3);
    assertEquals(one, new StreamOutput(StreamOutput.Kind.SCORE, new byte[] {1}, 3));
    assertEquals(
        one.hashCode(), new StreamOutput(StreamOutput.Kind.SCORE, new byte[] {1}, 3).hashCode());
    assertEquals("SCORE of 1 bytes", one.toString());
    assertEquals("EVENT of 0 bytes", new StreamOutput(StreamOutput.Kind.EVENT, null, 3).toString());
    assertTrue(!one.equals(new StreamOutput(StreamOutput.Kind.LATE, new byte[] {1}, 3)));
  }
}
