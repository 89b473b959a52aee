package io.anode4j.streaming;

import static io.anode4j.streaming.DrivenTopology.START;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.data.TimeSeries;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import io.anode4j.forecast.Forecast;
import io.anode4j.streaming.record.BadRecordException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class ForecastTopologyTest extends SensorReadings {
  @Test
  void scoresAsTheScorerAloneToTheLastBit() {
    List<List<double[]>> sensors = List.of(readings(60, 1), readings(60, 2), readings(60, 3));
    try (DrivenTopology driven = driven("max.future.ms", "-1")) {
      Scorer[] scorers = {FILTER.newScorer(), FILTER.newScorer(), FILTER.newScorer()};
      for (int i = 0; i < 60; i++) {
        for (int s = 0; s < 3; s++) {
          feed(driven, "s" + s, List.of(sensors.get(s).get(i)));
          JsonNode json = driven.scores().get(0);
          Score score = scorers[s].update(reading(sensors.get(s).get(i)));
          assertEquals("s" + s, json.get("sensor").asText());
          assertEquals(i + 1, json.get("n").asLong());
          assertEquals(score.logLikelihood(), json.get("logLik").asDouble());
          assertEquals(score.anomaly(), json.get("anomalyScore").asDouble());
          assertEquals(score.level(), json.get("level").asDouble());
          assertEquals(score.levelThreshold(), json.get("levelThreshold").asDouble());
          assertEquals(score.isUnusualLevel(), json.get("isUnusualLevel").asBoolean());
          assertEquals(score.pValue(), json.get("pValue").asDouble());
          assertEquals(score.isAnomaly(), json.get("isAnomaly").asBoolean());
          assertEquals(score.warmUp(), json.get("warmup").asBoolean());
          assertEquals(
              score.mean(0), json.get("expected").get("a").asDouble(), DIGITS * score.std(0));
          assertEquals(score.isObserved(1), json.get("values").has("b"));
          assertEquals(MODEL.label(), json.get("model").asText());
        }
      }
    }
  }

  /** The batch computes in other groups of rows, so equal to a few float roundings. */
  @Test
  void scoresAsTheBatchEvaluation() {
    List<double[]> rows = readings(80, 4);
    double[] times = new double[rows.size()];
    double[][] values = new double[rows.size()][];
    for (int i = 0; i < times.length; i++) {
      times[i] = rows.get(i)[0] / 1000;
      values[i] = new double[] {rows.get(i)[1], rows.get(i)[2]};
    }
    Forecast batch = FILTER.predictAll(List.of(TimeSeries.of("s", times, values))).get(0);
    try (DrivenTopology driven = driven("max.future.ms", "-1")) {
      feed(driven, "s", rows);
      List<JsonNode> scores = driven.scores();
      assertEquals(batch.length(), scores.size());
      for (int i = 0; i < times.length; i++) {
        for (int c = 0; c < 2; c++) {
          String name = c == 0 ? "a" : "b";
          double std = batch.std(i, c);
          double expected = scores.get(i).get("expected").get(name).asDouble();
          assertEquals(batch.mean(i, c), expected, 1e-4 * std);
          assertEquals(std, scores.get(i).get("std").get(name).asDouble(), 1e-4 * std);
        }
      }
    }
  }

  @Test
  void readsAllFormsAndMergesReadingsOfOneTime() {
    List<double[]> rows = readings(12, 5);
    Scorer whole = scorerAfter(rows);
    Score expected = whole.update(new Reading(START / 1000.0 + 100, new double[] {0.5, 9.5}));
    long at = START + 100_000;
    try (DrivenTopology driven = driven("max.future.ms", "-1")) {
      for (String sensor : List.of("long", "map", "array")) {
        feed(driven, sensor, rows);
      }
      driven.scores();
      driven.send("map", "{\"ts\":" + at + ",\"values\":{\"b\":9.5,\"a\":0.5},\"other\":[{}]}");
      driven.send(
          "array", "{\"ts\":\"2023-11-14T22:15:00Z\",\"v\":[0.5,9.5],\"quality\":\"good\"}");
      driven.send("long", "{\"ts\":" + at + ",\"feature\":\"a\",\"value\":0.5}");
      driven.send("long", "{\"ts\":" + at + ",\"feature\":\"b\",\"value\":9.5}");
      List<JsonNode> scores = driven.scores();
      assertEquals(4, scores.size());
      for (int i : new int[] {0, 1, 3}) {
        assertEquals(expected.logLikelihood(), scores.get(i).get("logLik").asDouble());
        assertEquals(expected.anomaly(), scores.get(i).get("anomalyScore").asDouble());
      }
      assertFalse(scores.get(2).has("merged"));
      assertTrue(scores.get(3).get("merged").asBoolean());
      assertEquals(14, scores.get(3).get("n").asLong());
      // What follows must not know that there were two records.
      driven.reading("long", at + 1000, 1, 10);
      driven.reading("array", at + 1000, 1, 10);
      scores = driven.scores();
      assertEquals(scores.get(1).get("logLik"), scores.get(0).get("logLik"));
    }
  }

  @Test
  void sendsBadRecordsAwayAsTheyCameAndChangesNothing() {
    Map<String, Reason> bad = new java.util.LinkedHashMap<>();
    bad.put("", Reason.SCHEMA);
    bad.put("{\"ts\":", Reason.SYNTAX);
    bad.put("[1,2]", Reason.SCHEMA);
    bad.put("{\"ts\":1700000100000}", Reason.SCHEMA);
    bad.put("{\"ts\":1700000100000,\"v\":[1,2,3]}", Reason.ARITY);
    bad.put("{\"ts\":1700000100000,\"v\":[1,\"2\"]}", Reason.VALUE);
    bad.put("{\"ts\":1700000100000,\"v\":[1,Infinity]}", Reason.VALUE);
    bad.put("{\"ts\":1700000100000,\"values\":{\"c\":1}}", Reason.UNKNOWN_FEATURE);
    bad.put("{\"ts\":1700000100,\"v\":[1,2]}", Reason.TIME);
    bad.put("{\"ts\":4000000000000,\"v\":[1,2]}", Reason.FUTURE);
    try (DrivenTopology driven = driven("max.future.ms", "3600000")) {
      feed(driven, "s", readings(10, 6));
      byte[] before = driven.store().get("s");
      driven.scores();
      bad.keySet().forEach(value -> driven.send("s", value));
      byte[] value = "{\"v\":[1,2]}".getBytes(StandardCharsets.UTF_8);
      driven.send(new byte[0], value);
      driven.send(new byte[257], value);
      driven.send(new byte[] {(byte) 0xff}, value);
      List<Reason> expected = new ArrayList<>(bad.values());
      expected.addAll(Collections.nCopies(3, Reason.KEY));
      assertEquals(expected, driven.reasons);
      List<TestRecord<String, byte[]>> letters = driven.deadLetters();
      assertEquals(expected.size(), letters.size());
      int i = 0;
      for (String sent : bad.keySet()) {
        assertEquals(sent, new String(letters.get(i).value(), StandardCharsets.UTF_8));
        assertEquals("s", letters.get(i).key());
        assertEquals(expected.get(i).name(), header(letters.get(i), "anode4j.reason"));
        assertEquals(Integer.toString(10 + i), header(letters.get(i), "__streams.errors.offset"));
        i++;
      }
      assertTrue(header(letters.get(4), "__streams.errors.message").contains("3 entries"));
      assertTrue(driven.scores().isEmpty());
      assertArrayEquals(before, driven.store().get("s"));
    }
  }

  @Test
  void extrapolatesByCountByClockAndOnRequest() {
    List<double[]> rows = readings(20, 13);
    try (DrivenTopology driven =
        driven(
            "forecast.every.readings", "10",
            "forecast.interval.ms", "5000",
            "forecast.step.ms", "1000",
            "forecast.steps", "3",
            "scan.sensors.per.tick", "1")) {
      feed(driven, "s", rows);
      feed(driven, "t", rows);
      List<JsonNode> forecasts = driven.forecasts();
      assertEquals(4, forecasts.size());
      assertEquals("every-n", forecasts.get(0).get("reason").asText());
      assertEquals(10, forecasts.get(0).get("n").asLong());
      JsonNode made = forecasts.get(1);
      Forecast expected =
          scorerAfter(rows)
              .forecast(
                  new double[] {
                    rows.get(19)[0] / 1000 + 1,
                    rows.get(19)[0] / 1000 + 2,
                    rows.get(19)[0] / 1000 + 3
                  });
      for (int i = 0; i < 3; i++) {
        JsonNode at = made.get("horizon").get(i);
        assertEquals((long) rows.get(19)[0] + 1000L * (i + 1), at.get("ts").asLong());
        assertEquals(
            expected.mean(i, 0), at.get("mean").get("a").asDouble(), DIGITS * expected.std(i, 0));
        double digits = DIGITS * expected.std(i, 1);
        assertEquals(expected.quantile(0.05, i, 1), at.get("q05").get("b").asDouble(), digits);
        assertEquals(expected.quantile(0.95, i, 1), at.get("q95").get("b").asDouble(), digits);
      }
      driven.pass(Duration.ofSeconds(6));
      driven.pass(Duration.ofSeconds(1));
      forecasts = driven.forecasts();
      assertEquals(2, forecasts.size(), "each sensor once, one a tick");
      assertEquals("timer", forecasts.get(0).get("reason").asText());
      driven.pass(Duration.ofSeconds(20));
      assertTrue(driven.forecasts().isEmpty(), "nothing new to extrapolate");
      driven.send("s", "{\"forecast\":{\"stepMs\":500,\"steps\":7}}");
      driven.send("never", "{\"forecast\":true}");
      forecasts = driven.forecasts();
      assertEquals(1, forecasts.size());
      assertEquals("request", forecasts.get(0).get("reason").asText());
      assertEquals(7, forecasts.get(0).get("horizon").size());
      assertEquals(40, driven.scores().size(), "a request is no reading");
    }
  }

  @Test
  void sameInputGivesTheSameBytesAlsoByTheDsl() {
    List<Map<String, List<String>>> runs = new ArrayList<>();
    Map<String, String> settings =
        map("forecast.every.readings", "7", "forecast.steps", "4", "max.future.ms", "-1");
    for (int run = 0; run < 2; run++) {
      try (DrivenTopology driven =
          run == 0
              ? DrivenTopology.of(directory, ModelSource.fixed(MODEL), settings)
              : DrivenTopology.byDsl(directory, ModelSource.fixed(MODEL), settings)) {
        feed(driven, "s", readings(30, 16));
        feed(driven, "t", readings(30, 17));
        driven.send("s", "no json");
        Map<String, List<String>> all = driven.all();
        all.keySet().removeIf(topic -> topic.contains("changelog"));
        runs.add(all);
      }
    }
    assertEquals(4, runs.get(0).size());
    assertEquals(runs.get(0), runs.get(1));
  }

  @Test
  void refusesValuesThatTheModelCannotScore() {
    try (DrivenTopology driven = driven("max.future.ms", "-1")) {
      feed(driven, "s", readings(10, 18));
      driven.scores();
      driven.reading("s", START + 60_000, 3e38, -3e38);
      List<JsonNode> scores = driven.scores();
      int refused = driven.deadLetters().size();
      assertEquals(1, scores.size() + refused);
      driven.reading("s", START + 61_000, 1, 10);
      JsonNode next = driven.scores().get(0);
      assertTrue(Double.isFinite(next.get("logLik").asDouble()));
      assertNotEquals(0.0, next.get("std").get("a").asDouble());
      assertNotNull(driven.store().get("s"));
    }
  }
}
