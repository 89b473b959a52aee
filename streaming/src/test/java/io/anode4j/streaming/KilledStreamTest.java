package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.streaming.broker.EmbeddedBroker;
import io.anode4j.streaming.reload.SmallModels;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applications that are killed like by {@code kill -9} in the middle of their work, on a real
 * broker. One kill each is the short form; {@code -Danode4j.kills=20} kills as often and adds the
 * broker and one of two instances.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledStreamTest {
  private static final Logger LOG = LoggerFactory.getLogger(KilledStreamTest.class);
  private static final int KILLS = Integer.getInteger("anode4j.kills", 1);
  private static final String LONG =
      "Takes half a minute: run it by -Danode4j.kills=2 or more, as CONTRIBUTING.md says";
  private static final int SENSORS = 10;
  private static final int READINGS = 100;
  private static final Ledger.Balance EXACT = new Ledger.Balance(0, 0, 0);

  private Path directory;
  private Path model;
  private EmbeddedBroker broker;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    directory = temporary;
    model = directory.resolve("one.anode");
    SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b").save(model);
    broker = EmbeddedBroker.start(directory.resolve("kafka"));
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  private Path settings(String application, String instance, String... more) throws IOException {
    String[] always = {
      "bootstrap.servers",
      broker.bootstrap(),
      "application.id",
      application,
      "instance.id",
      instance,
      "state.dir",
      state(application, instance).toString(),
      "topics.partitions",
      "2"
    };
    String[] all = Stream.concat(Stream.of(always), Stream.of(more)).toArray(String[]::new);
    return OtherJvm.settings(directory.resolve(application + "-" + instance + ".properties"), all);
  }

  private Path state(String application, String instance) {
    return directory.resolve(application + "-" + instance);
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      List<File> all = files.sorted(Comparator.reverseOrder()).map(Path::toFile).toList();
      all.forEach(file -> assertTrue(file.delete(), file.toString()));
    }
  }

  /** Kills with results under way; the restart, each second without its state, goes on exactly. */
  @Test
  void nothingIsLostOrRepeatedWhenAnInstanceIsKilled() throws Exception {
    Ledger ledger = new Ledger(broker.bootstrap(), "killed");
    String[] manyEpisodes = {
      "commit.interval.ms", "50", "max.poll.records", "20", "false.alarm.rate", "0.4",
      "episode.open.readings", "1", "episode.close.readings", "2", "episode.update.ms", "1000"
    };
    Path settings = settings("killed", "a", manyEpisodes);
    OtherJvm stream = OtherJvm.stream(model, settings);
    try {
      for (int kill = 0; kill < KILLS; kill++) {
        int from = kill * (READINGS + 1);
        int before = kill * SENSORS * (READINGS + 1);
        ledger.send(SENSORS, from, from + READINGS);
        ledger.awaitScores(before + 1);
        stream.kill();
        if (kill % 2 == 1) {
          delete(state("killed", "a"));
        }
        int seen = ledger.scores();
        ledger.send(SENSORS, from + READINGS, from + READINGS + 1);
        long killed = System.nanoTime();
        stream = OtherJvm.stream(model, settings);
        ledger.awaitScores(seen + 1);
        LOG.warn(
            "Kill {}: first score {} ms after the restart, JVM start included; {} of {} were out",
            kill + 1,
            (System.nanoTime() - killed) / 1_000_000,
            seen - before,
            SENSORS * READINGS);
        ledger.awaitScores(before + SENSORS * (READINGS + 1));
      }
      assertEquals(EXACT, ledger.balance());
      int told = ledger.episodes();
      assertTrue(told >= SENSORS, told + " states of episodes");
      LOG.warn("{} states of episodes, each once", told);
    } finally {
      stream.kill();
    }
  }

  /**
   * Dies with a transaction open that the broker would keep for ten minutes, and its state
   * directory goes too: the restart ends that transaction, since it has the same name.
   */
  @Test
  void aRestartWithoutItsStateEndsTheTransactionThatWasOpen() throws Exception {
    Ledger ledger = new Ledger(broker.bootstrap(), "open");
    Path settings =
        settings(
            "open", "a", "commit.interval.ms", "2000", "producer.transaction.timeout.ms", "600000");
    OtherJvm stream = OtherJvm.stream(model, settings);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      ledger.send(SENSORS, 0, READINGS);
      awaitTransaction(admin, "open-");
      stream.kill();
      delete(state("open", "a"));
      stream = OtherJvm.stream(model, settings);
      assertEquals(EXACT, ledger.balance());
    } finally {
      stream.kill();
    }
  }

  private static void awaitTransaction(Admin admin, String prefix) throws Exception {
    for (int i = 0; i < 3000; i++) {
      for (TransactionListing found : admin.listTransactions().all().get()) {
        if (found.transactionalId().startsWith(prefix)
            && found.state() == TransactionState.ONGOING) {
          return;
        }
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    fail("No transaction " + prefix + "… was open within half a minute");
  }

  /** The control: the same kill without exactly-once repeats, so the books can show it. */
  @Test
  void atLeastOnceRepeats() throws Exception {
    Ledger ledger = new Ledger(broker.bootstrap(), "control");
    Path settings =
        settings(
            "control",
            "a",
            "processing.guarantee",
            "at_least_once",
            "commit.interval.ms",
            "600000",
            "state.cache",
            "false");
    OtherJvm stream = OtherJvm.stream(model, settings);
    try {
      ledger.send(SENSORS, 0, READINGS);
      ledger.awaitScores(SENSORS * READINGS);
      stream.kill();
      stream = OtherJvm.stream(model, settings);
      ledger.send(SENSORS, READINGS, READINGS + 1);
      Ledger.Balance balance = ledger.balance();
      assertEquals(0, balance.lost());
      assertTrue(balance.repeated() >= SENSORS, balance.toString());
    } finally {
      stream.kill();
    }
  }

  /** The broker dies and comes back on the same data; what it had acknowledged is scored once. */
  @Test
  void aKilledBrokerLosesNothing() throws Exception {
    assumeTrue(KILLS > 1, LONG);
    Path data = directory.resolve("own");
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String address = "127.0.0.1:" + port;
    Ledger ledger = new Ledger(address, "broken");
    OtherJvm own = OtherJvm.broker(data, port);
    try (OtherJvm stream =
        OtherJvm.stream(model, settings("broken", "a", "bootstrap.servers", address))) {
      ledger.send(SENSORS, 0, READINGS);
      ledger.awaitScores(1);
      own.kill();
      own = OtherJvm.broker(data, port);
      assertTrue(stream.isAlive());
      ledger.send(SENSORS, READINGS, 2 * READINGS);
      assertEquals(EXACT, ledger.balance());
    } finally {
      own.kill();
    }
  }

  /** One of two dies; the other takes its sensors over with their state. */
  @Test
  void theOtherInstanceGoesOnExactly() throws Exception {
    assumeTrue(KILLS > 1, LONG);
    Ledger ledger = new Ledger(broker.bootstrap(), "two");
    String[] more = {"commit.interval.ms", "50", "consumer.session.timeout.ms", "6000"};
    OtherJvm first = OtherJvm.stream(model, settings("two", "a", more));
    try (OtherJvm second = OtherJvm.stream(model, settings("two", "b", more))) {
      ledger.send(SENSORS, 0, READINGS);
      ledger.awaitScores(1);
      first.kill();
      assertTrue(second.isAlive());
      ledger.send(SENSORS, READINGS, 2 * READINGS);
      assertEquals(EXACT, ledger.balance());
    } finally {
      first.kill();
    }
  }

  /** Both are ended and started again one after the other, under their names, as at an upgrade. */
  @Test
  void aRollingRestartLosesNothing() throws Exception {
    assumeTrue(KILLS > 1, LONG);
    Ledger ledger = new Ledger(broker.bootstrap(), "rolling");
    String[] more = {"commit.interval.ms", "50"};
    Path[] settings = {settings("rolling", "a", more), settings("rolling", "b", more)};
    OtherJvm[] instances = {
      OtherJvm.stream(model, settings[0]), OtherJvm.stream(model, settings[1])
    };
    try {
      for (int i = 0; i < instances.length; i++) {
        ledger.send(SENSORS, i * READINGS, (i + 1) * READINGS);
        ledger.awaitScores(i * SENSORS * READINGS + 1);
        instances[i].end();
        instances[i] = OtherJvm.stream(model, settings[i]);
      }
      ledger.send(SENSORS, 2 * READINGS, 2 * READINGS + 1);
      assertEquals(EXACT, ledger.balance());
    } finally {
      instances[0].kill();
      instances[1].kill();
    }
  }
}
