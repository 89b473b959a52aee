package io.anode4j.streaming.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.streaming.broker.EmbeddedBroker;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.operations.Exposition;
import io.anode4j.streaming.reload.ModelHandle;
import io.anode4j.streaming.reload.SmallModels;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators look at, of a stream on a real broker: lag, and health while others misbehave. */
class OperationsOnBrokerTest {
  private static final int PARTITIONS = 2;
  private static final int READINGS = 400;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Parts parts = new Parts();
  @TempDir private Path directory;
  private EmbeddedBroker broker;
  private URI page;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start(directory.resolve("kafka"));
    Properties settings = new Properties();
    settings.setProperty("bootstrap.servers", broker.bootstrap());
    settings.setProperty("application.id", "watched");
    settings.setProperty("topics.partitions", String.valueOf(PARTITIONS));
    settings.setProperty("state.dir", directory.resolve("state").toString());
    page =
        StreamSession.start(
                parts,
                StreamingConfig.of(settings),
                new ModelHandle(SmallModels.of(1, TimeFormat.epochSeconds(), "a"), "a.anode"),
                new StreamOptions(StreamOptions.address("127.0.0.1:0"), null, null, null),
                note -> {})
            .page();
    await(() -> status("health/ready") == 200);
  }

  @AfterEach
  void stop() {
    parts.close();
    broker.close();
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.call()) {
      assertTrue(System.nanoTime() < end, "it took more than a minute");
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private int status(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(page.resolve(path)).timeout(Duration.ofSeconds(10)).build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  private String text(String path) throws Exception {
    return http.send(HttpRequest.newBuilder(page.resolve(path)).build(), BodyHandlers.ofString())
        .body();
  }

  private Exposition metrics() throws Exception {
    return Exposition.parse(text("metrics"));
  }

  /** Records behind, one entry a partition. */
  private List<Double> lag() throws Exception {
    Exposition.Family family = metrics().families().get("anode4j_lag_records");
    return family == null
        ? List.of()
        : family.samples.stream().map(Exposition.Sample::value).toList();
  }

  @Test
  void lagIsWhatWaitsAndNothingWhenIdle() throws Exception {
    List<Double> none = List.of(0.0, 0.0);
    await(() -> lag().equals(none)); // before the first record
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = 0; i < READINGS; i++) {
        String value =
            "{\"ts\": %d, \"v\": [%f]}".formatted(1_700_000_000_000L + 1000L * i, i % 7 / 7.0);
        producer.send(new ProducerRecord<>("watched.observations", "s" + i % 5, value));
      }
    }
    String scored = "result=\"%s\"";
    await(
        () -> {
          Exposition now = metrics();
          double sum = 0;
          for (String result : List.of("normal", "anomaly", "warmup")) {
            sum += now.value("anode4j_readings_total", scored.formatted(result));
          }
          return sum == READINGS;
        });
    await(() -> lag().equals(none)); // what was scored is committed
    assertTrue(text("health/ready").contains(", 0 records behind"), text("health/ready"));
    for (Exposition.Family family : metrics().families().values()) {
      for (Exposition.Sample sample : family.samples) {
        assertFalse(Double.isNaN(sample.value()), sample::toString);
      }
    }
  }

  @Test
  void halfOpenRequestsSilenceNothing() throws Exception {
    List<Socket> halves = new ArrayList<>();
    try {
      for (int i = 0; i < 500; i++) {
        Socket half = new Socket("127.0.0.1", page.getPort());
        half.getOutputStream().write("GET /sensors HTTP/1.1\r\nHo".getBytes(UTF_8));
        halves.add(half);
      }
      assertEquals(200, status("health/live"));
      assertEquals(200, status("health/ready"));
      assertEquals(200, status("metrics"));
    } finally {
      for (Socket half : halves) {
        half.close();
      }
    }
  }
}
