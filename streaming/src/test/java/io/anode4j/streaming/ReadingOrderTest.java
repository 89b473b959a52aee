package io.anode4j.streaming;

import static io.anode4j.streaming.DrivenTopology.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Readings that come late, early or out of order. */
class ReadingOrderTest extends SensorReadings {
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
}
