package io.anode4j.streaming;

import static io.anode4j.streaming.LargeRecords.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.data.TimeFormat;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.streaming.LargeRecords.Kind;
import io.anode4j.streaming.broker.EmbeddedBroker;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.reload.SmallModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records far larger than a topic takes, on a real broker with Kafka's own limits. */
class OversizedRecordsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int MEBI = 1 << 20;

  /** The largest value that a topic takes with this key, these headers and no packing. */
  private static final int LARGEST_PLAIN = 1_048_293;

  private static final int[] SIZES = {100, 900_000, MEBI, 3 * MEBI, 8 * MEBI};

  private static final NeuralFilter FILTER = SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b");
  private static final ModelSource MODEL = ModelSource.fixed(ActiveModel.named("small", FILTER));

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static BrokerBench bench;

  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final List<Oversized> oversized = new CopyOnWriteArrayList<>();
  private final StreamingListener listener =
      new StreamingListener() {
        @Override
        public void threadFailed(Throwable failure, boolean replaced) {
          failures.add(failure);
        }

        @Override
        public void oversized(Oversized record) {
          oversized.add(record);
        }
      };

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

  private static StreamingConfig config(String name) {
    return bench.config(name, directory.resolve(name), "bad.share.limit", "1");
  }

  private static StreamingConfig instance(StreamingConfig config, int number) {
    return config
        .with("instance.id", "i" + number)
        .with("state.dir", directory.resolve(config.applicationId() + number));
  }

  /** Each size of each kind, for some sensors of both partitions. */
  private static void sendAll(LargeRecords records, int from) {
    for (int s = 0; s < 2; s++) {
      String sensor = "s" + s;
      int sequence = from;
      records.send(Kind.GOOD, sensor, sequence++, 100);
      for (int bytes : SIZES) {
        records.send(Kind.GOOD, sensor, sequence++, bytes);
        records.send(Kind.LATE, sensor, 0, bytes);
        records.send(Kind.BAD, sensor, 0, bytes);
        records.send(Kind.REQUEST, sensor, 0, bytes);
      }
      for (Kind kind : Kind.values()) {
        records.sendPlain(kind, sensor, sequence++, LARGEST_PLAIN);
      }
    }
  }

  private void assertExact(LargeRecords records) {
    assertEquals(records.wanted(), records.ends(PATIENCE));
    assertEquals(List.of(), failures);
  }

  @Test
  void oneInstanceAccountsForEachRecordOfAnySizeOnce() throws Exception {
    StreamingConfig config = config("one");
    try (ForecastStream stream = ForecastStream.start(config, MODEL, listener);
        LargeRecords records = new LargeRecords(config, broker.bootstrap())) {
      assertTrue(stream.awaitRunning(PATIENCE), stream.health().text());
      sendAll(records, 1);
      assertExact(records);
      assertTrue(stream.health().ready(), stream.health().text());
      assertEquals(
          List.of(), oversized.stream().filter(o -> o.fate() == Oversized.Fate.DROPPED).toList());
    }
  }

  @Test
  void twoInstancesAndARestartAccountForEachRecordOnce() throws Exception {
    StreamingConfig config = config("two");
    try (LargeRecords records = new LargeRecords(config, broker.bootstrap())) {
      List<ForecastStream> streams = new ArrayList<>();
      try {
        for (int i = 0; i < 2; i++) {
          streams.add(ForecastStream.start(instance(config, i), MODEL, listener));
        }
        for (ForecastStream stream : streams) {
          assertTrue(stream.awaitRunning(PATIENCE), stream.health().text());
        }
        sendAll(records, 1);
        streams.get(0).close();
        sendAll(records, 100);
        streams.set(0, ForecastStream.start(instance(config, 0), MODEL, listener));
        sendAll(records, 200);
        assertExact(records);
      } finally {
        streams.forEach(ForecastStream::close);
      }
    }
  }

  /** More than the heap holds, in some kilobytes on the wire. */
  @Test
  void aFloodOfPackedRecordsFitsIntoMemory() throws Exception {
    StreamingConfig config = config("flood");
    int count = (int) (Runtime.getRuntime().maxMemory() / (8 * MEBI)) + 20;
    try (LargeRecords records = new LargeRecords(config, broker.bootstrap())) {
      try (ForecastStream stream = ForecastStream.start(config, MODEL, listener)) {
        assertTrue(stream.awaitRunning(PATIENCE), stream.health().text());
      }
      for (int i = 0; i < count; i++) {
        records.send(i % 2 == 0 ? Kind.GOOD : Kind.BAD, "s0", i, 8 * MEBI);
      }
      try (ForecastStream stream = ForecastStream.start(config, MODEL, listener)) {
        assertTrue(stream.awaitRunning(PATIENCE), stream.health().text());
        assertExact(records);
      }
    }
  }

  /** Keys, headers, horizons and timestamps have limits as well as values. */
  @Test
  void neitherKeysNorHeadersNorHorizonsNorTimestampsEndAThread() throws Exception {
    StreamingConfig config = config("odd").with("forecast.quantiles", quantiles(99));
    try (ForecastStream stream = ForecastStream.start(config, MODEL, listener);
        LargeRecords records = new LargeRecords(config, broker.bootstrap())) {
      assertTrue(stream.awaitRunning(PATIENCE), stream.health().text());
      byte[] sensor = utf8("s0");
      int sequence = 0;
      records.send(Kind.GOOD, "s0", ++sequence, 100);
      for (Kind kind : Kind.values()) {
        records.send(kind, sensor, LargeRecords.value(kind, ++sequence, 100), header(3 * MEBI));
        records.send(kind, sensor, LargeRecords.value(kind, ++sequence, 100), headers(40_000));
      }
      byte[] longKey = utf8("k".repeat(2 * MEBI));
      records.send(Kind.BAD, longKey, LargeRecords.value(Kind.GOOD, 0, 100), header(MEBI));
      byte[] wish = utf8("{\"forecast\":{\"stepMs\":1000,\"steps\":1000}}");
      records.send(Kind.REQUEST, sensor, wish, new RecordHeaders());
      byte[] ahead = utf8("{\"ts\":4102444800000,\"v\":[1,10]}");
      records.send(Kind.GOOD, utf8("ahead"), ahead, new RecordHeaders());
      assertExact(records);
      records.read(
          Duration.ofSeconds(1),
          record -> {
            if (LargeRecords.header(record, "anode4j.truncated").equals("value")) {
              JsonNode forecast = DrivenTopology.parse(record.value());
              assertEquals(1000, forecast.get("steps").asInt());
              assertTrue(forecast.get("horizon").size() > 100, forecast.get("horizon").size() + "");
            }
            return true;
          });
    }
  }

  private static String quantiles(int most) {
    return IntStream.rangeClosed(1, most)
        .mapToObj(i -> String.format(Locale.ROOT, "0.%02d", i))
        .collect(Collectors.joining(","));
  }

  private static RecordHeaders header(int bytes) {
    return new RecordHeaders(List.of(new RecordHeader("foreign", new byte[bytes])));
  }

  private static RecordHeaders headers(int count) {
    RecordHeaders many = new RecordHeaders();
    for (int i = 0; i < count; i++) {
      many.add("foreign-" + i, utf8("some more bytes"));
    }
    return many;
  }

  /** Dead letters need a key where their topic is compacted, and fit where its limit is lowered. */
  @Test
  void topicsThatTakeLessAreServedAllTheSame() throws Exception {
    StreamingConfig config = config("less").with("commit.interval.ms", "100");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
        LargeRecords records = new LargeRecords(config, broker.bootstrap())) {
      NewTopic compacted = new NewTopic(config.dlqTopic(), 1, (short) 1);
      admin
          .createTopics(
              List.of(
                  compacted.configs(
                      Map.of("cleanup.policy", "compact", "max.message.bytes", "5000"))))
          .all()
          .get();
      try (ForecastStream stream = ForecastStream.start(config, MODEL, listener)) {
        assertTrue(stream.awaitRunning(PATIENCE), stream.health().text());
        for (int i = 0; i < 3; i++) {
          records.send(Kind.BAD, null, LargeRecords.value(Kind.GOOD, i, 100), new RecordHeaders());
          records.send(Kind.BAD, "s0", 0, 20_000);
        }
        assertExact(records);
        limit(admin, config.dlqTopic(), "2000");
        records.send(Kind.BAD, "s0", 0, 20_000);
        records.send(Kind.GOOD, "s0", 1, 20_000);
        assertEquals(records.wanted(), records.ends(PATIENCE));
        assertEquals(1, failures.size(), failures.toString());
        assertTrue(stream.health().ready(), stream.health().text());
      }
    }
  }

  private static void limit(Admin admin, String topic, String bytes) throws Exception {
    ConfigEntry entry = new ConfigEntry("max.message.bytes", bytes);
    AlterConfigOp op = new AlterConfigOp(entry, AlterConfigOp.OpType.SET);
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    admin.incrementalAlterConfigs(Map.of(resource, List.of(op))).all().get();
  }
}
