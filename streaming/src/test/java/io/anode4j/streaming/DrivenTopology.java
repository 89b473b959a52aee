package io.anode4j.streaming;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.record.BadRecordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The topology without a broker, on a clock of its own. */
final class DrivenTopology implements AutoCloseable {
  /** When the clock starts; the first readings are of this time. */
  static final long START = 1_700_000_000_000L;

  /** The clock moves on as clocks do, not in one leap: a leap is a pause of the machine. */
  private static final long TICK = 1000;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  final List<BadRecordException.Reason> reasons = new ArrayList<>();
  final List<Long> latenesses = new ArrayList<>();
  private final StreamingConfig config;
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> input;
  private long wall = START;

  private DrivenTopology(StreamingConfig config, Topology topology, Map<String, Object> handlers) {
    this.config = config;
    Properties settings = new Properties();
    settings.putAll(config.kafkaStreams());
    settings.putAll(handlers);
    settings.put(DeadLetterHandler.LISTENER, listener());
    InputProgress allRead = (partition, next, idle) -> wall;
    settings.put(InputProgress.KEY, allRead);
    driver = new TopologyTestDriver(topology, settings, Instant.ofEpochMilli(START));
    input =
        driver.createInputTopic(
            config.inputTopic(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private StreamingListener listener() {
    return new StreamingListener() {
      @Override
      public void bad(BadRecordException.Reason reason, String message) {
        reasons.add(reason);
      }

      @Override
      public void late(String sensor, long latenessMillis) {
        latenesses.add(latenessMillis);
      }
    };
  }

  static StreamingConfig config(Path state, Map<String, String> settings) {
    Properties all = new Properties();
    all.put("bootstrap.servers", "none:1");
    all.put("state.store", "memory");
    all.put("state.dir", state.toString());
    all.put("forecast.interval.ms", "-1");
    all.put("silence.settle.ms", "0");
    all.putAll(settings);
    return StreamingConfig.of(all);
  }

  static DrivenTopology of(Path state, ModelSource models, Map<String, String> settings) {
    StreamingConfig config = config(state, settings);
    ForecastTopology topology = ForecastTopology.of(config, models);
    return new DrivenTopology(config, topology.build(), topology.handlers());
  }

  /** With late readings told too. */
  static DrivenTopology heard(
      Path state, ModelSource models, Map<String, String> settings, StreamingListener listener) {
    StreamingConfig config = config(state, settings);
    ForecastTopology topology = ForecastTopology.of(config, models).with(listener);
    return new DrivenTopology(config, topology.build(), topology.handlers());
  }

  /** With scorers of one's own. */
  static DrivenTopology scored(
      Path state,
      ModelSource models,
      Map<String, String> settings,
      StreamingListener listener,
      ScorerSource scorers) {
    StreamingConfig config = config(state, settings);
    ForecastTopology topology =
        ForecastTopology.of(config, models).with(listener).scoredBy(scorers);
    return new DrivenTopology(config, topology.build(), topology.handlers());
  }

  /** The same by Kafka's DSL. */
  static DrivenTopology byDsl(Path state, ModelSource models, Map<String, String> settings) {
    StreamingConfig config = config(state, settings);
    ForecastTopology topology = ForecastTopology.of(config, models);
    StreamsBuilder builder = new StreamsBuilder();
    topology.addTo(builder);
    return new DrivenTopology(config, builder.build(), topology.handlers());
  }

  void send(String sensor, String json) {
    send(sensor.getBytes(StandardCharsets.UTF_8), json.getBytes(StandardCharsets.UTF_8));
  }

  void send(byte[] key, byte[] value) {
    input.pipeInput(new TestRecord<>(key, value, Instant.ofEpochMilli(START)));
  }

  /** A reading of channels a and b, NaN where one was not observed. */
  void reading(String sensor, long millis, double a, double b) {
    send(sensor, "{\"ts\":" + millis + ",\"v\":[" + text(a) + "," + text(b) + "]}");
  }

  static String text(double value) {
    return Double.isNaN(value) ? "null" : Double.toString(value);
  }

  void pass(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= TICK) {
      wall += Math.min(left, TICK);
      driver.advanceWallClockTime(Duration.ofMillis(Math.min(left, TICK)));
    }
  }

  KeyValueStore<String, byte[]> store() {
    return driver.getKeyValueStore(ForecastTopology.STORE);
  }

  Map<StreamOutput.Kind, String> topics() {
    return StreamOutput.Kind.topics(config);
  }

  List<JsonNode> scores() {
    return json(config.scoresTopic());
  }

  List<JsonNode> forecasts() {
    return json(config.forecastsTopic());
  }

  List<JsonNode> events() {
    return json(config.eventsTopic());
  }

  List<TestRecord<String, byte[]>> late() {
    return records(config.lateTopic());
  }

  List<TestRecord<String, byte[]>> deadLetters() {
    return records(config.dlqTopic());
  }

  List<TestRecord<String, byte[]>> records(String topic) {
    return driver
        .createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  /** Everything that came out, by topic, as text. */
  Map<String, List<String>> all() {
    Map<String, List<String>> all = new HashMap<>();
    for (String topic : driver.producedTopicNames()) {
      List<String> texts = new ArrayList<>();
      for (TestRecord<String, byte[]> record : records(topic)) {
        texts.add(record.key() + " " + new String(record.value(), StandardCharsets.ISO_8859_1));
      }
      all.put(topic, texts);
    }
    return all;
  }

  private List<JsonNode> json(String topic) {
    List<JsonNode> nodes = new ArrayList<>();
    for (TestRecord<String, byte[]> record : records(topic)) {
      nodes.add(parse(record.value()));
    }
    return nodes;
  }

  static JsonNode parse(byte[] value) {
    try {
      return value == null ? MAPPER.nullNode() : MAPPER.readTree(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.close();
  }
}
