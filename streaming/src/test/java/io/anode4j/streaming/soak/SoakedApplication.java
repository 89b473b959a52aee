package io.anode4j.streaming.soak;

import io.anode4j.cli.Anode4j;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command in a JVM of its own, with the launcher's flags, and what can be seen of it. */
final class SoakedApplication implements AutoCloseable {
  private static final String PAGE = "live page: ";
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path state;
  private final Path log;
  private final URI page;
  private final HttpClient http = HttpClient.newHttpClient();

  private SoakedApplication(Process process, Path state, Path log, URI page) {
    this.process = process;
    this.state = state;
    this.log = log;
    this.page = page;
  }

  /** Starts it; returns when its page is there. */
  static SoakedApplication start(Path directory, Path model, Path models, List<String> settings)
      throws IOException, InterruptedException {
    Path state = directory.resolve("state");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms512m",
                "-Xmx512m",
                // So that resident memory only grows by what is not heap.
                "-XX:+AlwaysPreTouch",
                "-XX:+UseParallelGC",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Anode4j.class.getName(),
                "stream",
                "--model",
                model.toString(),
                "--models",
                models.toString(),
                "--listen",
                "127.0.0.1:0",
                "--set",
                "state.dir=" + state));
    for (String setting : settings) {
      command.add("--set");
      command.add(setting);
    }
    Path out = directory.resolve("out");
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(log.toFile())
            .start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      String said = Files.readString(out);
      if (said.startsWith(PAGE) && said.endsWith("\n")) {
        return new SoakedApplication(
            process, state, log, URI.create(said.substring(PAGE.length()).strip()));
      }
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new IOException("The application did not start:\n" + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Collects its garbage, then looks at it. */
  Sample sample(double seconds, double rate) throws IOException, InterruptedException {
    Process collection =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    collection.waitFor();
    String metrics = metrics();
    return new Sample(
        seconds,
        rate,
        sum(metrics, "jvm_memory_used_bytes{area=\"heap\""),
        1024 * status("VmRSS:"),
        bytesOfState(),
        status("Threads:"),
        openFiles(),
        (int) sum(metrics, "anode4j_model_reloads_total{outcome=\"accepted\"}"),
        (int) sum(metrics, "anode4j_model_reloads_total{outcome=\"refused\"}"));
  }

  /** Prometheus' text. */
  String metrics() throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(page.resolve("metrics")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** Sum of the figures whose line begins so. */
  static double sum(String metrics, String begin) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(begin))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private double status(String name) throws IOException {
    Path file = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(file)) {
      return Double.NaN;
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(Double.NaN);
  }

  private double openFiles() throws IOException {
    Path directory = Path.of("/proc", Long.toString(process.pid()), "fd");
    if (!Files.exists(directory)) {
      return Double.NaN;
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    }
  }

  private double bytesOfState() throws IOException {
    try (Stream<Path> files = Files.walk(state)) {
      return files.mapToLong(SoakedApplication::size).sum();
    } catch (UncheckedIOException e) {
      return Double.NaN; // a directory went while it was looked into
    }
  }

  private static long size(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (NoSuchFileException e) {
      return 0; // compacted away a moment ago
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Lines that it wrote to standard error. */
  List<String> log() throws IOException {
    return Files.readAllLines(log);
  }

  /** Ends it as Ctrl-C does; its exit code. */
  int end() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
