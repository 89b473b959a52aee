package io.anode4j.streaming.measure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Time from the start of {@code anode4j stream} with a model file, against a broker that runs,
 * until {@code /health/ready} says so; and whether the process has ND4J's native library in its
 * memory. The first run may build and is not counted; the next makes the topics, the others find
 * them. Arguments: runs (5), launcher ({@code ../anode4j}).
 */
public final class StartUp {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String HOST = "127.0.0.1";

  private final Cluster cluster;
  private final Path launcher;
  private final Path model;
  private final HttpClient http = HttpClient.newHttpClient();

  private StartUp(Cluster cluster, Path launcher) throws IOException {
    this.cluster = cluster;
    this.launcher = launcher;
    this.model = cluster.directory().resolve("m.anode");
    Workload.model().save(model);
  }

  /** Measures and prints. */
  public static void main(String[] args) throws Exception {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    Path launcher = Path.of(args.length > 1 ? args[1] : "../anode4j").toRealPath();
    System.out.println(Conditions.now());
    try (Cluster cluster = Cluster.start()) {
      StartUp startUp = new StartUp(cluster, launcher);
      startUp.run("warm-up");
      System.out.println("| start | ready after, s | ended after SIGTERM, s | native ND4J |");
      System.out.println("|---|--:|--:|---|");
      for (int run = 0; run < runs; run++) {
        System.out.println(startUp.run("app").formatted(run == 0 ? "topics made" : "again"));
      }
    }
    System.out.println(Conditions.now());
  }

  private String run(String application) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      port = free.getLocalPort();
    }
    ProcessBuilder command =
        new ProcessBuilder(
            launcher.toString(),
            "stream",
            "--model",
            model.toString(),
            "--bootstrap",
            cluster.bootstrap(),
            "--listen",
            HOST + ":" + port,
            "--set",
            "application.id=" + application,
            "--set",
            "state.dir=" + cluster.directory().resolve("state-" + application));
    Path said = cluster.directory().resolve("said.txt");
    long start = System.nanoTime();
    Process process = command.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      URI ready = URI.create("http://" + HOST + ":" + port + "/health/ready");
      while (!isReady(ready)) {
        if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
          throw new IllegalStateException("Not ready: " + Files.readString(said));
        }
        TimeUnit.MILLISECONDS.sleep(10);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      String loaded = nativeNd4j(process.pid());
      long asked = System.nanoTime();
      process.destroy();
      process.waitFor();
      return String.format(
          Locale.ROOT,
          "| %%s | %.2f | %.2f | %s |",
          seconds,
          (System.nanoTime() - asked) / 1e9,
          loaded);
    } finally {
      process.destroyForcibly();
    }
  }

  private boolean isReady(URI uri) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(1)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // it does not listen yet
    }
  }

  /** What a process has mapped into its memory; only Linux tells. */
  private static String nativeNd4j(long pid) throws IOException {
    Path maps = Path.of("/proc/" + pid + "/maps");
    if (!Files.exists(maps)) {
      return "unknown: no " + maps;
    }
    try (Stream<String> lines = Files.lines(maps)) {
      long found =
          lines
              .filter(line -> line.endsWith(".so"))
              .filter(line -> line.matches(".*(nd4j|openblas|javacpp).*"))
              .count();
      return found == 0 ? "not loaded" : "LOADED";
    }
  }
}
