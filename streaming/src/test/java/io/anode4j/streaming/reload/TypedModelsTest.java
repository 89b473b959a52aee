package io.anode4j.streaming.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.filter.RobustSensorModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypedModelsTest {
  private static ModelHandle handle(String channel) {
    return new ModelHandle(
        RobustSensorModel.of(List.of(channel), TimeFormat.epochSeconds()), channel);
  }

  @Test
  void patternsFitWholeIdsAndKnowNoExpressions() {
    assertTrue(SensorPattern.of("pump-*").matches("pump-"));
    assertTrue(SensorPattern.of("plant?/*/p.1").matches("plant7/hall\n2/p.1"));
    assertFalse(SensorPattern.of("p.1").matches("px1"));
    assertFalse(SensorPattern.of("pump-?").matches("pump-12"));
    assertFalse(SensorPattern.of("pump").matches("my pump"));
    assertTrue(SensorPattern.of("[a]\\E(?").matches("[a]\\E(b"));
    assertTrue(SensorPattern.of("?").matches("\uD83D\uDE00"), "one character of two units");
  }

  @Test
  void theFirstPatternThatFitsDecides() {
    ModelHandle usual = handle("u");
    ModelHandle big = handle("b");
    ModelHandle pumps = handle("p");
    TypedModels models =
        new TypedModels(
            usual,
            List.of(
                new SensorType("big", SensorPattern.of("pump-9*"), big),
                new SensorType("pumps", SensorPattern.of("pump-*"), pumps)));
    assertEquals(big.current(), models.current("pump-91"));
    assertEquals(pumps.current(), models.current("pump-8"));
    assertEquals(usual.current(), models.current("valve"));
    assertEquals(usual.current(), models.current());
    assertEquals(List.of(usual.current(), big.current(), pumps.current()), models.all());
  }

  @Test
  void twoKindsOfOneNameAreRefused() {
    SensorType type = new SensorType("a", SensorPattern.of("x"), handle("a"));
    assertThrows(
        IllegalArgumentException.class, () -> new TypedModels(handle("u"), List.of(type, type)));
  }
}
