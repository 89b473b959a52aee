package io.anode4j.streaming.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.anode4j.data.TimeFormat;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.streaming.broker.EmbeddedBroker;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.reload.ModelHandle;
import io.anode4j.streaming.reload.SmallModels;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances with their pages on one real broker, told of new models by a topic. */
class TwoInstancesTest {
  private static final String TOPIC = "shared.models";
  private static final int SENSORS = 8;
  private static final int PATIENCE_SECONDS = 60;
  private static final NeuralFilter FIRST = SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b");

  private final JsonMapper mapper = new JsonMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Parts parts = new Parts();
  @TempDir private Path directory;
  private EmbeddedBroker broker;
  private Path models;
  private KafkaProducer<String, String> producer;
  private URI one;
  private URI two;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start(directory.resolve("kafka"));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new StringSerializer(),
            new StringSerializer());
    models = Files.createDirectory(directory.resolve("models"));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
          .all()
          .get();
    }
    one = session("one");
    two = session("two");
    awaitText(one, "health/ready", "\"status\":\"up\"");
    awaitText(two, "health/ready", "\"status\":\"up\"");
  }

  @AfterEach
  void stop() {
    parts.close();
    producer.close();
    broker.close();
  }

  private URI session(String name) {
    Properties settings = new Properties();
    settings.setProperty("bootstrap.servers", broker.bootstrap());
    settings.setProperty("application.id", "shared");
    settings.setProperty("topics.partitions", "2");
    settings.setProperty("commit.interval.ms", "50");
    settings.setProperty("state.dir", directory.resolve(name).toString());
    StreamOptions options =
        new StreamOptions(StreamOptions.address("127.0.0.1:0"), null, models, TOPIC);
    return StreamSession.start(
            parts,
            StreamingConfig.of(settings),
            new ModelHandle(FIRST, "first.anode"),
            options,
            note -> {})
        .page();
  }

  private void send(String topic, String key, String value) throws Exception {
    producer.send(new ProducerRecord<>(topic, key, value)).get();
  }

  /** Asks again while partitions move, as the answer says one should. */
  private HttpResponse<String> get(URI at) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(at).build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    for (int i = 0; i < PATIENCE_SECONDS * 20 && answer.statusCode() == 503; i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      answer = http.send(request, BodyHandlers.ofString());
    }
    return answer;
  }

  private JsonNode json(URI instance, String path) throws Exception {
    return mapper.readTree(get(instance.resolve(path)).body());
  }

  private void awaitText(URI instance, String path, String text) throws Exception {
    String body = "";
    for (int i = 0; i < PATIENCE_SECONDS * 20; i++) {
      body = get(instance.resolve(path)).body();
      if (body.contains(text)) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    fail(path + " of " + instance + " never says " + text + ": " + body);
  }

  /** Sensors whose state an instance holds, once both together hold all of them. */
  private String sensorOf(URI owner) throws Exception {
    for (int i = 0; i < PATIENCE_SECONDS * 20; i++) {
      JsonNode here = json(owner, "sensors").get("local");
      int all = json(one, "sensors").get("local").size() + json(two, "sensors").get("local").size();
      if (all == SENSORS && !here.isEmpty()) {
        return here.get(0).asText();
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return fail("the sensors were never shared");
  }

  @Test
  void questionsGoToTheInstanceThatHoldsTheSensor() throws Exception {
    long now = System.currentTimeMillis() - 60_000;
    for (int i = 0; i < 20; i++) {
      for (int s = 0; s < SENSORS; s++) {
        send("shared.observations", "s" + s, "{\"ts\":" + (now + 1000 * i) + ",\"v\":[0.1,10]}");
      }
    }
    String sensor = sensorOf(two);
    assertEquals(200, get(two.resolve("sensors/" + sensor)).statusCode());
    for (String path : List.of("sensors/" + sensor, "sensors/" + sensor + "/forecast?horizon=5")) {
      HttpResponse<String> answer = get(one.resolve(path));
      assertEquals(307, answer.statusCode(), answer.body());
      URI there = URI.create(answer.headers().firstValue("Location").orElseThrow());
      assertEquals(two.resolve(path), there);
      HttpResponse<String> found = get(there);
      assertEquals(200, found.statusCode(), found.body());
      assertEquals(sensor, mapper.readTree(found.body()).get("sensor").asText());
    }
    HttpResponse<String> nobody = get(one.resolve("sensors/nobody"));
    if (nobody.statusCode() == 307) {
      nobody = get(URI.create(nobody.headers().firstValue("Location").orElseThrow()));
    }
    assertEquals(404, nobody.statusCode(), nobody.body());
  }

  @Test
  void aTopicOfManifestsChangesTheModelOfAll() throws Exception {
    Path second = models.resolve("second.anode");
    SmallModels.of(2, TimeFormat.epochSeconds(), "a", "b").save(second);
    SmallModels.of(3, TimeFormat.epochSeconds(), "other").save(models.resolve("third.anode"));
    String before = json(one, "model").get("id").asText();

    send(TOPIC, "m", manifest("second.anode"));
    for (URI instance : List.of(one, two)) {
      awaitText(instance, "model", "\"source\":\"second.anode\"");
      assertNotEquals(before, json(instance, "model").get("id").asText());
    }
    // A model of other channels, and a file that is not the one that was announced.
    send(TOPIC, "m", manifest("third.anode"));
    awaitText(one, "health/ready", "third.anode");
    send(TOPIC, "m", manifest("second.anode").replaceFirst("[0-9a-f]{64}", "0".repeat(64)));
    for (URI instance : List.of(one, two)) {
      awaitText(instance, "health/ready", "SHA-256");
      assertEquals("second.anode", json(instance, "model").get("source").asText());
      awaitText(instance, "health/ready", "\"status\":\"up\"");
      awaitText(instance, "metrics", "anode4j_model_reloads_total{outcome=\"refused\"} 2.0");
    }
    HttpResponse<String> back =
        http.send(
            HttpRequest.newBuilder(one.resolve("model/rollback"))
                .header("X-Anode4j", "1")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
    assertEquals(200, back.statusCode(), back.body());
    assertEquals(before, json(one, "model").get("id").asText());
  }

  private String manifest(String file) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(models.resolve(file)));
    return "{\"file\":\"" + file + "\",\"sha256\":\"" + HexFormat.of().formatHex(hash) + "\"}";
  }
}
