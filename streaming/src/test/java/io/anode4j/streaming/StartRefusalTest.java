package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.streaming.broker.EmbeddedBroker;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.reload.SmallModels;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that only Kafka can judge, and topics that are not as they should be. */
class StartRefusalTest {
  private static final ModelSource MODEL =
      ModelSource.fixed(
          ActiveModel.named("small", SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b")));

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static BrokerBench bench;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start(directory.resolve("broker"));
    bench = new BrokerBench(broker.bootstrap());
  }

  @AfterAll
  static void stop() {
    bench.close();
    broker.close();
  }

  @ParameterizedTest
  @CsvSource({
    "producer.max.request.size, many, max.request.size",
    "producer.buffer.memory, -5, buffer.memory",
    "topic.max.message.bytes, many, topic.max.message.bytes",
    "commit.interval.ms, soon, commit.interval.ms",
    "consumer.session.timeout.ms, 1e300, session.timeout.ms",
    "application.server, here, here",
  })
  void saysWhichSettingKafkaRefuses(String name, String value, String told) {
    StreamingConfig config = bench.config("odd", directory.resolve(name), name, value);
    StreamStartException e =
        assertThrows(StreamStartException.class, () -> ForecastStream.start(config, MODEL).close());
    String said = String.valueOf(e.getMessage());
    assertTrue(said.contains(told) && said.contains("expected"), said);
  }

  @Test
  void namesTopicsWithOtherNumbersOfPartitions() {
    Map<String, Integer> counts = Map.of("in", 4, "scores", 4, "dlq", 1);
    String said = String.valueOf(StreamTopics.uneven("in", 4, counts));
    assertTrue(said.contains("{dlq=1}") && said.contains("in with 4"), said);
    assertNull(StreamTopics.uneven("in", 4, Map.of("in", 4, "scores", 4)));
  }

  @Test
  void tellsTheCauseThatKafkaLeavesOut() {
    KafkaException wrapped =
        new KafkaException("Failed to construct", new KafkaException("no such file"));
    assertEquals("Failed to construct (no such file)", StreamStartException.reason(wrapped));
    assertEquals("alone", StreamStartException.reason(new KafkaException("alone")));
  }
}
