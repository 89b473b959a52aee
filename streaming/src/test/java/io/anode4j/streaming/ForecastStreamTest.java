package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.data.TimeFormat;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Scorer;
import io.anode4j.streaming.broker.EmbeddedBroker;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.record.ForecastRequest;
import io.anode4j.streaming.record.SensorForecast;
import io.anode4j.streaming.reload.SmallModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application on a real broker, one for all tests here. */
class ForecastStreamTest {
  /**
   * Generous: a build machine may be busy, and a wait ends as soon as what it waits for is there.
   */
  private static final Duration LONG = Duration.ofSeconds(60);

  private static final NeuralFilter FILTER = SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b");
  private static final ModelSource MODEL = ModelSource.fixed(ActiveModel.named("small", FILTER));

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

  private static ForecastStream running(StreamingConfig config, StreamingListener listener)
      throws InterruptedException {
    ForecastStream stream = ForecastStream.start(config, MODEL, listener);
    assertTrue(stream.awaitRunning(LONG), stream.health().text());
    return stream;
  }

  @Test
  void scoresAnswersAndEnds() throws Exception {
    StreamingConfig config =
        bench.config("answers", directory.resolve("answers"), "forecast.every.readings", "20");
    Scorer alone = FILTER.newScorer();
    for (int i = 0; i < 20; i++) {
      double a = Math.sin(i / 5.0);
      alone.update(new Reading(BrokerBench.START / 1000.0 + i, new double[] {a, 10 + a}));
    }
    ForecastStream stream = running(config, StreamingListener.NONE);
    try (stream) {
      for (int i = 0; i < 20; i++) {
        bench.reading(config, "p1", i);
        bench.reading(config, "p2", i);
      }
      bench.flush();
      List<ConsumerRecord<String, byte[]>> scores = bench.read(config.scoresTopic(), 40, LONG);
      assertEquals(new BrokerBench.Account(0, 0, 0), BrokerBench.account(scores, 2, 20));
      JsonNode made =
          DrivenTopology.parse(bench.read(config.forecastsTopic(), 2, LONG).get(0).value());
      assertEquals(12, made.get("horizon").size());

      SensorLookup lookup = stream.sensors();
      SensorSnapshot snapshot =
          (SensorSnapshot) assertInstanceOf(SensorLookup.Found.class, lookup.sensor("p1")).value();
      assertEquals(20, snapshot.count());
      assertEquals(BrokerBench.START + 19_000, snapshot.lastMillis());
      assertEquals(alone.warmUp(), snapshot.warmUp());
      assertTrue(snapshot.stateBytes() > 0 && snapshot.stateBytes() < 2 * 4096 + 256);
      SensorForecast forecast =
          (SensorForecast)
              assertInstanceOf(
                      SensorLookup.Found.class, lookup.forecast("p1", new ForecastRequest(1000, 2)))
                  .value();
      assertEquals(
          alone
              .forecast(
                  new double[] {BrokerBench.START / 1000.0 + 20, BrokerBench.START / 1000.0 + 21})
              .mean(1, 1),
          forecast.forecast().mean(1, 1));
      assertInstanceOf(SensorLookup.Unknown.class, lookup.sensor("nobody"));
      assertEquals(2, lookup.local(10).size());
      assertEquals(1, lookup.local(1).size());
      assertTrue(lookup.localCount() > 0);

      StreamHealth health = stream.health();
      assertTrue(health.ready() && health.live(), health.text());
      assertEquals(1, health.threads());
      assertEquals("running", health.text());
      assertFalse(stream.metrics().isEmpty());
      assertEquals(config, stream.config());
    }
    assertNull(stream.awaitEnd());
    assertEquals(StreamHealth.Phase.STOPPED, stream.health().phase());
    assertFalse(stream.health().live());
    assertInstanceOf(SensorLookup.NotNow.class, stream.sensors().sensor("p1"));
    assertTrue(stream.sensors().local(5).isEmpty());
    assertEquals(0, stream.sensors().localCount());
  }

