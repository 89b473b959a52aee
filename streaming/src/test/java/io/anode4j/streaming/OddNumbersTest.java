package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.data.TimeFormat;
import io.anode4j.streaming.record.BadRecordException.Reason;
import io.anode4j.streaming.reload.SmallModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Numbers of any size from outside: each record is answered or refused, none ends the task. {@code
 * -Danode4j.odd=5000} sends that many, {@code -Danode4j.odd.seed} others.
 */
class OddNumbersTest {
  private static final long START = DrivenTopology.START;
  private static final int RECORDS = Integer.getInteger("anode4j.odd", 400);
  private static final long SEED = Long.getLong("anode4j.odd.seed", 9);
  private static final ModelSource FILTER =
      ModelSource.fixed(
          ActiveModel.named("small", SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b")));

  @TempDir Path directory;

  private static String number(SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> "1e308";
      case 1 -> "-3.4e38";
      case 2 -> "1e-320";
      case 3 -> Integer.toString(random.nextInt(100));
      default ->
          (random.nextBoolean() ? "" : "-")
              + random.nextDouble()
              + "e"
              + (random.nextInt(700) - 350);
    };
  }

  private static String time(SplittableRandom random, int i) {
    return switch (random.nextInt(6)) {
      case 0 -> "9223372036853";
      case 1 -> "-9223372036853";
      case 2 -> number(random);
      default -> Long.toString(START + 1000L * i);
    };
  }

  /** One record, one fate: a score, a late reading, a dead letter. */
  private void anyNumber(ModelSource models, Map<String, String> settings) {
    SplittableRandom random = new SplittableRandom(SEED);
    int scores = 0;
    int bad = 0;
    try (DrivenTopology driven = DrivenTopology.of(directory, models, settings)) {
      for (int i = 0; i < RECORDS; i++) {
        String values = "[" + number(random) + "," + number(random) + "]";
        driven.send("s" + i % 5, "{\"ts\":" + time(random, i) + ",\"v\":" + values + "}");
        int scored = driven.scores().size();
        int late = driven.late().size();
        int dead = driven.deadLetters().size();
        assertEquals(1, scored + late + dead, values);
        scores += scored;
        bad += dead;
      }
    }
    assertTrue(scores > 20 && bad > 20, scores + " scored, " + bad + " bad");
  }

  @Test
  void readingsOfAnySizeHaveOneFate() {
    anyNumber(FILTER, Map.of("max.future.ms", "-1", "forecast.every.readings", "3"));
  }

  @Test
  void readingsOfAnySizeHaveOneFateInAWindow() {
    anyNumber(
        ModelSource.fixed(WindowedTopologyTest.MODEL),
        Map.of("max.future.ms", "-1", "forecast.every.readings", "3"));
  }

  private static void requests(ModelSource models, Path directory) {
    SplittableRandom random = new SplittableRandom(SEED + 1);
    try (DrivenTopology driven = DrivenTopology.of(directory, models, Map.of())) {
      for (int i = 0; i < 12; i++) {
        driven.reading("s", START + 1000L * i, 0.1 * i, 10);
      }
      for (int i = 0; i < RECORDS / 6; i++) {
        long step = (long) Math.pow(10, 12 * random.nextDouble());
        int steps = (int) Math.pow(10, 3.2 * random.nextDouble());
        driven.send("s", "{\"forecast\":{\"stepMs\":" + step + ",\"steps\":" + steps + "}}");
        int made = driven.forecasts().size();
        List<JsonNode> events = driven.events();
        int dead = driven.deadLetters().size();
        assertEquals(1, made + events.size() + dead, step + " ms, " + steps);
        assertEquals(dead, step > 31_622_400_000L || steps > 1000 ? 1 : 0);
        for (JsonNode event : events) {
          assertEquals("unanswered", event.get("event").asText());
        }
      }
    }
  }

  @Test
  void requestsForAnyHorizonAreAnsweredOrRefused() {
    requests(FILTER, directory);
  }

  @Test
  void requestsForAnyHorizonAreAnsweredOrRefusedByAWindow() {
    requests(ModelSource.fixed(WindowedTopologyTest.MODEL), directory);
  }

  @Test
  void whoeverAsksTooEarlyIsTold() {
    try (DrivenTopology driven = DrivenTopology.of(directory, FILTER, Map.of())) {
      driven.send("nobody", "{\"forecast\":true}");
      JsonNode event = driven.events().get(0);
      assertEquals("unanswered", event.get("event").asText());
      assertTrue(event.get("detail").asText().contains("no reading"), event.toString());
      assertFalse(driven.store().all().hasNext());
      driven.send("nobody", "{\"forecast\":{\"stepMs\":1e300,\"steps\":2}}");
      driven.send("nobody", "{\"forecast\":{\"horizon\":1e300}}");
      driven.send("nobody", "{\"forecast\":{\"step\":1}}");
      driven.send("nobody", "{\"forecast\":{\"stepMs\":1" + "0".repeat(40) + "}}");
      assertEquals(
          List.of(Reason.SCHEMA, Reason.SCHEMA, Reason.SCHEMA, Reason.SCHEMA), driven.reasons);
    }
  }

  /** Six hundred years are more nanoseconds than a long has. */
  @Test
  void gapsOfCenturiesDoNotTurnRound() {
    long far = 9_223_372_036_853L;
    List<Long> latenesses = new ArrayList<>();
    StreamingListener listener =
        new StreamingListener() {
          @Override
          public void late(String sensor, long latenessMillis) {
            latenesses.add(latenessMillis);
          }
        };
    try (DrivenTopology driven =
        DrivenTopology.heard(directory, FILTER, Map.of("max.future.ms", "-1"), listener)) {
      driven.reading("s", -far, 0, 10);
      driven.reading("s", far, 0, 10);
      List<JsonNode> scores = driven.scores();
      assertEquals(2, scores.size());
      assertEquals(Long.MAX_VALUE / 1e9, scores.get(1).get("dt").asDouble(), 1e3);
      driven.reading("s", -far, 0, 10);
      assertEquals(List.of(Long.MAX_VALUE / 1_000_000), latenesses);
    }
  }

  /** What waits, and what is kept for another model, fits the changelog whatever the settings. */
  @Test
  void statesFitTheirChangelog() {
    Map<String, String> settings =
        Map.of(
            "producer.max.request.size",
            "6000",
            "reorder.grace.ms",
            "1000000",
            "reorder.max.readings",
            "4000",
            "reencode.readings",
            "256");
    try (DrivenTopology driven = DrivenTopology.of(directory, FILTER, settings)) {
      int scores = 0;
      for (int i = 0; i < 400; i++) {
        driven.reading("s", START + 100L * i, Math.sin(i), 10);
        assertTrue(driven.store().get("s").length < 6000);
        scores += driven.scores().size();
      }
      assertTrue(scores > 250 && scores < 400, scores + " were scored early");
    }
    String tiny = "900";
    try (DrivenTopology driven =
        DrivenTopology.of(
            directory.resolve("tiny"), FILTER, Map.of("producer.max.request.size", tiny))) {
      for (int i = 0; i < 5; i++) {
        driven.reading("s", START + 100L * i, Math.sin(i), 10);
        assertTrue(driven.store().get("s").length < 900);
      }
    }
  }
}
