package io.anode4j.streaming;

import static io.anode4j.streaming.DrivenTopology.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.data.TimeFormat;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import io.anode4j.streaming.reload.SmallModels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How sensors fall silent, are forgotten and begin again. */
class SensorLifeTest extends SensorReadings {
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
}
