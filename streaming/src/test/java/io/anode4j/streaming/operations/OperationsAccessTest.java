package io.anode4j.streaming.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask and from where. */
class OperationsAccessTest extends ServedOperations {
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
  void aTakenPortIsSaid() {
    OperationsSettings taken = OperationsSettings.loopback(server.uri().getPort());
    UncheckedIOException refused =
        assertThrows(UncheckedIOException.class, () -> OperationsServer.start(taken, sources()));
    assertTrue(refused.getMessage().contains("name another port"), refused.getMessage());
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
