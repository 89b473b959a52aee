package io.anode4j.streaming;

import static io.anode4j.streaming.DrivenTopology.START;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import io.anode4j.forecast.Forecast;
import io.anode4j.streaming.record.BadRecordException.Reason;
import io.anode4j.streaming.reload.SmallModels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastTopologyTest {
  /** Half a unit of the eighth digit of a standard deviation: what expectations are rounded to. */
  private static final double DIGITS = 5e-8;

  private static final NeuralFilter FILTER = SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b");
  private static final ActiveModel MODEL = ActiveModel.named("small", FILTER);

  @TempDir Path directory;

  private DrivenTopology driven(String... settings) {
    return DrivenTopology.of(directory, ModelSource.fixed(MODEL), map(settings));
  }

  static Map<String, String> map(String... settings) {
    Map<String, String> map = new java.util.HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      map.put(settings[i], settings[i + 1]);
    }
    return map;
  }

  /** Irregular readings with one value missing here and there. */
  static List<double[]> readings(int count, long seed) {
    Random random = new Random(seed);
    List<double[]> rows = new ArrayList<>();
    long time = START;
    for (int i = 0; i < count; i++) {
      time += 200 + random.nextInt(2000);
      double a = random.nextInt(4) == 0 ? Double.NaN : Math.sin(i / 5.0) + random.nextGaussian();
      boolean absent = !Double.isNaN(a) && random.nextInt(4) == 0;
      double b = absent ? Double.NaN : 10 + random.nextGaussian();
      rows.add(new double[] {time, a, b});
    }
    return rows;
  }

  private static void feed(DrivenTopology driven, String sensor, List<double[]> rows) {
    for (double[] row : rows) {
      driven.reading(sensor, (long) row[0], row[1], row[2]);
    }
  }

  private static Reading reading(double[] row) {
    return new Reading(row[0] / 1000, new double[] {row[1], row[2]});
  }

  private static Scorer scorerAfter(List<double[]> rows) {
    Scorer scorer = FILTER.newScorer();
    rows.forEach(row -> scorer.update(reading(row)));
    return scorer;
  }

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

  private static String header(TestRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  @Test
  void takesLateReadingsByPolicy() {
    List<double[]> rows = readings(10, 7);
    long late = (long) rows.get(5)[0] + 1;
    List<Long> told = new ArrayList<>();
    StreamingListener listener =
        new StreamingListener() {
          @Override
          public void late(String sensor, long millis) {
            told.add(millis);
          }
        };
    for (String policy : List.of("side", "score-only", "drop")) {
      try (DrivenTopology driven =
          DrivenTopology.heard(
              directory,
              ModelSource.fixed(MODEL),
              map("late.policy", policy, "duplicate.timestamps", "late"),
              listener)) {
        feed(driven, "s", rows);
        driven.scores();
        driven.reading("s", late, 1, 10);
        driven.reading("s", (long) rows.get(9)[0], 1, 10);
        List<TestRecord<String, byte[]>> side = driven.late();
        List<JsonNode> scores = driven.scores();
        assertEquals(policy.equals("side") ? 2 : 0, side.size());
        assertEquals(policy.equals("score-only") ? 2 : 0, scores.size());
        if (policy.equals("side")) {
          assertEquals(
              Long.toString((long) rows.get(9)[0] - late),
              header(side.get(0), "anode4j.lateness.ms"));
          assertTrue(
              new String(side.get(0).value(), StandardCharsets.UTF_8).contains("[1.0,10.0]"));
        } else if (policy.equals("score-only")) {
          assertTrue(scores.get(0).get("late").asBoolean());
          assertTrue(Double.isFinite(scores.get(0).get("logLik").asDouble()));
        }
        driven.reading("s", (long) rows.get(9)[0] + 500, 1, 10);
        assertEquals(11, driven.scores().get(0).get("n").asLong());
      }
    }
    assertEquals(6, told.size());
    assertEquals((long) rows.get(9)[0] - late, told.get(0));
  }

  @Test
  void putsReadingsInOrderWithinTheGrace() {
    List<double[]> rows = readings(60, 8);
    List<double[]> shuffled = new ArrayList<>();
    Random random = new Random(9);
    for (int i = 0; i < rows.size(); i += 4) {
      List<double[]> group = new ArrayList<>(rows.subList(i, i + 4));
      Collections.shuffle(group, random);
      shuffled.addAll(group);
    }
    try (DrivenTopology ordered = driven("max.future.ms", "-1");
        DrivenTopology graced =
            driven(
                "max.future.ms",
                "-1",
                "reorder.grace.ms",
                "20000",
                "reorder.idle.flush.ms",
                "3000")) {
      feed(ordered, "s", rows);
      feed(graced, "s", shuffled);
      List<JsonNode> expected = ordered.scores();
      List<JsonNode> found = new ArrayList<>(graced.scores());
      assertTrue(found.size() < 60, "some wait");
      graced.pass(Duration.ofSeconds(5));
      found.addAll(graced.scores());
      assertEquals(60, found.size());
      for (int i = 0; i < 60; i++) {
        assertEquals(expected.get(i).get("ts"), found.get(i).get("ts"));
        assertEquals(expected.get(i).get("logLik"), found.get(i).get("logLik"));
        assertEquals(expected.get(i).get("n"), found.get(i).get("n"));
      }
      assertTrue(graced.late().isEmpty());
    }
  }

  @Test
  void scoresEarlyWhenTooManyWait() {
    try (DrivenTopology driven =
        driven("max.future.ms", "-1", "reorder.grace.ms", "3600000", "reorder.max.readings", "4")) {
      feed(driven, "s", readings(10, 10));
      assertEquals(6, driven.scores().size());
      driven.send("s", "{\"ts\":" + (START + 60_000) + ",\"feature\":\"a\",\"value\":1}");
      driven.send("s", "{\"ts\":" + (START + 60_000) + ",\"feature\":\"b\",\"value\":2}");
      driven.scores();
      driven.pass(Duration.ofSeconds(10));
      List<JsonNode> rest = driven.scores();
      JsonNode last = rest.get(rest.size() - 1);
      assertTrue(last.get("merged").asBoolean());
      assertEquals(2, last.get("observed").size());
    }
  }

  @Test
  void forgetsOnATombstone() {
    List<double[]> rows = readings(10, 11);
    try (DrivenTopology driven = driven()) {
      feed(driven, "s", rows);
      JsonNode first = driven.scores().get(0);
      driven.send("s".getBytes(StandardCharsets.UTF_8), null);
      driven.send("never".getBytes(StandardCharsets.UTF_8), null);
      assertNull(driven.store().get("s"));
      assertTrue(driven.forecasts().get(0).isNull(), "the compacted forecast goes too");
      List<JsonNode> events = driven.events();
      assertEquals(1, events.size());
      assertEquals("forgotten", events.get(0).get("event").asText());
      assertEquals(10, events.get(0).get("n").asLong());
      feed(driven, "s", rows.subList(0, 1));
      JsonNode again = driven.scores().get(0);
      assertEquals(1, again.get("n").asLong());
      assertEquals(first.get("logLik"), again.get("logLik"));
    }
  }

  @Test
  void reportsSilenceThenReturnThenExpiry() {
    try (DrivenTopology driven =
        driven("state.ttl.ms", "600000", "silence.min.ms", "1000", "max.future.ms", "-1")) {
      feed(driven, "s", readings(30, 12));
      driven.pass(Duration.ofSeconds(100));
      driven.pass(Duration.ofSeconds(100));
      List<JsonNode> events = driven.events();
      assertEquals(1, events.size(), "told once");
      assertEquals("silent", events.get(0).get("event").asText());
      driven.reading("s", START + 200_000, 1, 10);
      assertEquals("resumed", driven.events().get(0).get("event").asText());
      driven.pass(Duration.ofSeconds(700));
      List<String> kinds = new ArrayList<>();
      driven.events().forEach(event -> kinds.add(event.get("event").asText()));
      assertEquals(List.of("silent", "expired"), kinds);
      assertNull(driven.store().get("s"));
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
  void beginsAgainWithAnotherModel() {
    List<double[]> rows = readings(40, 14);
    ActiveModel other =
        ActiveModel.named("other", SmallModels.of(2, TimeFormat.epochSeconds(), "a", "b"));
    for (int kept : new int[] {0, 16}) {
      ActiveModel[] serving = {MODEL};
      try (DrivenTopology driven =
          DrivenTopology.of(
              directory, () -> serving[0], map("reencode.readings", Integer.toString(kept)))) {
        feed(driven, "s", rows.subList(0, 30));
        driven.scores();
        serving[0] = other;
        feed(driven, "s", rows.subList(30, 40));
        List<JsonNode> scores = driven.scores();
        Scorer fresh = other.model().newScorer();
        rows.subList(30 - kept, 30).forEach(row -> fresh.update(reading(row)));
        for (int i = 0; i < 10; i++) {
          Score expected = fresh.update(reading(rows.get(30 + i)));
          assertEquals(expected.logLikelihood(), scores.get(i).get("logLik").asDouble());
          assertEquals(31 + i, scores.get(i).get("n").asLong(), "the count goes on");
          assertEquals(other.label(), scores.get(i).get("model").asText());
          assertEquals(i == 0, scores.get(i).has("stateReset"));
        }
        String why = scores.get(0).get("stateReset").asText();
        assertEquals(kept > 0, why.contains("encoded again from " + kept), why);
        assertEquals("restarted", driven.events().get(0).get("event").asText());
      }
    }
  }

  @Test
  void beginsAgainWhenTheStateIsDamaged() {
    try (DrivenTopology driven = driven()) {
      feed(driven, "s", readings(10, 15));
      byte[] stored = driven.store().get("s");
      stored[stored.length / 2] ^= 1;
      driven.store().put("s", stored);
      driven.scores();
      driven.reading("s", START + 60_000, 1, 10);
      JsonNode score = driven.scores().get(0);
      assertTrue(score.get("stateReset").asText().contains("damaged"));
      assertEquals(1, score.get("n").asLong());
      assertEquals("restarted", driven.events().get(0).get("event").asText());
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
