package io.anode4j.streaming.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anode4j.data.TimeFormat;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.streaming.broker.EmbeddedBroker;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.reload.ModelHandle;
import io.anode4j.streaming.reload.SensorPattern;
import io.anode4j.streaming.reload.SensorType;
import io.anode4j.streaming.reload.SmallModels;
import io.anode4j.streaming.reload.TypedModels;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two kinds of sensors with other channels, in one application on a real broker. */
class SensorTypesOnBrokerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TimeFormat TIMES = TimeFormat.epochSeconds();

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> notes = java.util.Collections.synchronizedList(new ArrayList<>());
  @TempDir private Path directory;

  @Test
  void eachKindHasItsOwnModelWhichChangesAlone() throws Exception {
    NeuralFilter pumps = SmallModels.of(1, TIMES, "flow", "heat");
    NeuralFilter valves = SmallModels.of(2, TIMES, "angle");
    NeuralFilter better = SmallModels.of(3, TIMES, "angle");
    Path models = Files.createDirectories(directory.resolve("models/valves")).getParent();
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
        Parts parts = new Parts();
        Scores scores = new Scores(broker.bootstrap())) {
      TypedModels typed =
          new TypedModels(
              new ModelHandle(pumps, "pumps.anode"),
              List.of(
                  new SensorType(
                      "valves",
                      SensorPattern.of("valve-*"),
                      new ModelHandle(valves, "valves.anode"))));
      URI page =
          StreamSession.start(
                  parts,
                  settings(broker),
                  typed,
                  new StreamOptions(StreamOptions.address("127.0.0.1:0"), null, models, null),
                  notes::add)
              .page();
      scores.send("pump-1", 0, 1.0, 11.0);
      scores.send("valve-1", 0, 0.5);
      scores.send("seventh", "valves", 0, 0.5);
      JsonNode byHeader = scores.next("seventh");
      assertEquals(label("valves", valves), byHeader.path("model").asText());
      assertEquals(label("pumps", pumps), scores.next("pump-1").path("model").asText());
      JsonNode first = scores.next("valve-1");
      assertEquals(label("valves", valves), first.path("model").asText());
      assertTrue(first.toString().contains("\"angle\""), first.toString());

      better.save(models.resolve("valves/better.anode"));
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (notes.stream().noneMatch(note -> note.startsWith("valves: model "))) {
        assertTrue(System.nanoTime() < end, notes::toString);
        Thread.sleep(50);
      }
      scores.send("pump-1", 1000, 1.0, 11.0);
      scores.send("valve-1", 1000, 0.5);
      JsonNode pump = scores.next("pump-1");
      assertEquals(label("pumps", pumps), pump.path("model").asText());
      assertEquals(2, pump.path("n").asInt(), "the pump's state went on");
      scores.send("seventh", 1000, 0.5);
      assertEquals(label("better", better), scores.next("seventh").path("model").asText());
      JsonNode valve = scores.next("valve-1");
      assertEquals(label("better", better), valve.path("model").asText());

      assertEquals(better.id(), model(page, "/model").at("/types/valves/id").asText());
      HttpRequest back =
          HttpRequest.newBuilder(page.resolve("/model/rollback?type=valves"))
              .header("X-Anode4j", "1")
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      assertEquals(200, http.send(back, BodyHandlers.discarding()).statusCode());
      JsonNode now = model(page, "/model");
      assertEquals(valves.id(), now.at("/types/valves/id").asText());
      assertEquals("valve-*", now.at("/types/valves/sensors").asText());
      assertEquals(pumps.id(), now.path("id").asText());
      assertEquals(
          List.of("angle"), JSON.convertValue(now.at("/types/valves/channels"), List.class));
    }
  }

  private StreamingConfig settings(EmbeddedBroker broker) {
    Properties settings = new Properties();
    settings.setProperty("bootstrap.servers", broker.bootstrap());
    settings.setProperty("application.id", "typed");
    settings.setProperty("topics.partitions", "1");
    settings.setProperty("state.dir", directory.resolve("state").toString());
    return StreamingConfig.of(settings);
  }

  private static String label(String name, NeuralFilter model) {
    return name + "@sha256:" + model.id().substring(0, 12);
  }

  private JsonNode model(URI page, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(page.resolve(path)).build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  /** Sends readings, and reads what comes of them. */
  private static final class Scores implements AutoCloseable {
    private static final String READINGS = "typed.observations";
    private static final TopicPartition RESULTS = new TopicPartition("typed.scores", 0);

    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> read = new ArrayList<>();
    private boolean assigned;

    Scores(String bootstrap) {
      producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", bootstrap),
              new StringSerializer(),
              new StringSerializer());
      consumer =
          new KafkaConsumer<>(
              Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
              new StringDeserializer(),
              new StringDeserializer());
    }

    void send(String sensor, long millis, double... values) {
      send(sensor, null, millis, values);
    }

    void send(String sensor, @Nullable String kind, long millis, double... values) {
      StringBuilder list = new StringBuilder();
      for (double value : values) {
        list.append(list.isEmpty() ? "" : ", ").append(value);
      }
      String json = "{\"ts\": %d, \"v\": [%s]}".formatted(1_700_000_000_000L + millis, list);
      ProducerRecord<String, String> record = new ProducerRecord<>(READINGS, sensor, json);
      if (kind != null) {
        record.headers().add("anode4j.kind", kind.getBytes(StandardCharsets.UTF_8));
      }
      producer.send(record);
      producer.flush();
    }

    JsonNode next(String sensor) throws Exception {
      if (!assigned) {
        consumer.assign(List.of(RESULTS));
        consumer.seekToBeginning(List.of(RESULTS));
        assigned = true;
      }
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (System.nanoTime() < end) {
        for (ConsumerRecord<String, String> one : read) {
          if (one.key().equals(sensor)) {
            read.remove(one);
            return JSON.readTree(one.value());
          }
        }
        consumer.poll(Duration.ofMillis(100)).forEach(read::add);
      }
      throw new AssertionError("no score of " + sensor + " within a minute");
    }

    @Override
    public void close() {
      producer.close();
      consumer.close();
    }
  }
}
