package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.data.TimeFormat;
import io.anode4j.streaming.broker.EmbeddedBroker;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.record.BadRecordException;
import io.anode4j.streaming.reload.SmallModels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of several readings, as gateways send them, are scored as the readings one by one. */
class ForeignBatchTest {
  private static final int RECORDS = 8;
  private static final int EACH = 5;
  private static final ModelSource MODELS =
      ModelSource.fixed(
          ActiveModel.named("small", SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b")));
  private static final Map<String, String> MAPPING =
      Map.of(
          "json.readings", "/data",
          "json.time", "/t",
          "json.sensor", "/gateway/pump",
          "json.channels", "a=/x/0,b=/x/1");

  @TempDir private Path directory;

  private static final long LONG_AGO = DrivenTopology.START;

  private static String reading(long start, int sequence) {
    double a = Math.sin(sequence / 5.0);
    return "{\"t\":%d,\"x\":[%s,%s]}".formatted(start + 1000L * sequence, a, 10 + a);
  }

  /** The readings of a record, the last of them first. */
  private static byte[] batch(long start, int... sequences) {
    List<String> readings = new ArrayList<>();
    for (int sequence : sequences) {
      readings.add(0, reading(start, sequence));
    }
    return utf8("{\"gateway\":{\"pump\":\"pump\"},\"data\":" + readings + "}");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void scoresAsReadingsOfTheirOwnOnABroker() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
        BrokerBench bench = new BrokerBench(broker.bootstrap())) {
      StreamingConfig ours = bench.config("ours", directory.resolve("ours"));
      String[] mapping =
          MAPPING.entrySet().stream()
              .flatMap(e -> List.of(e.getKey(), e.getValue()).stream())
              .toArray(String[]::new);
      StreamingConfig batches = bench.config("batches", directory.resolve("batches"), mapping);
      try (ForecastStream one = ForecastStream.start(ours, MODELS);
          ForecastStream two = ForecastStream.start(batches, MODELS)) {
        for (int r = 0; r < RECORDS; r++) {
          int first = r * EACH;
          for (int i = first; i < first + EACH; i++) {
            bench.reading(ours, "pump", i);
          }
          bench.send(
              batches,
              "pump",
              batch(BrokerBench.START, IntStream.range(first, first + EACH).toArray()));
        }
        bench.send(batches, "pump", utf8("{\"gateway\":{\"pump\":\"pump\"},\"data\":[]}"));
        bench.flush();
        assertEquals(scores(bench, ours), scores(bench, batches));
        assertEquals(1, bench.read(batches.dlqTopic(), 1, Duration.ofSeconds(60)).size());
        assertTrue(one.health().live() && two.health().live());
      }
    }
  }

  private static List<String> scores(BrokerBench bench, StreamingConfig of) {
    return bench.read(of.scoresTopic(), RECORDS * EACH, Duration.ofSeconds(60)).stream()
        .map(record -> ((ObjectNode) DrivenTopology.parse(record.value())).without("src"))
        .map(Object::toString)
        .toList();
  }

  @Test
  void lateReadingsOfARecordGiveOneCopyAndOneBadReadingKeepsNoneOut() {
    try (DrivenTopology topology = DrivenTopology.of(directory, MODELS, MAPPING)) {
      topology.send(new byte[0], batch(LONG_AGO, 10, 11, 12));
      topology.send(new byte[0], batch(LONG_AGO, 8, 9, 13));
      assertEquals(4, topology.scores().size());
      assertEquals(1, topology.late().size());
      String broken = "{\"t\":\"yesterday\",\"x\":[1,2]}";
      String mixed =
          "{\"gateway\":{\"pump\":\"pump\"},\"data\":["
              + reading(LONG_AGO, 14)
              + ","
              + broken
              + "]}";
      topology.send(new byte[0], utf8(mixed));
      assertEquals(0, topology.scores().size(), "what cannot be read is refused whole");
      assertEquals(List.of(BadRecordException.Reason.TIME), topology.reasons);
    }
  }

  @Test
  void constantsStandBesideWhatIsObserved() {
    Map<String, String> mapping =
        Map.of("json.time", "/t", "json.channels", "a=/a,b=/b", "json.constants", "b=7.5");
    try (DrivenTopology topology = DrivenTopology.of(directory, MODELS, mapping)) {
      byte[] key = utf8("pump");
      topology.send(key, utf8("{\"t\":1700000000000,\"a\":1}"));
      topology.send(key, utf8("{\"t\":1700000001000,\"a\":1,\"b\":3}"));
      topology.send(key, utf8("{\"t\":1700000002000}"));
      List<JsonNode> scores = topology.scores();
      assertEquals(7.5, scores.get(0).at("/values/b").asDouble());
      assertEquals(3, scores.get(1).at("/values/b").asDouble());
      assertEquals("{}", scores.get(2).get("values").toString());
    }
  }
}
