package io.anode4j.streaming.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program in a JVM of its own, so that its processor time is its own too. It says one line when
 * it is ready, and ends when its standard input does: at the latest with the JVM that started it.
 */
final class ChildJvm implements AutoCloseable {
  private static final String READY = "ready ";

  private final Process process;
  private final String answer;

  private ChildJvm(Process process, String answer) {
    this.process = process;
    this.answer = answer;
  }

  /** Starts a program and waits until it is ready. */
  static ChildJvm start(Class<?> program, List<String> flags, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.startsWith(READY)) {
      line = out.readLine();
    }
    if (line == null) {
      process.destroyForcibly();
      throw new IOException(program.getSimpleName() + " ended before it was ready");
    }
    return new ChildJvm(process, line.substring(READY.length()));
  }

  /** Called in the other JVM when it is ready: returns when it shall end. */
  static void serve(String answer) throws IOException {
    System.out.println(READY + answer);
    while (System.in.read() >= 0) {
      // Nothing is said; the end of the input is what is waited for.
    }
  }

  /** What it said when it was ready. */
  String answer() {
    return answer;
  }

  /** Processor time used so far. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Ends it at once, as a crash of the machine would (SIGKILL). */
  void kill() {
    process.destroyForcibly();
  }

  /** Lets it end by itself. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
