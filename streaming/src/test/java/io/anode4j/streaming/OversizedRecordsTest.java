package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.concurrent.CopyOnWriteArrayList;
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
}
