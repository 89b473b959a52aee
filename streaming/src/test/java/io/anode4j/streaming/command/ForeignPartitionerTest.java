package io.anode4j.streaming.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.anode4j.data.TimeFormat;
import io.anode4j.streaming.broker.EmbeddedBroker;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.reload.ModelHandle;
import io.anode4j.streaming.reload.SmallModels;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Producers that choose partitions by another rule than Java's: librdkafka's default takes the
 * CRC32 of the key, and with it Python, Go, C, .NET and Node clients.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignPartitionerTest {
  private static final int PARTITIONS = 4;
  private static final int SENSORS = 24;
  private static final int PATIENCE_SECONDS = 60;

  private final JsonMapper mapper = new JsonMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Parts parts = new Parts();
  private final long start = System.currentTimeMillis() - 60_000;
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
    parts.close();
    producer.close();
    broker.close();
  }

  private URI session(String application, String name) throws Exception {
    Properties settings = new Properties();
    settings.setProperty("bootstrap.servers", broker.bootstrap());
    settings.setProperty("application.id", application);
    settings.setProperty("topics.partitions", Integer.toString(PARTITIONS));
    settings.setProperty("commit.interval.ms", "50");
    settings.setProperty("state.dir", directory.resolve(application + name).toString());
    StreamOptions options =
        new StreamOptions(StreamOptions.address("127.0.0.1:0"), null, null, null);
    ModelHandle model =
        new ModelHandle(SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b"), "m");
    URI page =
        StreamSession.start(parts, StreamingConfig.of(settings), model, options, note -> {}).page();
    await(page, "health/ready", "\"status\":\"up\"");
    return page;
  }

  private static int crc(String key) {
    CRC32 crc = new CRC32();
    crc.update(key.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % PARTITIONS);
  }

  private static int murmur(String key) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % PARTITIONS;
  }

  private void send(String topic, int partition, String key, int second) throws Exception {
    String value = "{\"ts\":" + (start + 1000L * second) + ",\"v\":[0.1,10]}";
    producer.send(new ProducerRecord<>(topic, partition, key, value)).get();
  }

  private HttpResponse<String> get(URI at) throws Exception {
    return http.send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString());
  }

  private String await(URI instance, String path, String text) throws Exception {
    String body = "";
    for (int i = 0; i < PATIENCE_SECONDS * 20; i++) {
      body = get(instance.resolve(path)).body();
      if (body.contains(text)) {
        return body;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return fail(path + " of " + instance + " never says " + text + ": " + body);
  }

  /** The answer about a sensor, whoever gives it; "unknown" is none while it has readings. */
  private JsonNode sensor(URI instance, String id) throws Exception {
    HttpResponse<String> answer = get(instance.resolve("sensors/" + id));
    for (int i = 0; i < PATIENCE_SECONDS * 20 && answer.statusCode() != 200; i++) {
      if (answer.statusCode() == 307) {
        answer = get(URI.create(answer.headers().firstValue("Location").orElseThrow()));
      } else {
        assertEquals(503, answer.statusCode(), id + ": " + answer.body());
        TimeUnit.MILLISECONDS.sleep(50);
        answer = get(instance.resolve("sensors/" + id));
      }
    }
    return mapper.readTree(answer.body());
  }

  /** Partitions of the scores by sensor, once there are so many. */
  private Map<String, Integer> scores(String topic, int wanted) {
    Map<String, Integer> found = new HashMap<>();
    int seen = 0;
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrap(), "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      for (int i = 0; i < PATIENCE_SECONDS * 10 && seen < wanted; i++) {
        for (var record : consumer.poll(Duration.ofMillis(100))) {
          Integer before = found.put(record.key(), record.partition());
          assertTrue(before == null || before == record.partition(), record.key());
          seen++;
        }
      }
    }
    assertEquals(wanted, seen);
    return found;
  }

  @Test
  void everySensorIsFoundAndItsScoresLieBesideItsReadings() throws Exception {
    URI one = session("crc", "one");
    URI two = session("crc", "two");
    for (int i = 0; i < 3; i++) {
      for (int s = 0; s < SENSORS; s++) {
        send("crc.observations", crc("s" + s), "s" + s, i);
      }
    }
    Map<String, Integer> scores = scores("crc.scores", 3 * SENSORS);
    for (int s = 0; s < SENSORS; s++) {
      String id = "s" + s;
      assertEquals(crc(id), scores.get(id), id);
      for (URI instance : List.of(one, two)) {
        JsonNode found = sensor(instance, id);
        assertEquals(3, found.path("n").asInt(), found.toString());
        assertEquals("[" + crc(id) + "]", found.path("partitions").toString());
      }
    }
    for (URI instance : List.of(one, two)) {
      HttpResponse<String> nobody = get(instance.resolve("sensors/nobody"));
      assertEquals(404, nobody.statusCode(), nobody.body());
    }

    // A Java producer comes along: some of its sensors are now in two partitions.
    String twice = "s0";
    for (int s = 0; crc(twice) == murmur(twice); s++) {
      twice = "s" + s;
    }
    send("crc.observations", murmur(twice), twice, 3);
    for (int i = 0; i < PATIENCE_SECONDS * 20; i++) {
      if (get(one.resolve("metrics")).body().contains("anode4j_split_sensors_total 1.0")
          || get(two.resolve("metrics")).body().contains("anode4j_split_sensors_total 1.0")) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    fail("nobody says that " + twice + " is in two partitions");
  }

  /** Where the outputs have fewer partitions, all of a sensor's results still share one. */
  @Test
  void fewerPartitionsOfTheScoresKeepSensorsTogether() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      NewTopic few = new NewTopic("few.scores", Optional.of(3), Optional.empty());
      admin.createTopics(List.of(few)).all().get();
    }
    session("few", "one");
    for (int s = 0; s < SENSORS; s++) {
      send("few.observations", crc("s" + s), "s" + s, 0);
    }
    Map<String, Integer> scores = scores("few.scores", SENSORS);
    for (int s = 0; s < SENSORS; s++) {
      assertEquals(crc("s" + s) % 3, scores.get("s" + s));
    }
  }
}
