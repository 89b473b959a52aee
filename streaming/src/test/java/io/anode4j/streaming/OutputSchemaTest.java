package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.data.TimeFormat;
import io.anode4j.streaming.record.OutputField;
import io.anode4j.streaming.record.OutputField.Presence;
import io.anode4j.streaming.record.OutputSchema;
import io.anode4j.streaming.reload.SmallModels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published of the outputs is what they are. */
class OutputSchemaTest {
  private static final Path DOCS = Path.of("..", "docs");

  @TempDir private Path directory;

  private static String dictionary() {
    StringBuilder all =
        new StringBuilder(
            "# Fields of the outputs\n\nMade from the code, which a test holds this page and the"
                + " schemas to. Times are whole milliseconds\nsince 1970; a number that is none (an"
                + " infinite score, an unknown time) is null. Fields may be added\nby later versions;"
                + " what stands here does not change its meaning.\n");
    OutputSchema.all().forEach(schema -> all.append('\n').append(schema.markdown()));
    return all.toString();
  }

  @Test
  void dictionaryAndSchemasAreThoseOfTheCode() throws Exception {
    assumeTrue(Files.isDirectory(DOCS), "the documentation is not here");
    if (Boolean.getBoolean("anode4j.write")) {
      Files.createDirectories(DOCS.resolve("schemas"));
      Files.writeString(DOCS.resolve("fields.md"), dictionary());
      for (OutputSchema schema : OutputSchema.all()) {
        Files.writeString(DOCS.resolve("schemas").resolve(schema.name() + ".json"), schema.json());
      }
    }
    String how = "; write it anew by -Danode4j.write=true";
    assertEquals(dictionary(), Files.readString(DOCS.resolve("fields.md")), "fields.md" + how);
    for (OutputSchema schema : OutputSchema.all()) {
      Path file = DOCS.resolve("schemas").resolve(schema.name() + ".json");
      assertEquals(schema.json(), Files.readString(file), file + how);
      JsonNode parsed = DrivenTopology.parse(schema.json().getBytes(StandardCharsets.UTF_8));
      assertEquals(schema.fields().size(), parsed.get("properties").size());
    }
  }

  /** Records of all kinds: late ones, merged ones, silence, forecasts, an episode. */
  private Map<String, List<JsonNode>> outputs() {
    ModelSource models =
        ModelSource.fixed(
            ActiveModel.named("small", SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b")));
    Map<String, String> settings =
        Map.of(
            "forecast.every.readings", "7",
            "late.policy", "score-only",
            "silence.min.ms", "100",
            "episode.open.readings", "1",
            "false.alarm.rate", "0.4");
    try (DrivenTopology driven = DrivenTopology.of(directory, models, settings)) {
      List<double[]> rows = SensorReadings.readings(60, 3);
      for (double[] row : rows) {
        driven.reading("p", (long) row[0], row[1], row[2]);
      }
      double[] last = rows.get(59);
      driven.reading("p", (long) last[0], 1, 2);
      driven.reading("p", (long) last[0] - 500, 1, 2);
      driven.send("q", "{\"ts\":" + (long) last[0] + ",\"tsNanos\":5,\"v\":[1,null]}");
      driven.pass(Duration.ofMinutes(5));
      driven.send("p".getBytes(StandardCharsets.UTF_8), null);
      List<JsonNode> anomalies = new ArrayList<>();
      for (TestRecord<String, byte[]> one :
          driven.records(driven.topics().get(StreamOutput.Kind.ANOMALY))) {
        anomalies.add(DrivenTopology.parse(one.value()));
      }
      List<JsonNode> forecasts =
          driven.forecasts().stream().filter(node -> !node.isNull()).toList();
      return Map.of(
          "score",
          driven.scores(),
          "forecast",
          forecasts,
          "event",
          driven.events(),
          "anomaly",
          anomalies);
    }
  }

  @Test
  void everyOutputIsAsItsSchemaSays() {
    Map<String, List<JsonNode>> outputs = outputs();
    for (OutputSchema schema : OutputSchema.all()) {
      List<JsonNode> records = outputs.get(schema.name());
      assertTrue(records.size() > 1, schema.name() + " " + records.size());
      for (JsonNode record : records) {
        List<String> names = new ArrayList<>();
        record.fieldNames().forEachRemaining(names::add);
        List<String> described = schema.fields().stream().map(OutputField::name).toList();
        assertTrue(described.containsAll(names), () -> names + " of " + described);
        for (OutputField field : schema.fields()) {
          check(field, record);
        }
      }
    }
  }

  private static void check(OutputField field, JsonNode record) {
    JsonNode value = record.get(field.name());
    String where = field.name() + " of " + record;
    if (value == null) {
      assertEquals(Presence.SOMETIMES, field.presence(), where);
    } else if (value.isNull()) {
      assertTrue(field.presence() != Presence.ALWAYS, where);
    } else {
      boolean right =
          switch (field.type()) {
            case TEXT -> value.isTextual();
            case WHOLE, TIME -> value.isIntegralNumber();
            case NUMBER -> value.isNumber();
            case FLAG -> value.isBoolean();
            case NAMES, HORIZON -> value.isArray();
            case BY_CHANNEL -> value.isObject();
          };
      assertTrue(right, where);
    }
  }
}
