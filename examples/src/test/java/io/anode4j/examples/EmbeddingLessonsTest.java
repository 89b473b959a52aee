package io.anode4j.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.filter.Reading;
import io.anode4j.filter.Scorer;
import io.anode4j.streaming.config.StreamingConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingLessonsTest {
  @TempDir Path directory;

  @Test
  void aKnownPartMakesANetworkGoOnWhereTheDataEnd() {
    KnownPartAndNetwork.Result result = KnownPartAndNetwork.run();
    assertTrue(result.together() < 0.1, result::toString);
    assertTrue(3 * result.together() < result.alone(), result::toString);
    assertTrue(result.together() < result.knownAlone(), result::toString);
  }

  @Test
  void anOwnFieldIsCheckedAndFitted() {
    OwnField.Result result = OwnField.run();
    assertTrue(result.check().passed(), result.check()::toString);
    assertArrayEquals(new float[] {1.5f, 1, 1, 3}, result.rates(), 0.05f);
    assertTrue(result.loss() < 1e-4, "loss " + result.loss());
  }

  @Test
  void aSavedNetworkAnswersAsBefore() {
    SavedNetwork.Result result = SavedNetwork.run(directory.resolve("net.safetensors"));
    assertArrayEquals(result.before().toArray(), result.after().toArray());
  }

  @Test
  void aJumpIsFoundWhenItComes() {
    ScoredReadings.Result result = ScoredReadings.run();
    assertTrue(result.alarms().size() >= 1, "no alarm");
    double first = result.alarms().get(0);
    assertTrue(first > 200 && first < 203, "first alarm at " + first);
    assertEquals(5, result.next().times().length);
    assertTrue(result.resumed());
  }

  @Test
  void anOwnScorerLearnsAndKeepsItsState() {
    Scorer scorer = new OwnScorer(List.of("bar")).newScorer();
    for (int i = 0; i < 50; i++) {
      scorer.update(new Reading(i, new double[] {5 + 0.1 * Math.sin(i)}));
    }
    Scorer again = new OwnScorer(List.of("bar")).newScorer();
    again.restore(scorer.save());
    Reading strange = new Reading(50, new double[] {9});
    assertTrue(scorer.update(strange).isAnomaly());
    assertTrue(again.update(strange).isAnomaly());
    assertEquals(
        scorer.forecast(new double[] {60}).mean(0, 0),
        again.forecast(new double[] {60}).mean(0, 0));
  }

  @Test
  void twoTopologiesScoreInOneBuilder() {
    StreamingConfig pumps = TwoTopologies.settings("pumps", directory.toString());
    StreamingConfig valves = TwoTopologies.settings("valves", directory.toString());
    Map.Entry<StreamsBuilder, Map<String, Object>> both =
        TwoTopologies.run(pumps, valves, new OwnScorer(List.of("bar")), "seen");
    Properties settings = new Properties();
    settings.putAll(pumps.kafkaStreams());
    settings.putAll(both.getValue());
    settings.put("default.key.serde", Serdes.StringSerde.class);
    settings.put("default.value.serde", Serdes.StringSerde.class);
    try (TopologyTestDriver driver = new TopologyTestDriver(both.getKey().build(), settings)) {
      for (StreamingConfig one : List.of(pumps, valves, valves)) {
        TestInputTopic<String, String> in =
            driver.createInputTopic(
                one.inputTopic(), new StringSerializer(), new StringSerializer());
        long now = System.currentTimeMillis();
        in.pipeInput("p1", "{\"ts\":" + now + ",\"v\":[5.5]}", now);
      }
      assertEquals(List.of("SCORE"), values(driver, "seen").stream().distinct().toList());
      assertTrue(values(driver, pumps.scoresTopic()).get(0).contains("moving-mean@sha256"));
      assertTrue(!values(driver, valves.scoresTopic()).isEmpty());
      assertTrue(driver.getKeyValueStore("pumps-encoder-state").get("p1") != null);
      assertTrue(driver.getKeyValueStore("valves-encoder-state").get("p1") != null);
    }
  }

  private static List<String> values(TopologyTestDriver driver, String topic) {
    return driver
        .createOutputTopic(topic, new StringDeserializer(), new StringDeserializer())
        .readValuesToList();
  }
}
