package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.data.TimeFormat;
import io.anode4j.streaming.record.BadRecordException;
import io.anode4j.streaming.reload.SmallModels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Foreign JSON is scored to the last digit as the same readings in our own. */
class ForeignJsonTest {
  private static final ModelSource MODELS =
      ModelSource.fixed(
          ActiveModel.named("small", SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b")));

  @TempDir private Path directory;

  @Test
  void scoresAsOurOwnJson() {
    List<double[]> rows = SensorReadings.readings(40, 5);
    try (DrivenTopology ours = DrivenTopology.of(directory, MODELS, Map.of());
        DrivenTopology foreign =
            DrivenTopology.of(
                directory,
                MODELS,
                Map.of(
                    "json.time", "/m/t",
                    "json.sensor", "/device",
                    "json.channels", "a=/m/x/0,b=/m/x/1"))) {
      for (double[] row : rows) {
        ours.reading("pump", (long) row[0], row[1], row[2]);
        String json =
            "{\"device\":\"pump\",\"m\":{\"t\":%d,\"x\":[%s,%s]},\"firmware\":{\"v\":3}}"
                .formatted((long) row[0], DrivenTopology.text(row[1]), DrivenTopology.text(row[2]));
        foreign.send(new byte[0], json.getBytes(StandardCharsets.UTF_8));
      }
      foreign.send(new byte[0], "{\"m\":{}}".getBytes(StandardCharsets.UTF_8));
      List<JsonNode> scores = ours.scores();
      List<JsonNode> others = foreign.scores();
      assertEquals(rows.size(), scores.size());
      assertEquals(scores, others);
      assertTrue(((ObjectNode) scores.get(39)).has("anomalyScore"));
      assertEquals(List.of(BadRecordException.Reason.KEY), foreign.reasons);
      assertEquals(1, foreign.deadLetters().size());
    }
  }
}
