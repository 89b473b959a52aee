package io.anode4j.streaming;

import static io.anode4j.streaming.DrivenTopology.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anode4j.data.TimeFormat;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.Scorer;
import io.anode4j.filter.SensorModel;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.reload.SmallModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several topologies side by side, and models and scorers that are not this project's. */
class NamedTopologyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final NeuralFilter FILTER = SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b");

  @TempDir Path directory;

  /** A model that is not ours: it says another id and counts its scorers. */
  private static final class OtherModel implements SensorModel {
    private int scorers;

    @Override
    public List<String> channels() {
      return FILTER.channels();
    }

    @Override
    public TimeFormat timeFormat() {
      return FILTER.timeFormat();
    }

    @Override
    public String id() {
      return SensorModel.fingerprint("a double of " + FILTER.id());
    }

    @Override
    public int stateBytes() {
      return FILTER.stateBytes();
    }

    @Override
    public Scorer newScorer(double falseAlarmRate) {
      scorers++;
      return FILTER.newScorer(falseAlarmRate);
    }
  }

  private StreamingConfig config(String name, String input) {
    return DrivenTopology.config(directory, Map.of("application.id", name, "input.topic", input));
  }

  private static ForecastTopology topology(StreamingConfig config, SensorModel model) {
    return ForecastTopology.of(config, ModelSource.fixed(ActiveModel.named("own", model)));
  }

  private TopologyTestDriver driver(StreamingConfig config, Topology topology) {
    Properties settings = new Properties();
    settings.putAll(config.kafkaStreams());
    return new TopologyTestDriver(topology, settings, Instant.ofEpochMilli(START));
  }

  private static void send(TopologyTestDriver driver, StreamingConfig to, String json) {
    driver
        .createInputTopic(to.inputTopic(), new StringSerializer(), new StringSerializer())
        .pipeInput("p1", json, START);
  }

  private static List<JsonNode> scores(TopologyTestDriver driver, StreamingConfig of) {
    return driver
        .createOutputTopic(of.scoresTopic(), new StringDeserializer(), new StringDeserializer())
        .readValuesToList()
        .stream()
        .map(NamedTopologyTest::json)
        .toList();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String READING = "{\"ts\":" + START + ",\"v\":[1.5,2.5]}";

  @Test
  void twoLiveInOneTopology() {
    StreamingConfig pumps = config("pumps", "pump-readings");
    StreamingConfig valves = config("valves", "valve-readings");
    OtherModel model = new OtherModel();
    ForecastTopology first = topology(pumps, model).named("pumps");
    ForecastTopology second = topology(valves, FILTER).named("valves");
    Topology both = second.addTo(first.addTo(new Topology()));
    try (TopologyTestDriver driver = driver(pumps, both)) {
      send(driver, pumps, READING);
      assertEquals(1, scores(driver, pumps).size());
      assertEquals(0, scores(driver, valves).size());
      assertTrue(model.scorers > 0, "the model given must be the one that scores");
      send(driver, valves, READING);
      assertEquals(1, scores(driver, valves).size());
      assertEquals("pumps-encoder-state", first.storeName());
      assertNotNull(driver.getKeyValueStore(first.storeName()).get("p1"));
      assertNotNull(driver.getKeyValueStore(second.storeName()).get("p1"));
    }
  }

  /** Two models over the same readings, as when a new one is tried beside the one in service. */
  @Test
  void twoReadTheSameTopicByTheDsl() {
    StreamingConfig old = config("old", "readings");
    StreamingConfig candidate = config("candidate", "readings");
    StreamsBuilder builder = new StreamsBuilder();
    topology(old, FILTER).named("old").addTo(builder);
    topology(candidate, new OtherModel()).named("candidate").addTo(builder);
    try (TopologyTestDriver driver = driver(old, builder.build())) {
      send(driver, old, READING);
      JsonNode one = scores(driver, old).get(0);
      JsonNode other = scores(driver, candidate).get(0);
      assertEquals(one.path("anomaly"), other.path("anomaly"));
      assertTrue(!one.path("model").equals(other.path("model")), other::toString);
    }
  }

  @Test
  void namesStayWhatTheyWereWithoutAPrefix() {
    StreamingConfig config = config("plain", "readings");
    ForecastTopology plain = topology(config, FILTER);
    assertEquals(ForecastTopology.STORE, plain.storeName());
    String described = plain.build().describe().toString();
    for (String name : List.of("anode4j-observations", "anode4j-score", "anode4j-results")) {
      assertTrue(described.contains(name), described);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "a/b", "ä"})
  void aPrefixThatKafkaCannotUseIsRefused(String prefix) {
    ForecastTopology topology = topology(config("plain", "readings"), FILTER);
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> topology.named(prefix))
                .getMessage());
    assertTrue(message.contains("'" + prefix + "'") && message.contains("letters"), message);
  }

  @Test
  void scorersMayBeGivenApartFromTheModel() {
    StreamingConfig config = config("plain", "readings");
    int[] made = {0};
    ForecastTopology topology =
        topology(config, FILTER)
            .scoredBy(
                (model, rate) -> {
                  made[0]++;
                  return model.newScorer(rate);
                });
    try (TopologyTestDriver driver = driver(config, topology.build())) {
      send(driver, config, READING);
      assertEquals(1, scores(driver, config).size());
    }
    assertTrue(made[0] > 0, "the scorers given must be asked");
  }

  @Test
  void aModelWithoutAFingerprintIsRefused() {
    SensorModel unnamed =
        new SensorModel() {
          @Override
          public List<String> channels() {
            return List.of("a");
          }

          @Override
          public TimeFormat timeFormat() {
            return TimeFormat.epochSeconds();
          }

          @Override
          public String id() {
            return "mine";
          }

          @Override
          public int stateBytes() {
            return 0;
          }

          @Override
          public Scorer newScorer(double falseAlarmRate) {
            return FILTER.newScorer(falseAlarmRate);
          }
        };
    for (Runnable use :
        List.<Runnable>of(
            () -> ActiveModel.named("own", unnamed), () -> new ActiveModel("own", unnamed))) {
      String message =
          String.valueOf(assertThrows(IllegalArgumentException.class, use::run).getMessage());
      assertTrue(message.contains("'mine'") && message.contains("fingerprint"), message);
    }
    assertEquals(0, unnamed.horizon());
    assertThrows(UnsupportedOperationException.class, unnamed::trained);
  }
}
