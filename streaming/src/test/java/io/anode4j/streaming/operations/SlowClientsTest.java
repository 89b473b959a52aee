package io.anode4j.streaming.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who reads slowly, asks by halves or waits for ever keeps nobody else waiting. */
class SlowClientsTest extends ServedOperations {
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
      feed.score("b", Standing.NORMAL, () -> "{\"n\":1}");
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
}
