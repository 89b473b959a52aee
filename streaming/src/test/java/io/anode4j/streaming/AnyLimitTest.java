package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.data.TimeFormat;
import io.anode4j.streaming.Oversized.Fate;
import io.anode4j.streaming.reload.SmallModels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a topic takes, no record is larger, each is still JSON, and what is left out is told.
 */
class AnyLimitTest {
  private static final ModelSource MODEL =
      ModelSource.fixed(
          ActiveModel.named(
              "small",
              SmallModels.of(1, TimeFormat.epochSeconds(), "pressure", "temperature", "flow")));

  @TempDir Path directory;

  private final List<Oversized> heard = new ArrayList<>();
  private final StreamingListener listener =
      new StreamingListener() {
        @Override
        public void oversized(Oversized record) {
          heard.add(record);
        }
      };

  private long dropped() {
    return heard.stream().filter(o -> o.fate() == Fate.DROPPED).count();
  }

  /** One record of each kind; gives how many results came out. */
  private int sendAll(DrivenTopology driven, Map<StreamOutput.Kind, String> topics, int limit) {
    long start = DrivenTopology.START;
    driven.send("s", "{\"ts\":" + start + ",\"v\":[1,2,3]}");
    driven.send(
        "s", "{\"ts\":" + (start - 1000) + ",\"v\":[1,2,3],\"x\":\"" + "y".repeat(3000) + "\"}");
    driven.send("s", "{\"forecast\":{\"stepMs\":1000,\"steps\":30}}");
    driven.send("n", "{\"forecast\":true}");
    int found = 0;
    for (Map.Entry<StreamOutput.Kind, String> topic : topics.entrySet()) {
      for (TestRecord<String, byte[]> record : driven.records(topic.getValue())) {
        found++;
        byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
        long bytes = RecordSize.of(key, record.value(), record.headers());
        assertTrue(bytes <= limit, bytes + " bytes of " + topic + ", the limit is " + limit);
        boolean said = record.headers().lastHeader(RecordFit.TRUNCATED) != null;
        if (topic.getKey() != StreamOutput.Kind.LATE) {
          JsonNode json = DrivenTopology.parse(record.value());
          assertEquals(said, json.path("truncated").asBoolean(), json.toString());
          cut.merge(topic.getKey(), said ? 1 : 0, Integer::sum);
        }
      }
    }
    return found;
  }

  private final Map<StreamOutput.Kind, Integer> cut = new EnumMap<>(StreamOutput.Kind.class);

  @Test
  void noRecordIsLargerThanItsTopicTakes() {
    for (int limit = 500; limit < 9000; limit += limit < 2500 ? 40 : 500) {
      heard.clear();
      Map<String, String> settings = Map.of("producer.max.request.size", Integer.toString(limit));
      try (DrivenTopology driven =
          DrivenTopology.heard(
              directory.resolve(Integer.toString(limit)), MODEL, settings, listener)) {
        int found = sendAll(driven, driven.topics(), limit);
        boolean forgot =
            heard.stream().anyMatch(record -> record.output() == Oversized.Output.STATE);
        long all = found + dropped();
        assertTrue(forgot ? all >= 4 : all == 4, limit + ": " + found + heard);
        assertTrue(limit < 1500 || dropped() == 0, limit + ": " + heard);
      }
    }
    assertTrue(cut.getOrDefault(StreamOutput.Kind.SCORE, 0) > 0, cut.toString());
    assertTrue(cut.getOrDefault(StreamOutput.Kind.FORECAST, 0) > 0, cut.toString());
  }
}
