package io.anode4j.streaming.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputJsonTest {
  private final OutputJson json =
      new OutputJson(List.of("a"), "m", new ModelClock(1000), new double[] {0.5});

  @Test
  void anEventLosesTheEndOfItsDetailWhereThereIsNoRoom() throws Exception {
    String detail = "why ".repeat(500);
    SensorEvent event = new SensorEvent("s", SensorEvent.Kind.UNSCORABLE, 5, 1, -1, detail);
    JsonNode whole = new JsonMapper().readTree(json.event(event));
    assertEquals(detail, whole.get("detail").asText());
    assertFalse(whole.has("truncated"));
    byte[] written = json.event(event, 300);
    assertTrue(written.length <= 300);
    JsonNode cut = new JsonMapper().readTree(written);
    assertTrue(cut.get("truncated").asBoolean());
    assertTrue(cut.get("detail").asText().startsWith("why why"));
    assertEquals("unscorable", cut.get("event").asText());
  }
}
