package io.anode4j.streaming.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anode4j.data.TimeFormat;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.streaming.record.ForecastRequest;
import io.anode4j.streaming.reload.ModelHandle;
import io.anode4j.streaming.reload.ModelReloader;
import io.anode4j.streaming.reload.ModelReloaders;
import io.anode4j.streaming.reload.SmallModels;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsServerTest {
  private final NeuralFilter one = SmallModels.of(1, TimeFormat.epochSeconds(), "a");
  private final NeuralFilter two = SmallModels.of(2, TimeFormat.epochSeconds(), "a");
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile Health.Status status = Health.Status.UP;
  private volatile CountDownLatch hang = new CountDownLatch(0);
  private volatile CountDownLatch release = new CountDownLatch(0);
  private LiveFeed feed;
  private ModelReloader reloader;
  private OperationsServer server;

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

  private SensorQueries.Answer hanging() {
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

  private OperationsSources sources() {
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

  private HttpResponse<String> send(String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri().resolve(path)).method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private JsonNode get(int expected, String path) throws Exception {
    HttpResponse<String> answer = send("GET", path);
    assertEquals(expected, answer.statusCode(), answer.body());
    return new JsonMapper().readTree(answer.body());
  }

  @ParameterizedTest
  @CsvSource({"UP,200,200", "DEGRADED,200,200", "NOT_READY,200,503", "DEAD,503,503"})
  void healthSaysWhyInStatusAndWords(Health.Status now, int live, int ready) throws Exception {
    status = now;
    assertEquals(live, send("GET", "/health/live").statusCode());
    JsonNode body = get(ready, "/health/ready");
    assertEquals(ready == 200 ? "up" : "down", body.path("status").asText());
    assertEquals("because", body.at("/checks/0/reason").asText());
    assertEquals(400, send("GET", "/health/well").statusCode());
  }

  @Test
  void metricsArePrometheusText() throws Exception {
    HttpResponse<String> answer = send("GET", "/metrics");
    assertEquals("anode4j_scores_total 7\n", answer.body());
    assertTrue(answer.headers().firstValue("Content-Type").orElse("").contains("version=0.0.4"));
  }

  @Test
  void sensorsAreAnsweredHereElsewhereOrNotNow() throws Exception {
    assertEquals(3, get(200, "/sensors/s%2F1").path("n").asInt());
    HttpResponse<String> elsewhere = send("GET", "/sensors/s2/forecast?horizon=5");
    assertEquals(307, elsewhere.statusCode());
    assertEquals(
        "http://other:9/sensors/s2/forecast?horizon=5",
        elsewhere.headers().firstValue("Location").orElse(""));
    HttpResponse<String> notNow = send("GET", "/sensors/s3");
    assertEquals(503, notNow.statusCode());
    assertEquals("2", notNow.headers().firstValue("Retry-After").orElse(""));
    assertTrue(get(404, "/sensors/s5").path("error").asText().contains("s5"));
    assertTrue(get(500, "/sensors/s4").path("error").asText().contains("a fault of ours"));
    assertEquals(404, send("GET", "/sensors/s%2F1/colour").statusCode());
  }

  @Test
  void forecastsTakeTheirSpanFromTheQuery() throws Exception {
    JsonNode asked = get(200, "/sensors/s%2F1/forecast?horizon=12.5&steps=5");
    assertEquals(12.5, asked.path("horizon").asDouble());
    assertEquals(5, asked.path("steps").asInt());
    JsonNode usual = get(200, "/sensors/s%2F1/forecast");
    assertEquals(one.trained().horizon(), usual.path("horizon").asDouble());
    assertEquals(20, usual.path("steps").asInt());
  }

  /** No number from outside is a fault of ours, and none is passed over or read as another. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "horizon=-1",
        "horizon=0",
        "horizon=far",
        "horizon=NaN",
        "horizon=Infinity",
        "horizon=1e300",
        "horizon=1e9999999999",
        "horizon=4e10",
        "horizon=1e-300",
        "horizon=0.001",
        "horizon=60d",
        "horizon=0x1p3",
        "horizon=1,5",
        "horizon=",
        "horizon",
        "horizon=60&horizon=70",
        "horizn=60",
        "hours=2",
        "steps=0",
        "steps=-1",
        "steps=1.5",
        "steps=1001",
        "steps=1e300",
        "steps=20f",
        "steps=1&horizon=32000000",
      })
  void oddSpansAreRefusedInWords(String query) throws Exception {
    String error = get(400, "/sensors/s%2F1/forecast?" + query).path("error").asText();
    assertTrue(error.contains("expected"), error);
    assertFalse(error.contains("Exception"), error);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"limit=0", "limit=1e300", "limit=NaN", "limit=9d", "limit=1&limit=2", "limits=5"})
  void oddLimitsAreRefusedInWords(String query) throws Exception {
    String error = get(400, "/sensors?" + query).path("error").asText();
    assertTrue(error.contains("expected"), error);
  }

  /** Whatever the number: an answer with the step that was asked for, or a refusal. */
  @Test
  void anySpanIsAskedForAsItIsOrRefused() {
    SplittableRandom random = new SplittableRandom(7);
    int taken = 0;
    for (int i = 0; i < 20_000; i++) {
      double horizon = Math.pow(10, -20 + 60 * random.nextDouble());
      int steps = 1 + random.nextInt(1000);
      try {
        long step = new ForecastSpan(horizon, steps).stepMillis();
        assertEquals(horizon * 1000 / steps, step, 0.5 + 1e-15 * step);
        assertEquals(step, new ForecastRequest(step, steps).stepMillis());
        taken++;
      } catch (IllegalArgumentException e) {
        assertTrue(String.valueOf(e.getMessage()).contains("expected"), e.getMessage());
      }
    }
    assertTrue(taken > 1000, taken + " spans were taken");
  }

  @Test
  void listAndRecentComeFromTheFeed() throws Exception {
    assertEquals(404, send("GET", "/sensors/b/recent").statusCode());
    feed.accept(LiveFeed.Kind.SCORE, "b", () -> "{\"n\":1}");
    feed.accept(LiveFeed.Kind.SCORE, "b", () -> "{\"n\":2}");
    feed.accept(LiveFeed.Kind.FORECAST, "b", () -> "{\"reason\":\"timer\"}");
    feed.accept(LiveFeed.Kind.EVENT, "c", () -> "{\"event\":\"silent\"}");
    JsonNode list = get(200, "/sensors?limit=10");
    assertEquals(2, list.at("/total").asInt());
    assertEquals(1, get(200, "/sensors?search=B").at("/sensors").size());
    assertEquals(0, get(200, "/anomalies?limit=5").at("/openCount").asInt());
    assertEquals(400, send("GET", "/anomalies?limit=none").statusCode());
    assertEquals(404, send("GET", "/anomalies/1").statusCode());
    assertEquals(2, list.at("/sensors/0/last/n").asInt());
    assertEquals("silent", list.at("/sensors/1/event/event").asText());
    assertTrue(list.at("/sensors/1/last").isNull());
    assertEquals("s/1", list.at("/local/0").asText());
    assertEquals(400, send("GET", "/sensors?limit=0").statusCode());
    JsonNode recent = get(200, "/sensors/b/recent");
    assertEquals(1, recent.at("/scores/0/n").asInt());
    assertEquals("timer", recent.at("/forecast/reason").asText());
    feed.forget("b");
    assertEquals(404, send("GET", "/sensors/b/recent").statusCode());
  }

  @Test
  void goingBackNeedsPostAndTheHeader(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("two.anode");
    two.save(file);
    reloader.offer(file);
    assertEquals(two.id(), get(200, "/model").path("id").asText());
    assertEquals(405, send("GET", "/model/rollback").statusCode());
    assertEquals(403, send("POST", "/model/rollback").statusCode());
    assertEquals(200, send("POST", "/model/rollback", "X-Anode4j", "1").statusCode());
    assertEquals(one.id(), get(200, "/model").path("id").asText());
    assertEquals(409, send("POST", "/model/rollback", "X-Anode4j", "1").statusCode());
    assertEquals(404, send("POST", "/model/rollback?type=valves", "X-Anode4j", "1").statusCode());
    assertEquals(405, send("POST", "/sensors").statusCode());
  }

  @Test
  void thePageIsServedWholeAndAlone() throws Exception {
    HttpResponse<String> page = send("GET", "/");
    assertTrue(page.body().startsWith("<!doctype html>"));
    assertTrue(
        page.headers()
            .firstValue("Content-Security-Policy")
            .orElse("")
            .contains("default-src 'self'"));
    for (String file : List.of("app.js", "charts.js", "scales.js", "style.css", "icon.svg")) {
      assertEquals(200, send("GET", "/" + file).statusCode(), file);
    }
    HttpResponse<String> head = send("HEAD", "/");
    assertEquals(200, head.statusCode());
    assertEquals("", head.body());
    assertEquals(404, send("GET", "/other.js").statusCode());
    assertEquals(404, send("GET", "/a/b").statusCode());
  }

  @Test
  void otherSitesNamesForThisMachineAreRefused() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.uri().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "GET /sensors HTTP/1.1\r\nHost: evil.example:80\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertEquals("HTTP/1.1 403 Forbidden", in.readLine());
    }
  }

  @Test
  void eventsCarryResultsUntilTheServerCloses() throws Exception {
    HttpResponse<InputStream> events =
        client.send(
            HttpRequest.newBuilder(server.uri().resolve("/events")).build(),
            BodyHandlers.ofInputStream());
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
      assertEquals(": here", in.readLine());
      assertEquals("retry: 2000", in.readLine());
      assertEquals("", in.readLine());
      feed.accept(LiveFeed.Kind.SCORE, "b", () -> "{\"n\":1}");
      assertEquals(
          "data: {\"kind\":\"score\",\"sensor\":\"b\",\"result\":{\"n\":1}}", in.readLine());
      server.close();
      assertTimeoutPreemptively(Duration.ofSeconds(10), () -> readToTheEnd(in));
    }
  }

  /** The server's end is told, or the connection is cut: both are an end. */
  private static void readToTheEnd(BufferedReader in) {
    try {
      while (in.readLine() != null) {
        continue;
      }
    } catch (IOException e) {
      assertNotNull(e.getMessage());
    }
  }

  @Test
  void onlySoManyPagesMayBeOpen() throws Exception {
    OperationsSettings none = new OperationsSettings(OperationsSettings.loopback(0).address(), 0);
    try (OperationsServer small = OperationsServer.start(none, sources())) {
      HttpResponse<String> refused =
          client.send(
              HttpRequest.newBuilder(small.uri().resolve("/events")).build(),
              BodyHandlers.ofString());
      assertEquals(503, refused.statusCode());
    }
  }

  @Test
  void aTakenPortIsSaid() {
    OperationsSettings taken = OperationsSettings.loopback(server.uri().getPort());
    UncheckedIOException refused =
        assertThrows(UncheckedIOException.class, () -> OperationsServer.start(taken, sources()));
    assertTrue(refused.getMessage().contains("name another port"), refused.getMessage());
  }

  @Test
  void requestsThatComeInPartSilenceNobodyAndAreCutOff() throws Exception {
    List<Socket> halves = new ArrayList<>();
    try {
      for (int i = 0; i < 500; i++) {
        Socket half = new Socket("127.0.0.1", server.uri().getPort());
        half.getOutputStream().write("GET /health/live HTTP/1.1\r\nHost: loc".getBytes(UTF_8));
        halves.add(half);
      }
      assertEquals(200, soon("/health/live"));
      assertEquals(200, soon("/metrics"));
      for (Socket half : halves) {
        half.setSoTimeout(20_000); // an end, or the test's
        assertTrue(isCutOff(half));
      }
      assertEquals(200, soon("/health/ready"));
    } finally {
      for (Socket half : halves) {
        half.close();
      }
    }
  }

  /** Well under the 30 s after which idle connections end, well over any pause. */
  private int soon(String path) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(server.uri().resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private static boolean isCutOff(Socket half) throws IOException {
    try {
      return half.getInputStream().read() < 0;
    } catch (SocketException e) {
      return true; // reset
    }
  }

  @Test
  void answersThatHangKeepHealthFromNobody() throws Exception {
    CountDownLatch hanging = new CountDownLatch(32);
    hang = hanging;
    List<CompletableFuture<HttpResponse<Void>>> asked = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      asked.add(
          client.sendAsync(
              HttpRequest.newBuilder(server.uri().resolve("/sensors/s6")).build(),
              BodyHandlers.discarding()));
    }
    assertTrue(hanging.await(20, TimeUnit.SECONDS));
    assertEquals(200, soon("/health/live"));
    assertEquals(503, soon("/metrics"), "said rather than kept waiting");
    release.countDown();
    for (CompletableFuture<HttpResponse<Void>> one : asked) {
      assertEquals(404, one.get(20, TimeUnit.SECONDS).statusCode());
    }
    assertEquals(200, soon("/metrics"));
  }

  private int asked(OperationsServer of, String path, String... header) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(of.uri().resolve(path));
    if (header.length > 0) {
      request.header("Authorization", header[0]);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).statusCode();
  }

  @Test
  void whoDoesNotKnowTheTokenIsAskedForIt() throws Exception {
    OperationsSettings settings = OperationsSettings.loopback(0).withToken("s3cret");
    assertFalse(settings.toString().contains("s3cret"));
    try (OperationsServer guarded = OperationsServer.start(settings, sources())) {
      String basic = Base64.getEncoder().encodeToString("anyone:s3cret".getBytes(UTF_8));
      for (String path : List.of("metrics", "sensors", "", "anomalies", "events")) {
        assertEquals(401, asked(guarded, path), path);
        assertEquals(401, asked(guarded, path, "Bearer other"), path);
        assertEquals(401, asked(guarded, path, "Basic !!"), path);
        assertEquals(401, asked(guarded, path, "Digest s3cret"), path);
      }
      assertEquals(200, asked(guarded, "metrics", "Bearer s3cret"));
      assertEquals(200, asked(guarded, "sensors", "basic " + basic));
      assertEquals(200, asked(guarded, "health/live"), "probes have no token");
    }
  }

  @Test
  void onlyNamesThatAreAllowedAreAnswered() throws Exception {
    OperationsSettings any =
        OperationsSettings.at(new InetSocketAddress("0.0.0.0", 0))
            .withHosts(Set.of("pumps.example"));
    try (OperationsServer named = OperationsServer.start(any, sources())) {
      assertEquals(403, asked(named, "metrics"));
      assertEquals(200, asked(named, "health/live"));
      try (Socket socket = new Socket("127.0.0.1", named.uri().getPort())) {
        String request =
            "GET /metrics HTTP/1.1\r\nHost: pumps.example:80\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(UTF_8));
        String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
        assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
      }
    }
  }
}
