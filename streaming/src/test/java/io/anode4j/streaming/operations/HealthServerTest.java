package io.anode4j.streaming.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile Health.Status status = Health.Status.UP;
  private final HealthServer server =
      HealthServer.start(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          () -> new Health(List.of(new Health.Check("stream", status, "as it is"))));

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build();
    return client.send(request, BodyHandlers.ofString());
  }

  @Test
  void healthAloneIsAnswered() throws Exception {
    assertEquals(200, send("GET", "/health/live").statusCode());
    assertEquals(200, send("HEAD", "/health/ready").statusCode());
    status = Health.Status.NOT_READY;
    HttpResponse<String> down = send("GET", "/health/ready");
    assertEquals(503, down.statusCode());
    assertTrue(down.body().contains("as it is"), down.body());
    for (String path : List.of("/", "/metrics", "/sensors", "/model", "/events", "/healthy")) {
      assertEquals(404, send("GET", path).statusCode(), path);
    }
    assertEquals(400, send("GET", "/health/other").statusCode());
    assertEquals(404, send("POST", "/model/rollback").statusCode());
  }

  @Test
  void aTakenPortIsRefusedInWords() {
    InetSocketAddress taken =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
    UncheckedIOException refused =
        assertThrows(
            UncheckedIOException.class,
            () -> HealthServer.start(taken, () -> new Health(List.of())));
    assertTrue(refused.getMessage().contains("name another port"), refused.getMessage());
  }
}
