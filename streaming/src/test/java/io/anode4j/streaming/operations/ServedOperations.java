package io.anode4j.streaming.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anode4j.data.TimeFormat;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.streaming.reload.ModelHandle;
import io.anode4j.streaming.reload.ModelReloader;
import io.anode4j.streaming.reload.ModelReloaders;
import io.anode4j.streaming.reload.SmallModels;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Operations of a small stream, served anew for each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServedOperations {
  final NeuralFilter one = SmallModels.of(1, TimeFormat.epochSeconds(), "a");
  final NeuralFilter two = SmallModels.of(2, TimeFormat.epochSeconds(), "a");
  final HttpClient client = HttpClient.newHttpClient();
  volatile Health.Status status = Health.Status.UP;
  volatile CountDownLatch hang = new CountDownLatch(0);
  volatile CountDownLatch release = new CountDownLatch(0);
  LiveFeed feed;
  ModelReloader reloader;
  OperationsServer server;

  /** Knows s/1 here, s2 elsewhere, and cannot tell of s3. */
  private final class Queries implements SensorQueries {
    @Override
    public List<String> local(int limit) {
      return List.of("s/1");
    }

    @Override
    public Answer sensor(String id) {
      return switch (id) {
        case "s/1" -> new Found(JsonNodeFactory.instance.objectNode().put("n", 3));
        case "s2" -> new Elsewhere(URI.create("http://other:9"));
        case "s3" -> new NotNow("rebalancing; ask again");
        case "s6" -> hanging();
        case "s4" -> throw new IllegalStateException("a fault of ours");
        default -> new Unknown();
      };
    }

    @Override
    public Answer forecast(String id, ForecastSpan span) {
      return id.equals("s/1")
          ? new Found(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("horizon", span.horizon())
                  .put("steps", span.steps()))
          : sensor(id);
    }
  }

  SensorQueries.Answer hanging() {
    hang.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("cut off", e);
    }
    return new SensorQueries.Unknown();
  }

  @BeforeEach
  void start() {
    release = new CountDownLatch(1);
    status = Health.Status.UP;
    feed = new LiveFeed();
    reloader = new ModelReloader(new ModelHandle(one, "one.anode"), outcome -> {});
    server = OperationsServer.start(OperationsSettings.loopback(0), sources());
  }

  OperationsSources sources() {
    return new OperationsSources(
        () -> new Health(List.of(new Health.Check("stream", status, "because"))),
        () -> "anode4j_scores_total 7\n",
        new Queries(),
        feed,
        ModelReloaders.of(reloader),
        1);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  HttpResponse<String> send(String method, String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri().resolve(path)).method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  JsonNode get(int expected, String path) throws Exception {
    HttpResponse<String> answer = send("GET", path);
    assertEquals(expected, answer.statusCode(), answer.body());
    return new JsonMapper().readTree(answer.body());
  }
}
