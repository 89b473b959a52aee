package io.anode4j.streaming.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anode4j.data.TimeFormat;
import io.anode4j.filter.RobustSensorModel;
import io.anode4j.streaming.reload.ModelHandle;
import io.anode4j.streaming.reload.ModelReloader;
import io.anode4j.streaming.reload.ModelReloaders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations over HTTPS, beside the token. */
class TlsTest {
  private static final String PASSWORD = "open-sesame-0815";

  @TempDir static Path directory;
  private static Path keys;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = KeyStores.make(directory.resolve("keys.p12"), PASSWORD);
  }

  private static OperationsServer serve(ServerTls tls) {
    ModelHandle model =
        new ModelHandle(RobustSensorModel.of(List.of("a"), TimeFormat.epochSeconds()), "none");
    SensorQueries nobody =
        new SensorQueries() {
          @Override
          public List<String> local(int limit) {
            return List.of();
          }

          @Override
          public Answer sensor(String id) {
            return new Found(JsonNodeFactory.instance.objectNode());
          }

          @Override
          public Answer forecast(String id, ForecastSpan span) {
            return new Unknown();
          }
        };
    return OperationsServer.start(
        OperationsSettings.loopback(0).withTls(tls).withToken("s3cret"),
        new OperationsSources(
            () -> new Health(List.of(new Health.Check("stream", Health.Status.UP, "running"))),
            () -> "m 1\n",
            nobody,
            new LiveFeed(),
            ModelReloaders.of(new ModelReloader(model, outcome -> {})),
            1));
  }

  private static int status(HttpClient client, URI uri, String token)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void whoTrustsTheCertificateAndKnowsTheTokenIsAnswered() throws Exception {
    ServerTls tls = ServerTls.of(keys, PASSWORD.toCharArray());
    HttpClient trusting = HttpClient.newBuilder().sslContext(tls.context()).build();
    try (OperationsServer server = serve(tls)) {
      URI metrics = server.uri().resolve("/metrics");
      assertEquals("https", metrics.getScheme());
      assertEquals(200, status(trusting, metrics, "s3cret"));
      assertEquals(401, status(trusting, metrics, "other"));
      assertThrows(SSLException.class, () -> status(HttpClient.newHttpClient(), metrics, "s3cret"));
      URI plain = URI.create("http" + metrics.toString().substring("https".length()));
      assertThrows(IOException.class, () -> status(trusting, plain, "s3cret"));
    }
  }

  @Test
  void whatIsNoKeystoreIsRefusedWithoutTheSecret() throws Exception {
    refused(keys, "wrong-4711");
    refused(directory.resolve("none.p12"), PASSWORD);
    refused(Files.writeString(directory.resolve("text.p12"), "no keys"), PASSWORD);
    Path certificates = KeyStores.withoutKey(keys, PASSWORD, directory.resolve("certs.p12"));
    assertTrue(refused(certificates, PASSWORD).contains("holds no private key"));
  }

  private static String refused(Path file, String password) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> ServerTls.of(file, password.toCharArray()));
    String said = String.valueOf(e.getMessage());
    assertTrue(said.contains(file.getFileName().toString()), said);
    assertFalse(said.toLowerCase(Locale.ROOT).contains(password), said);
    return said;
  }
}
