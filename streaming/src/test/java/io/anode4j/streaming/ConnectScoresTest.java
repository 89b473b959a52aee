package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.anode4j.data.TimeFormat;
import io.anode4j.streaming.reload.SmallModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flat scores, read by Kafka Connect's own converter, beside those that people read. */
class ConnectScoresTest {
  private static final ModelSource MODELS =
      ModelSource.fixed(
          ActiveModel.named("small", SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b c")));

  @TempDir private Path directory;

  /** Readings of two sensors, some without a value, one late, and one that is much too large. */
  private List<byte[]> scores(String name, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("late.policy", "score-only");
    try (DrivenTopology driven = start(directory.resolve(name), all)) {
      for (int i = 0; i < 30; i++) {
        String sensor = i % 3 == 0 ? "p" : "q";
        double second = i % 4 == 0 ? Double.NaN : Math.sin(i);
        driven.reading(sensor, DrivenTopology.START + 1000L * i, i == 25 ? 900 : 0.1 * i, second);
      }
      driven.reading("p", DrivenTopology.START + 500, 0.3, 0.4);
      return driven.records(driven.topics().get(StreamOutput.Kind.SCORE)).stream()
          .map(record -> record.value())
          .toList();
    }
  }

  private static DrivenTopology start(Path directory, Map<String, String> settings) {
    return DrivenTopology.scored(
        directory, MODELS, settings, new StreamingListener() {}, ScorerSource.OF_MODEL);
  }

  private static List<Struct> read(List<byte[]> records) {
    List<Struct> structs = new ArrayList<>();
    try (JsonConverter converter = new JsonConverter()) {
      converter.configure(Map.of(), false);
      records.forEach(one -> structs.add((Struct) converter.toConnectData("t", one).value()));
    }
    return structs;
  }

  @Test
  void everyFigureIsAColumn() throws IOException {
    List<byte[]> nested = scores("nested", Map.of());
    List<Struct> flat = read(scores("flat", Map.of("scores.connect", "true")));
    assertEquals(31, nested.size());
    assertEquals(31, flat.size());
    int late = 0;
    for (int i = 0; i < nested.size(); i++) {
      JsonNode one = new JsonMapper().readTree(nested.get(i));
      Struct row = flat.get(i);
      assertEquals(new Date(one.get("ts").asLong()), row.get("ts"));
      assertEquals(one.path("late").asBoolean(), row.getBoolean("late"));
      late += row.getBoolean("late") ? 1 : 0;
      one.properties().forEach(field -> alike(field.getKey(), field.getValue(), row));
      if (one.hasNonNull("expectedNext")) {
        assertEquals(new Date(one.get("expectedNext").asLong()), row.get("expected_next"));
      }
    }
    assertEquals(1, late);
    for (Field field : flat.get(0).schema().fields()) {
      assertTrue(field.schema().type().isPrimitive(), "a column: " + field);
      assertEquals(field.schema(), flat.get(30).schema().field(field.name()).schema());
    }
  }

  private static void alike(String name, JsonNode value, Struct row) {
    if (value.isObject()) {
      String prefix = name.equals("values") ? "value_" : name + "_";
      for (String channel : List.of("a", "b c")) {
        Double figure = row.getFloat64(prefix + channel);
        if (value.hasNonNull(channel)) {
          assertEquals(value.get(channel).asDouble(), figure, name);
        } else {
          assertNull(figure, name);
        }
      }
    } else if (value.isDouble()) {
      assertEquals(value.asDouble(), row.getFloat64(column(name)), name);
    } else if (value.isBoolean()) {
      assertEquals(value.asBoolean(), row.getBoolean(column(name)), name);
    } else if (value.isTextual()) {
      assertEquals(value.asText(), row.getString(column(name)), name);
    } else if (value.isNull()) {
      assertNull(row.get(column(name)), name);
    }
  }

  /** {@code anomalyScore} is {@code anomaly_score}. */
  private static String column(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** By default nothing changes. */
  @Test
  void scoresAreNestedUnlessAskedFor() throws IOException {
    JsonNode one = new JsonMapper().readTree(scores("nested", Map.of()).get(0));
    assertTrue(one.get("values").isObject());
    assertTrue(!one.has("schema"));
  }
}
