package io.anode4j.streaming.command;

import io.anode4j.cli.Anode4j;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code anode4j stream} as users run it: a process with a page, signals and an exit code. */
final class CommandJvm implements AutoCloseable {
  private static final Pattern PAGE = Pattern.compile("live page: (http://\\S+)");
  private static final int PATIENCE_SECONDS = 90;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;

  private CommandJvm(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param home where its model lies, {@code m.anode}, and its log is written
   * @param within a command that runs the one that follows it
   * @param bootstrap brokers
   * @param settings of the stream
   */
  static CommandJvm start(
      Path home, List<String> within, String bootstrap, Map<String, String> settings)
      throws IOException {
    List<String> command = new ArrayList<>(within);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m"));
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(home.resolve("tmp")));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
    command.addAll(List.of(Anode4j.class.getName(), "stream", "--listen", "127.0.0.1:0"));
    command.addAll(List.of("--model", home.resolve("m.anode").toString()));
    command.addAll(List.of("--bootstrap", bootstrap));
    settings.forEach((name, value) -> command.addAll(List.of("--set", name + "=" + value)));
    Path log = home.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new CommandJvm(process, log);
  }

  /** All that it has said. */
  String said() throws IOException {
    return Files.readString(log);
  }

  /** What it answers, with its status in front; empty when nobody answers. */
  String ask(String path) throws IOException, InterruptedException {
    Matcher page = PAGE.matcher(said());
    if (!page.find()) {
      return "";
    }
    try {
      HttpRequest asked = HttpRequest.newBuilder(URI.create(page.group(1)).resolve(path)).build();
      HttpResponse<String> answer = http.send(asked, BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    } catch (IOException e) {
      return "";
    }
  }

  /** Asks until the answer is as wanted, or it ends. */
  String await(String path, Predicate<String> wanted) throws IOException, InterruptedException {
    String answer = "";
    for (int i = 0; i < PATIENCE_SECONDS * 10 && process.isAlive(); i++) {
      answer = ask(path);
      if (wanted.test(answer)) {
        return answer;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IOException(path + " never was as wanted: " + answer + "\n" + said());
  }

  /** Waits for its end. */
  int exitCode() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("It does not end:\n" + said());
    }
    return process.exitValue();
  }

  /** Asks it to end by SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Ends it at once. */
  void kill() {
    process.destroyForcibly().onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    kill();
  }
}