  /**
   * A thread fails between a state's change and its commit, then the instance is restarted without
   * its state: nothing is lost, doubled, or learnt twice.
   */
  @Test
  void countsEachReadingOnceThroughFailuresAndALostState() throws Exception {
    int sensors = 4;
    int count = 60;
    Path state = directory.resolve("once");
    StreamingConfig config = bench.config("once", state, "state.cache", "false");
    AtomicInteger scored = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    StreamingListener failing =
        new StreamingListener() {
          @Override
          public void scored(io.anode4j.streaming.record.ScoredReading reading) {
            if (scored.incrementAndGet() == 41) {
              throw new IllegalStateException("planted failure");
            }
          }

          @Override
          public void threadFailed(Throwable failure, boolean replaced) {
            failed.incrementAndGet();
          }
        };
    try (ForecastStream stream = running(config, failing)) {
      for (int i = 0; i < count / 2; i++) {
        for (int s = 0; s < sensors; s++) {
          bench.reading(config, "s" + s, i);
        }
      }
      bench.flush();
      assertEquals(
          sensors * count / 2, bench.read(config.scoresTopic(), sensors * count / 2, LONG).size());
      assertEquals(1, failed.get());
      assertTrue(stream.health().live());
    }
    delete(state);
    try (ForecastStream stream = running(config, StreamingListener.NONE)) {
      for (int i = count / 2; i < count; i++) {
        for (int s = 0; s < sensors; s++) {
          bench.reading(config, "s" + s, i);
        }
      }
      bench.flush();
      List<ConsumerRecord<String, byte[]>> scores =
          bench.read(config.scoresTopic(), sensors * count, LONG);
      assertEquals(new BrokerBench.Account(0, 0, 0), BrokerBench.account(scores, sensors, count));
      Scorer alone = FILTER.newScorer();
      for (int i = 0; i < count; i++) {
        double a = Math.sin(i / 5.0);
        alone.update(new Reading(BrokerBench.START / 1000.0 + i, new double[] {a, 10 + a}));
      }
      // The restored state is the state of a stream that never failed.
      SensorForecast forecast =
          (SensorForecast)
              assertInstanceOf(
                      SensorLookup.Found.class,
                      stream.sensors().forecast("s3", new ForecastRequest(1000, 1)))
                  .value();
      assertEquals(
          alone.forecast(new double[] {BrokerBench.START / 1000.0 + count}).mean(0, 0),
          forecast.forecast().mean(0, 0));
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Test
  void scoresTheGoodHalfOfAPoisonedTopic() throws Exception {
    StreamingConfig config = bench.config("poison", directory.resolve("poison"));
    int count = 100;
    List<String> bad = new ArrayList<>();
    try (ForecastStream stream = running(config, StreamingListener.NONE)) {
      for (int i = 0; i < count; i++) {
        String broken = i % 2 == 0 ? "{\"ts\":" + i : "{\"v\":[1," + i + ",3]}";
        bad.add(broken);
        bench.send(config, "s", broken.getBytes(StandardCharsets.UTF_8));
        bench.reading(config, "s", i);
      }
      bench.flush();
      List<ConsumerRecord<String, byte[]>> scores = bench.read(config.scoresTopic(), count, LONG);
      assertEquals(new BrokerBench.Account(0, 0, 0), BrokerBench.account(scores, 1, count));
      List<ConsumerRecord<String, byte[]>> letters = bench.read(config.dlqTopic(), count, LONG);
      assertEquals(
          bad, letters.stream().map(r -> new String(r.value(), StandardCharsets.UTF_8)).toList());
      assertTrue(stream.health().ready());
    }
  }

  @Test
  void stopsWhenMostRecordsAreBad() throws Exception {
    StreamingConfig config =
        bench.config(
            "breaker",
            directory.resolve("breaker"),
            "bad.share.window",
            "20",
            "bad.share.limit",
            "0.5");
    AtomicBoolean replaced = new AtomicBoolean(true);
    StreamingListener listener =
        new StreamingListener() {
          @Override
          public void threadFailed(Throwable failure, boolean again) {
            replaced.set(again);
          }
        };
    try (ForecastStream stream = running(config, listener)) {
      for (int i = 0; i < 40; i++) {
        bench.send(config, "s", "not json".getBytes(StandardCharsets.UTF_8));
      }
      bench.flush();
      String why = stream.awaitEnd();
      assertTrue(String.valueOf(why).contains("bad.share.limit"), why);
      assertFalse(replaced.get());
      assertEquals(StreamHealth.Phase.FAILED, stream.health().phase());
      assertFalse(stream.health().live());
      assertEquals(why, stream.health().text());
    }
  }

  @Test
  void twoInstancesShareTheSensorsAndNameEachOther() throws Exception {
    StreamingConfig one =
        bench.config(
            "two", directory.resolve("one"), "instance.id", "", "application.server", "one:1");
    StreamingConfig two =
        bench.config(
            "two", directory.resolve("two"), "instance.id", "", "application.server", "two:2");
    int sensors = 8;
    try (ForecastStream first = running(one, StreamingListener.NONE)) {
      for (int s = 0; s < sensors; s++) {
        bench.reading(one, "s" + s, 0);
      }
      bench.flush();
      bench.read(one.scoresTopic(), sensors, LONG);
      assertEquals(sensors, first.sensors().local(100).size());
      try (ForecastStream second = running(two, StreamingListener.NONE)) {
        assertTrue(
            BrokerBench.eventually(
                LONG,
                () ->
                    !second.sensors().local(100).isEmpty()
                        && first.sensors().local(100).size() + second.sensors().local(100).size()
                            == sensors));
        String theirs = second.sensors().local(1).get(0);
        assertTrue(
            BrokerBench.eventually(
                LONG,
                () ->
                    first.sensors().sensor(theirs)
                            instanceof SensorLookup.NotHere<SensorSnapshot> notHere
                        && notHere.searched().size() == 1
                        && notHere.partitions() == 2
                        && notHere.others().equals(List.of(new SensorLookup.Peer("two", 2)))));
        for (int s = 0; s < sensors; s++) {
          bench.reading(one, "s" + s, 1);
        }
        bench.flush();
        bench.read(one.scoresTopic(), 2 * sensors, LONG);
      }
      for (int s = 0; s < sensors; s++) {
        bench.reading(one, "s" + s, 2);
      }
      bench.flush();
      List<ConsumerRecord<String, byte[]>> scores =
          bench.read(one.scoresTopic(), 3 * sensors, LONG);
      assertEquals(new BrokerBench.Account(0, 0, 0), BrokerBench.account(scores, sensors, 3));
    }
  }

  @Test
  void saysWhatIsMissingAtTheStart() {
    StreamStartException topics =
        assertThrows(
            StreamStartException.class,
            () ->
                ForecastStream.start(
                    bench.config("missing", directory.resolve("m"), "topics.create", "false"),
                    MODEL));
    assertTrue(String.valueOf(topics.getMessage()).contains("missing.observations"));
    StreamStartException nobody =
        assertThrows(
            StreamStartException.class,
            () ->
                ForecastStream.start(
                    bench
                        .config("nobody", directory.resolve("n"), "broker.timeout.ms", "300")
                        .with("bootstrap.servers", "127.0.0.1:1"),
                    MODEL));
    assertTrue(String.valueOf(nobody.getMessage()).contains("127.0.0.1:1"));
    StreamStartException name =
        assertThrows(
            StreamStartException.class,
            () ->
                ForecastStream.start(
                    bench
                        .config("nobody", directory.resolve("n"))
                        .with("bootstrap.servers", "no.such.host.invalid:1"),
                    MODEL));
    assertTrue(String.valueOf(name.getMessage()).contains("no.such.host.invalid"));
  }
}
