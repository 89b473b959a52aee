package io.anode4j.streaming.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.streaming.broker.EmbeddedBroker;
import io.anode4j.streaming.reload.SmallModels;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the running command keeps on disk: where it is full, and what kills leave there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StateDirectoryTest {
  private static final int SENSORS = 50;

  /** In a name space of its own, where even who is not root may mount: 40 MiB, and then no more. */
  private static final String SMALL_DISK = "mount -t tmpfs -o size=40m tmpfs \"$0\" && exec \"$@\"";

  private Path directory;
  private EmbeddedBroker broker;
  private KafkaProducer<String, String> producer;

  @BeforeAll
  void start(@TempDir Path temporary) {
    directory = temporary;
    broker = EmbeddedBroker.start(directory.resolve("kafka"));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new StringSerializer(),
            new StringSerializer());
  }

  @AfterAll
  void stop() {
    producer.close();
    broker.close();
  }

  private Path home(String application) throws IOException {
    Path home = Files.createDirectory(directory.resolve(application));
    SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b").save(home.resolve("m.anode"));
    Files.createDirectory(home.resolve("state"));
    return home;
  }

  private CommandJvm running(Path home, List<String> within) throws Exception {
    String application = String.valueOf(home.getFileName());
    CommandJvm command =
        CommandJvm.start(
            home,
            within,
            broker.bootstrap(),
            Map.of(
                "application.id", application,
                "state.dir", home.resolve("state").toString(),
                "state.cache", "false",
                "rocksdb.memory.bytes", "8388608",
                "consumer.session.timeout.ms", "6000",
                "topics.partitions", "1"));
    send(application, 0);
    command.await("sensors/s0", answer -> answer.startsWith("200"));
    return command;
  }

  private void send(String application, int second) {
    long time = System.currentTimeMillis() - 3_600_000 + 1000L * second;
    for (int s = 0; s < SENSORS; s++) {
      String value = "{\"ts\":" + time + ",\"v\":[1,10]}";
      producer.send(new ProducerRecord<>(application + ".observations", "s" + s, value));
    }
  }

  @Test
  void aFullDiskIsNamed() throws Exception {
    Path home = home("full");
    Path state = home.resolve("state");
    List<String> small = List.of("unshare", "-Urm", "sh", "-c", SMALL_DISK, state.toString());
    assumeTrue(mayMount(small), "This machine lets nobody mount: no disk can be made full");
    try (CommandJvm command = running(home, small)) {
      // The disk is in that process's sight alone.
      Path inside = Path.of("/proc", Long.toString(command.pid()), "root", state.toString());
      fill(inside.resolve("ballast"));
      for (int second = 1; second < 400; second++) {
        send("full", second);
      }
      String ready = command.await("health/ready", answer -> answer.contains("No space left"));
      assertTrue(ready.startsWith("503"), ready);
      assertTrue(ready.contains("the state in " + state), ready);
      assertTrue(ready.contains("set state.dir to another"), ready);
      assertTrue(command.ask("health/live").startsWith("200"));

      Files.delete(inside.resolve("ballast"));
      command.await("sensors/s0", answer -> answer.contains("\"n\":400"));
      command.await("health/ready", answer -> answer.startsWith("200"));
    }
  }

  private static boolean mayMount(List<String> small) throws Exception {
    try {
      return new ProcessBuilder(Stream.concat(small.stream(), Stream.of("true")).toList())
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void fill(Path file) throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertTrue(String.valueOf(e.getMessage()).contains("No space left"), e.toString());
    }
  }

  /** Killed processes leave one copy of RocksDB's library, ended ones none, wherever it is. */
  @Test
  void killsLeaveOneLibrary() throws Exception {
    Path home = home("copies");
    running(home, List.of()).kill();
    assertEquals(1, libraries(home.resolve("state")));
    try (CommandJvm command = running(home, List.of())) {
      assertEquals(1, libraries(home.resolve("state")));
      command.terminate();
      command.exitCode();
    }
    assertEquals(0, libraries(home));
    assertFalse(Files.list(home.resolve("state")).toList().isEmpty());
  }

  private static long libraries(Path below) throws IOException {
    try (Stream<Path> all = Files.walk(below)) {
      return all.filter(file -> file.getFileName().toString().startsWith("librocksdb")).count();
    }
  }
}
