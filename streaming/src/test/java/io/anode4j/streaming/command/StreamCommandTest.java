package io.anode4j.streaming.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.anode4j.cli.Anode4j;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StreamCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path directory;

  private int run(String... arguments) {
    CommandLine command = Anode4j.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  @Test
  void helpOpensWithAnExample() {
    assertEquals(0, run("stream", "--help"));
    assertTrue(out.toString().startsWith("Example: anode4j stream --demo"), out.toString());
  }

  @Test
  void whatCannotBeIsUsage() throws Exception {
    assertEquals(2, run("stream"));
    assertTrue(err.toString().contains("--demo"), err.toString());
    assertEquals(2, run("stream", "--demo", "--model", "m"));
    assertEquals(2, run("stream", "--demo", "--bootstrap", "b:1"));
    assertEquals(2, run("stream", "--demo", "--adaptive"));
    assertEquals(2, run("stream", "--demo", "--config", "c"));
    assertEquals(2, run("stream", "--demo", "--set", "group.id=g"));
    assertEquals(2, run("stream", "--demo", "--pumps", "0"));
    assertEquals(2, run("stream", "--demo", "--pumps", "1001"));
    Path model = DemoModel.unpack(directory.resolve("m.anode"));
    assertEquals(2, run("stream", "--model", model.toString(), "--listen", "0"));
    assertEquals(
        2, run("stream", "--model", model.toString(), "--bootstrap", "b:1", "--set", "x=1"));
    assertEquals(2, run("stream", "--model", "none", "--bootstrap", "b:1"));
    assertEquals(2, run("stream", "--model", model.toString(), "--channels", "a"));
    assertEquals(2, run("stream", "--model", "none", "--channels", "a,a", "--bootstrap", "b:1"));
    assertTrue(err.toString().contains("each once"), err.toString());
    err.getBuffer().setLength(0);
    assertEquals(
        2,
        run(
            "stream",
            "--model",
            model.toString(),
            "--bootstrap",
            "b:1",
            "--set",
            "ssl.key.password=hidden"));
    assertTrue(err.toString().contains("ANODE4J_STREAMING_SSL_KEY_PASSWORD"), err.toString());
    assertTrue(!err.toString().contains("hidden"), "the value is not told again");
    Path config = Files.writeString(directory.resolve("p"), "nonsense=1\n");
    err.getBuffer().setLength(0);
    assertEquals(2, run("stream", "--model", model.toString(), "--config", config.toString()));
    assertTrue(err.toString().contains("nonsense"), err.toString());
    assertEquals(4, run("stream", "--model", "none.anode", "--bootstrap", "b:1"));
  }

  @Test
  void anAbsentBrokerIsAFailureWithWhatToDo() throws Exception {
    Path model = DemoModel.unpack(directory.resolve("m.anode"));
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertEquals(
        1,
        run(
            "stream",
            "--model",
            model.toString(),
            "--adaptive",
            "--bootstrap",
            "127.0.0.1:" + port,
            "--listen",
            "0",
            "--set",
            "broker.timeout.ms=500"));
    assertTrue(err.toString().contains("No broker answered at"), err.toString());
  }

  /**
   * The demo from nothing to scored readings and an answer about a sensor; then once more by the
   * command, on the data that are there.
   */
  @Test
  void theDemoRunsAndEndsAndRunsAgain() throws Exception {
    Path home = Demo.home(directory.resolve("demo"));
    StreamOptions options =
        new StreamOptions(
            StreamOptions.address("0"), null, Demo.home(home.resolve("models")), null);
    try (Parts parts = new Parts()) {
      URI page = Demo.start(parts, home, 4, options, err::append).page();
      await(() -> get(page, "sensors").path("sensors").size() == 4);
      await(() -> get(page, "sensors/pump-01").path("n").asInt() > 20);
      JsonNode forecast = get(page, "sensors/pump-01/forecast?horizon=30&steps=3");
      assertEquals(3, forecast.path("points").size(), forecast.toString());
      assertTrue(get(page, "health/ready").path("checks").size() >= 2);
      assertEquals(4, get(page, "sensors").path("local").size());
      String metrics = text(page, "metrics");
      assertTrue(metrics.contains("anode4j_model_info{model=\"pumps@sha256:"), metrics);
      assertTrue(metrics.contains("anode4j_readings_total{result=\"normal\"}"));
    }
    assertEquals(
        0,
        run(
            "stream",
            "--demo",
            "--data",
            home.toString(),
            "--pumps",
            "4",
            "--listen",
            "0",
            "--for",
            "0.5"),
        err::toString);
    assertTrue(out.toString().contains("live page: http://127.0.0.1:"), out.toString());
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (!condition.call()) {
      assertTrue(System.nanoTime() < end, "it took more than ninety seconds");
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static JsonNode get(URI page, String path) throws Exception {
    JsonNode found = new JsonMapper().readTree(text(page, path));
    assertNotNull(found);
    return found;
  }

  private static String text(URI page, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(page.resolve(path)).build(), BodyHandlers.ofString())
        .body();
  }
}
