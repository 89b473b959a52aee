package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.data.TimeFormat;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.streaming.reload.ModelHandle;
import io.anode4j.streaming.reload.SensorPattern;
import io.anode4j.streaming.reload.SensorType;
import io.anode4j.streaming.reload.SmallModels;
import io.anode4j.streaming.reload.TypedModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kinds of sensors in one task: each is served as in an application of its own. */
class SensorTypesTest {
  private static final NeuralFilter PUMPS = SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b");
  private static final NeuralFilter VALVES = SmallModels.of(2, TimeFormat.epochSeconds(), "c");

  /** Readings wait, are flushed and extrapolated by the clock: all that timers do. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "reorder.grace.ms", "3000",
          "reorder.idle.flush.ms", "4000",
          "forecast.interval.ms", "5000",
          "silence.min.ms", "20000",
          "max.future.ms", "-1");

  @TempDir private Path directory;

  private static ModelHandle handle(NeuralFilter model, String name) {
    return new ModelHandle(model, name + ".anode");
  }

  private List<List<String>> alone(ModelSource models, String sensor, boolean two) {
    try (DrivenTopology topology = DrivenTopology.of(directory, models, SETTINGS)) {
      for (int i = 0; i < 30; i++) {
        send(topology, sensor, i, two);
        topology.pass(Duration.ofSeconds(1));
      }
      topology.pass(Duration.ofMinutes(2));
      return results(topology, sensor);
    }
  }

  private static void send(DrivenTopology topology, String sensor, int i, boolean two) {
    long time = DrivenTopology.START + 1000L * i;
    double a = Math.sin(i / 5.0);
    String values = two ? a + "," + (10 + a) : String.valueOf(a);
    topology.send(sensor, "{\"ts\":" + time + ",\"v\":[" + values + "]}");
  }

  /** Scores, forecasts and events of a sensor, without the offsets that tell topics apart. */
  private static List<List<String>> results(DrivenTopology topology, String sensor) {
    return List.of(
        of(topology.scores(), sensor),
        of(topology.forecasts(), sensor),
        of(topology.events(), sensor));
  }

  private static List<String> of(List<JsonNode> all, String sensor) {
    return all.stream()
        .filter(one -> one.path("sensor").asText().equals(sensor))
        .map(one -> ((ObjectNode) one).without("src").toString())
        .toList();
  }

  @Test
  void eachIsServedAsInAnApplicationOfItsOwn() {
    TypedModels typed =
        new TypedModels(
            handle(PUMPS, "pumps"),
            List.of(
                new SensorType("valves", SensorPattern.of("valve-*"), handle(VALVES, "valves"))));
    try (DrivenTopology both = DrivenTopology.of(directory, typed, SETTINGS)) {
      for (int i = 0; i < 30; i++) {
        send(both, "pump", i, true);
        send(both, "valve-1", i, false);
        both.pass(Duration.ofSeconds(1));
      }
      both.pass(Duration.ofMinutes(2));
      List<JsonNode> scores = both.scores();
      List<JsonNode> forecasts = both.forecasts();
      List<JsonNode> events = both.events();
      assertTrue(both.reasons.isEmpty(), both.reasons::toString);
      for (String sensor : List.of("pump", "valve-1")) {
        boolean pump = sensor.equals("pump");
        ModelHandle own = pump ? handle(PUMPS, "pumps") : handle(VALVES, "valves");
        List<List<String>> alone = alone(own, sensor, pump);
        List<List<String>> found =
            List.of(of(scores, sensor), of(forecasts, sensor), of(events, sensor));
        assertEquals(alone, found);
        assertEquals(30, found.get(0).size());
        assertFalse(found.get(1).isEmpty() || found.get(2).isEmpty(), found.toString());
      }
    }
  }

  /** A sensor that another pattern fits now begins afresh, whatever its state was of. */
  @Test
  void anotherPatternIsAnotherModel() {
    ModelHandle pumps = handle(PUMPS, "pumps");
    ModelHandle valves = handle(VALVES, "valves");
    boolean[] changed = {false};
    ModelSource models =
        new ModelSource() {
          @Override
          public ActiveModel current() {
            return pumps.current();
          }

          @Override
          public ActiveModel current(String sensor) {
            return changed[0] ? valves.current() : pumps.current();
          }
        };
    try (DrivenTopology topology =
        DrivenTopology.of(directory, models, Map.of("max.future.ms", "-1"))) {
      send(topology, "x", 0, true);
      send(topology, "x", 1, true);
      changed[0] = true;
      send(topology, "x", 2, false);
      List<JsonNode> scores = topology.scores();
      assertEquals(3, scores.size());
      assertEquals(1, scores.get(2).path("n").asInt());
      assertTrue(scores.get(2).path("stateReset").asText().contains("channels"), scores.toString());
    }
  }
}
