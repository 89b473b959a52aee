package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.data.TimeFormat;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import io.anode4j.filter.SensorModel;
import io.anode4j.streaming.record.Anomaly;
import io.anode4j.streaming.reload.SmallModels;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topic of episodes, behind a scorer that alarms as the first channel says. */
class AnomaliesTopicTest {
  private static final ModelSource MODELS =
      ModelSource.fixed(
          ActiveModel.named("small", SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b")));

  @TempDir private Path directory;

  private final List<Anomaly> heard = new ArrayList<>();

  /** A real scorer, but for its alarms: the first value is the anomaly score, the threshold 2. */
  private static Scorer told(SensorModel model, double rate) {
    Scorer real = model.newScorer(rate);
    return (Scorer)
        Proxy.newProxyInstance(
            Scorer.class.getClassLoader(),
            new Class<?>[] {Scorer.class},
            (proxy, method, arguments) -> {
              Object result = method.invoke(real, arguments);
              if (!method.getName().equals("update")) {
                return result;
              }
              Reading reading = (Reading) arguments[0];
              double asked = reading.values()[0];
              return Score.of(
                  reading,
                  99,
                  false,
                  new double[2],
                  new double[] {1, 1},
                  Score.Alarm.of(Double.isNaN(asked) ? 1 : asked, 2),
                  Double.NaN,
                  Double.NaN);
            });
  }

  private DrivenTopology start(Map<String, String> settings) {
    StreamingListener listener =
        new StreamingListener() {
          @Override
          public void anomaly(Anomaly anomaly) {
            heard.add(anomaly);
          }
        };
    return DrivenTopology.scored(directory, MODELS, settings, listener, AnomaliesTopicTest::told);
  }

  private static List<JsonNode> episodes(DrivenTopology driven) {
    List<JsonNode> nodes = new ArrayList<>();
    for (TestRecord<String, byte[]> one :
        driven.records(driven.topics().get(StreamOutput.Kind.ANOMALY))) {
      JsonNode node = DrivenTopology.parse(one.value());
      assertEquals(node.get("id").asText(), one.key());
      nodes.add(node);
    }
    return nodes;
  }

  @Test
  void tellsOfAnEpisodeFromItsStartToItsEnd() {
    try (DrivenTopology driven = start(Map.of())) {
      double[] alarms = {1, 3, 3, 3, 3, 1, 1, 1, 1, 1, 1};
      for (int i = 0; i < alarms.length; i++) {
        driven.reading("p", DrivenTopology.START + 1000L * i, alarms[i], 0.1);
      }
      List<JsonNode> told = episodes(driven);
      assertEquals(
          List.of("opened", "closed"), told.stream().map(n -> n.get("state").asText()).toList());
      JsonNode end = told.get(1);
      assertEquals("p@" + (DrivenTopology.START + 1000), end.get("id").asText());
      assertEquals(DrivenTopology.START + 1000, end.get("start").asLong());
      assertEquals(DrivenTopology.START + 4000, end.get("end").asLong());
      assertEquals(3000, end.get("durationMs").asLong());
      assertEquals(4, end.get("readings").asLong());
      assertEquals(4, end.get("alarms").asLong());
      assertEquals(1.5, end.get("severity").asDouble());
      assertEquals(2, end.get("revision").asInt());
      assertEquals("quiet", end.get("reason").asText());
      assertEquals("a", end.get("worstChannel").asText());
      assertEquals(
          1, end.get("shares").get("a").asDouble() + end.get("shares").get("b").asDouble(), 2e-3);
      assertEquals("[\"prediction\"]", end.get("statistics").toString());
      assertTrue(told.get(0).get("reason").isNull());
      assertEquals(2, heard.size());
    }
  }

  /** One reading in several records is one reading of the episode. */
  @Test
  void countsMergedRecordsOnce() {
    try (DrivenTopology driven = start(Map.of("episode.open.readings", "1"))) {
      for (int i = 0; i < 3; i++) {
        long at = DrivenTopology.START + 1000L * i;
        driven.reading("p", at, 3, Double.NaN);
        driven.reading("p", at, Double.NaN, 0.5);
      }
      driven.send("p".getBytes(java.nio.charset.StandardCharsets.UTF_8), null);
      List<JsonNode> told = episodes(driven);
      JsonNode last = told.get(told.size() - 1);
      assertEquals("closed", last.get("state").asText());
      assertEquals("forgotten", last.get("reason").asText());
      assertEquals(3, last.get("readings").asLong());
      assertEquals(3, last.get("alarms").asLong());
      assertEquals(1, told.stream().map(n -> n.get("id").asText()).distinct().count());
      for (int i = 0; i < told.size(); i++) {
        assertEquals(i + 1, told.get(i).get("revision").asInt());
      }
    }
  }

  /** Read by Kafka Connect's own converter, as a JDBC sink gets it. */
  @Test
  void kafkaConnectReadsFlatEpisodes() {
    try (DrivenTopology driven = start(Map.of("anomalies.connect", "true"));
        JsonConverter converter = new JsonConverter()) {
      converter.configure(Map.of(), false);
      for (int i = 0; i < 12; i++) {
        driven.reading("p", DrivenTopology.START + 1000L * i, i >= 2 && i < 6 ? 3 : 1, 0.1);
      }
      List<TestRecord<String, byte[]>> told =
          driven.records(driven.topics().get(StreamOutput.Kind.ANOMALY));
      assertEquals(2, told.size());
      Struct last = (Struct) converter.toConnectData("t", told.get(1).value()).value();
      assertEquals("p@" + (DrivenTopology.START + 2000), last.getString("id"));
      assertEquals(told.get(1).key(), last.getString("id"));
      assertEquals("closed", last.getString("state"));
      assertEquals(new java.util.Date(DrivenTopology.START + 5000), last.get("end_time"));
      assertEquals(4L, last.getInt64("alarms"));
      assertEquals("prediction", last.getString("statistics"));
      assertEquals("a", last.getString("worst_channel"));
      assertEquals("quiet", last.getString("reason"));
      Struct first = (Struct) converter.toConnectData("t", told.get(0).value()).value();
      assertEquals(null, first.getString("reason"));
      last.schema()
          .fields()
          .forEach(field -> assertTrue(field.schema().type().isPrimitive(), "a column: " + field));
    }
  }

  @Test
  void ordinaryReadingsTellNothing() {
    try (DrivenTopology driven = start(Map.of())) {
      for (int i = 0; i < 20; i++) {
        driven.reading("p", DrivenTopology.START + 1000L * i, 1, 0.1);
      }
      assertFalse(driven.records(driven.topics().get(StreamOutput.Kind.SCORE)).isEmpty());
      assertTrue(episodes(driven).isEmpty());
    }
  }

  /** A damaged state ends the episode that nobody would end otherwise, if it can be read. */
  @Test
  void anotherNumberOfChannelsEndsTheEpisode() {
    SensorState state = new SensorState();
    state.episode = Episode.beginning(5, 3).told(new Episode.Told(1, 5, 2, "c"));
    byte[] stored = new SensorStateCodec(3).write(state);
    Episode found = SensorStateCodec.episodeIn(stored);
    assertEquals("c", found == null ? "" : found.told().worst());
    try (DrivenTopology driven = start(Map.of())) {
      driven.store().put("p", stored);
      driven.reading("p", DrivenTopology.START, 1, 0.1);
      JsonNode end = episodes(driven).get(0);
      assertEquals("restarted", end.get("reason").asText());
      assertEquals("c", end.get("worstChannel").asText());
      assertEquals("{}", end.get("shares").toString());
    }
  }
}
