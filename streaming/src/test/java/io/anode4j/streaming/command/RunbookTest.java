package io.anode4j.streaming.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.anode4j.cli.Anode4j;
import io.anode4j.data.TimeFormat;
import io.anode4j.streaming.broker.EmbeddedBroker;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.reload.ModelHandle;
import io.anode4j.streaming.reload.SmallModels;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The acts of docs/operating.md, each done once on a real broker. */
class RunbookTest {
  private static final String INPUT = "run.observations";

  @TempDir private Path directory;
  private final long start = System.currentTimeMillis() - 100_000;
  private final StringWriter out = new StringWriter();
  private EmbeddedBroker broker;
  private KafkaProducer<String, String> producer;

  @BeforeEach
  void start() {
    broker = EmbeddedBroker.start(directory.resolve("kafka"));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new StringSerializer(),
            new StringSerializer());
  }

  @AfterEach
  void stop() {
    producer.close();
    broker.close();
  }

  private URI session(Parts parts, String... more) {
    Properties settings = new Properties();
    settings.setProperty("bootstrap.servers", broker.bootstrap());
    settings.setProperty("application.id", "run");
    settings.setProperty("topics.partitions", "2");
    settings.setProperty("commit.interval.ms", "50");
    settings.setProperty("state.dir", directory.resolve("state").toString());
    for (int i = 0; i < more.length; i += 2) {
      settings.setProperty(more[i], more[i + 1]);
    }
    StreamOptions options =
        new StreamOptions(StreamOptions.address("127.0.0.1:0"), null, null, null);
    ModelHandle model =
        new ModelHandle(SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b"), "m");
    return StreamSession.start(parts, StreamingConfig.of(settings), model, options, note -> {})
        .page();
  }

  private void send(int partition, String key, int second, String values) throws Exception {
    String value = "{\"ts\":" + (start + 1000L * second) + ",\"values\":" + values + "}";
    producer.send(new ProducerRecord<>(INPUT, partition, key, value)).get();
  }

  private static JsonNode sensor(URI page, String id) throws Exception {
    HttpRequest asked = HttpRequest.newBuilder(page.resolve("sensors/" + id)).build();
    String body = HttpClient.newHttpClient().send(asked, BodyHandlers.ofString()).body();
    return new JsonMapper().readTree(body);
  }

  /** Waits until a sensor has had so many readings. */
  private static void await(URI page, String id, int readings) throws Exception {
    int n = -1;
    for (int i = 0; i < 1200 && n != readings; i++) {
      n = sensor(page, id).path("n").asInt(0);
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertEquals(readings, n);
  }

  private String dlq(String... arguments) {
    out.getBuffer().setLength(0);
    List<String> all =
        Stream.of(
                Stream.of("dlq"),
                Arrays.stream(arguments),
                Stream.of("--bootstrap", broker.bootstrap(), "--set", "application.id=run"))
            .flatMap(s -> s)
            .toList();
    CommandLine command = Anode4j.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
    assertEquals(0, command.execute(all.toArray(String[]::new)), out::toString);
    return out.toString().strip();
  }

  @Test
  void deadLettersAreListedAndReplayedOnce() throws Exception {
    try (Parts parts = new Parts()) {
      URI page = session(parts);
      send(1, "p", 1, "{\"a\":1}");
      send(1, "p", 2, "{\"a\":1,\"heat\":7}");
      send(1, "p", 3, "{\"a\":\"text\"}");
      send(1, "p", 4, "{\"heat\":7,\"b\":2}");
      send(0, "q", 1, "{\"a\":1}");
      await(page, "p", 1);
      await(page, "q", 1);
    }
    String listed = dlq("list");
    assertTrue(listed.endsWith("dead letters: {UNKNOWN_FEATURE=2, VALUE=1}"), listed);
    assertTrue(listed.contains("run.observations-1@3") && listed.contains("key p"), listed);
    assertEquals("dead letters: {VALUE=1}", dlq("list", "--reason", "VALUE", "--limit", "0"));
    assertEquals(
        "would be sent again: 2", dlq("replay", "--dry-run", "--reason", "UNKNOWN_FEATURE"));
    try (Parts parts = new Parts()) {
      URI page = session(parts, "unknown.feature", "ignore");
      assertEquals("sent again: 2", dlq("replay", "--reason", "UNKNOWN_FEATURE"));
      await(page, "p", 3);
      assertEquals(1, sensor(page, "p").path("partitions").size(), "where it came in");
      assertEquals("sent again: 0", dlq("replay", "--reason", "UNKNOWN_FEATURE"));
      assertEquals("sent again: 1", dlq("replay"), "what is left");
      TimeUnit.SECONDS.sleep(1);
      assertEquals(3, sensor(page, "p").path("n").asInt());
    }
    assertTrue(dlq("list").endsWith("{UNKNOWN_FEATURE=2, VALUE=2}"), "refused once more");
    assertEquals("would be sent again: 1", dlq("replay", "--dry-run"), "the new letter alone");
  }

  /** What kafka-consumer-groups --reset-offsets does, while the application is stopped. */
  @Test
  void aRecordIsSkipped() throws Exception {
    try (Parts parts = new Parts()) {
      URI page = session(parts);
      send(0, "p", 1, "{\"a\":1}");
      await(page, "p", 1);
    }
    send(0, "p", 2, "{\"a\":2}");
    send(0, "p", 3, "{\"a\":3}");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      // A static member that was closed is waited for until its session ends.
      var unused =
          admin.removeMembersFromConsumerGroup(
              "run", new org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions());
      unused.all().get();
      admin
          .alterConsumerGroupOffsets(
              "run", Map.of(new TopicPartition(INPUT, 0), new OffsetAndMetadata(2)))
          .all()
          .get();
    }
    try (Parts parts = new Parts()) {
      URI page = session(parts);
      await(page, "p", 2);
      assertEquals(start + 3000, sensor(page, "p").path("lastTs").asLong());
    }
  }

  /** A sensor whose producer has changed its partitioner: its old state is forgotten. */
  @Test
  void aSensorIsMoved() throws Exception {
    try (Parts parts = new Parts()) {
      URI page = session(parts);
      send(0, "p", 1, "{\"a\":1}");
      await(page, "p", 1);
      producer.send(new ProducerRecord<>(INPUT, 0, "p", null)).get();
      send(1, "p", 2, "{\"a\":1}");
      send(1, "p", 3, "{\"a\":1}");
      await(page, "p", 2);
      assertEquals("[1]", sensor(page, "p").path("partitions").toString());
    }
  }

  @Test
  void aLostStateDirectoryIsRestored() throws Exception {
    try (Parts parts = new Parts()) {
      URI page = session(parts);
      for (int i = 1; i <= 30; i++) {
        send(i % 2, "p" + i % 2, i, "{\"a\":1,\"b\":2}");
      }
      await(page, "p0", 15);
    }
    try (Stream<Path> files = Files.walk(directory.resolve("state"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    try (Parts parts = new Parts()) {
      URI page = session(parts);
      send(0, "p0", 40, "{\"a\":1,\"b\":2}");
      await(page, "p0", 16);
      await(page, "p1", 15);
    }
  }
}
