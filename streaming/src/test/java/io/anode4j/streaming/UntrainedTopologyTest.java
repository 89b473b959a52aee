package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.data.TimeFormat;
import io.anode4j.filter.AdaptiveSensorModel;
import io.anode4j.filter.RobustSensorModel;
import io.anode4j.filter.SensorModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream without a trained model: from the first reading to an episode. */
class UntrainedTopologyTest {
  @TempDir private Path directory;

  private static final SensorModel UNTRAINED =
      RobustSensorModel.of(List.of("a", "b"), TimeFormat.epochSeconds());

  @Test
  void oneFaultOfASensorIsOneEpisode() {
    oneFaultIsOneEpisode(UNTRAINED);
  }

  /** The same with thresholds that follow the sensor. */
  @Test
  void oneFaultOfASensorThatIsFollowedIsOneEpisode() {
    oneFaultIsOneEpisode(AdaptiveSensorModel.of(UNTRAINED));
  }

  private void oneFaultIsOneEpisode(SensorModel scoring) {
    ModelSource model = ModelSource.fixed(ActiveModel.named("none", scoring));
    Random random = new Random(4);
    try (DrivenTopology driven =
        DrivenTopology.of(directory, model, Map.of("max.future.ms", "-1"))) {
      for (int i = 0; i < 1500; i++) {
        double fault = i >= 1200 && i < 1230 ? 8 : 0;
        driven.reading(
            "p",
            DrivenTopology.START + 1000L * i,
            20 + random.nextGaussian(),
            5 + 0.1 * (random.nextGaussian() + fault));
      }
      List<JsonNode> scores = driven.scores();
      assertEquals(1500, scores.size());
      assertTrue(scores.get(10).get("warmup").asBoolean());
      assertFalse(scores.get(100).get("warmup").asBoolean());
      List<JsonNode> episodes =
          driven.records(driven.topics().get(StreamOutput.Kind.ANOMALY)).stream()
              .map(one -> DrivenTopology.parse(one.value()))
              .filter(node -> node.get("state").asText().equals("closed"))
              .toList();
      assertEquals(1, episodes.size(), episodes::toString);
      JsonNode found = episodes.get(0);
      assertEquals("b", found.get("worstChannel").asText());
      long start = (found.get("start").asLong() - DrivenTopology.START) / 1000;
      assertTrue(start >= 1200 && start <= 1203, found::toString);
    }
  }
}
