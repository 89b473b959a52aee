package io.anode4j.streaming.operations;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A headless Chromium of this machine, spoken to by its DevTools protocol. */
public final class Browser implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final Inbox inbox;
  private int calls;

  private Browser(Process process, Path profile, WebSocket socket, Inbox inbox) {
    this.process = process;
    this.profile = profile;
    this.socket = socket;
    this.inbox = inbox;
  }

  private static final class Inbox implements WebSocket.Listener {
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          messages.add(JSON.readTree(text.toString()));
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /**
   * Skips the test that asks where there is no browser; fails it where one is required, as {@code
   * .ci/run} does once it has seen to one.
   */
  public static void require() {
    if (program().isEmpty()) {
      String none = "no Chromium on the path: the live page goes unseen; looked for " + NAMES;
      if ("required".equals(System.getenv("ANODE4J_BROWSER"))) {
        fail(none);
      }
      abort(none);
    }
  }

  private static Optional<Path> program() {
    return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Opens a page of a given width. */
  public static Browser open(URI page, int width, int height, boolean dark) throws Exception {
    Path profile = Files.createTempDirectory("anode4j-browser");
    Process process =
        new ProcessBuilder(
                program().orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--window-size=" + width + "," + height,
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("log").toFile())
            .start();
    Inbox inbox = new Inbox();
    try {
      HttpClient http = HttpClient.newHttpClient();
      URI target = target(http, port(profile, process));
      WebSocket socket =
          http.newWebSocketBuilder().buildAsync(target, inbox).get(10, TimeUnit.SECONDS);
      Browser browser = new Browser(process, profile, socket, inbox);
      browser.call(
          "Emulation.setEmulatedMedia",
          Map.of(
              "features",
              List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
      // A window is never narrower than 500; what the page sees can be.
      browser.call(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
      browser.call("Page.navigate", Map.of("url", page.toString()));
      return browser;
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static int port(Path profile, Process process) throws Exception {
    Path file = profile.resolve("DevToolsActivePort");
    for (int i = 0; i < 300 && process.isAlive(); i++) {
      if (Files.exists(file)) {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() > 1) {
          return Integer.parseInt(lines.get(0));
        }
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException(
        "Chromium did not start: " + Files.readString(profile.resolve("log")));
  }

  private static URI target(HttpClient http, int port) throws Exception {
    URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
    for (int i = 0; i < 100; i++) {
      String body = http.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString()).body();
      for (JsonNode one : JSON.readTree(body)) {
        if (one.path("type").asText().equals("page")) {
          return URI.create(one.path("webSocketDebuggerUrl").asText());
        }
      }
      Thread.sleep(50);
    }
    throw new IllegalStateException("Chromium has no page");
  }

  private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
    int id = ++calls;
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    socket.sendText(message.toString(), true).get(10, TimeUnit.SECONDS);
    while (true) {
      JsonNode answer = inbox.messages.poll(20, TimeUnit.SECONDS);
      if (answer == null) {
        throw new IllegalStateException("no answer to " + method);
      }
      if (answer.path("id").asInt() == id) {
        return answer.path("result");
      }
    }
  }

  /** The value of a JavaScript expression. */
  public JsonNode eval(String expression) throws Exception {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(result.get("exceptionDetails").toString());
    }
    return result.path("result").path("value");
  }

  /** Waits until an expression is true; false when it is not after so many seconds. */
  public boolean until(String expression, int seconds) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < end) {
      if (eval(expression).asBoolean()) {
        return true;
      }
      Thread.sleep(100);
    }
    return false;
  }

  /** Takes a picture. */
  public void screenshot(Path file) throws Exception {
    byte[] png =
        Base64.getDecoder().decode(call("Page.captureScreenshot", Map.of()).path("data").asText());
    Files.write(file, png);
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      delete();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Children of the browser may still be writing: another try or a few. */
  private void delete() throws InterruptedException {
    for (int i = 0; i < 20 && Files.exists(profile); i++) {
      try (Stream<Path> files = Files.walk(profile)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException | UncheckedIOException e) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }
}
