package io.anode4j.streaming;

import io.anode4j.streaming.broker.EmbeddedBroker;
import io.anode4j.streaming.config.StreamingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A broker or an application in a JVM of its own, which can be killed as a crash would. */
final class OtherJvm implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;
  private static final String BROKER = "broker";

  private final Process process;

  private OtherJvm(Process process) {
    this.process = process;
  }

  /** Starts a broker, with settings as {@code name=value}; returns when it serves. */
  static OtherJvm broker(Path directory, int port, String... settings) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(BROKER, directory.toString(), Integer.toString(port)));
    arguments.addAll(List.of(settings));
    return start(directory.resolveSibling("broker.ready"), arguments);
  }

  /** Starts an application with a model and settings as a file; returns when it is ready. */
  static OtherJvm stream(Path model, Path settings) throws Exception {
    return start(
        settings.resolveSibling(settings.getFileName() + ".ready"),
        List.of("stream", model.toString(), settings.toString()));
  }

  private static OtherJvm start(Path ready, List<String> arguments) throws Exception {
    Files.deleteIfExists(ready);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m"));
    command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
    command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(OtherJvm.class.getName());
    command.add(ready.toString());
    command.addAll(arguments);
    Path log = ready.resolveSibling(ready.getFileName() + ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    OtherJvm jvm = new OtherJvm(process);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.exists(ready)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        jvm.kill();
        throw new IOException("Not ready: " + arguments + "\n" + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return jvm;
  }

  /** Ends it at once, as {@code kill -9} does: nothing in it runs any more. */
  void kill() {
    process.destroyForcibly().onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Ends it as an operator would, by SIGTERM: it closes its stream first. */
  void end() {
    process.destroy();
    process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Whether it runs. */
  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    kill();
  }

  /** What the other JVM runs. */
  public static void main(String[] arguments) throws Exception {
    Path ready = Path.of(arguments[0]);
    if (arguments[1].equals(BROKER)) {
      Map<String, String> stated = new HashMap<>();
      for (String setting : List.of(arguments).subList(4, arguments.length)) {
        stated.put(setting.split("=")[0], setting.split("=")[1]);
      }
      EmbeddedBroker.start(Path.of(arguments[2]), Integer.parseInt(arguments[3]), stated);
      Files.createFile(ready);
      return;
    }
    StreamingConfig config = StreamingConfig.read(Path.of(arguments[3]), Map.of());
    try (ForecastStream stream =
        ForecastStream.start(config, ModelSource.fixed(ActiveModel.load(Path.of(arguments[2]))))) {
      Runtime.getRuntime().addShutdownHook(new Thread(stream::close));
      if (stream.awaitRunning(Duration.ofSeconds(PATIENCE_SECONDS))) {
        Files.createFile(ready);
      }
      stream.awaitEnd();
    }
  }

  /** Writes settings where another JVM reads them. */
  static Path settings(Path file, String... pairs) throws IOException {
    Properties stated = new Properties();
    for (int i = 0; i < pairs.length; i += 2) {
      stated.setProperty(pairs[i], pairs[i + 1]);
    }
    try (var out = Files.newBufferedWriter(file)) {
      stated.store(out, null);
    }
    return file;
  }
}
