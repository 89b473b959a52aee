package io.anode4j.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options of every command: how it computes and how much it says. */
final class RunOptions {
  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of every random choice in training; a forecast's draws are the model's.")
  @Nullable Long seed;

  @Option(
      names = "--quiet",
      description = "Print results, warnings and errors only: no progress, no notes.")
  boolean quiet;

  @Option(names = "--verbose", description = "Print the stack trace of an error.")
  boolean verbose;

  @Spec(Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads to compute with; results do not depend on them. Default: all processors.")
  void threads(int count) {
    if (count < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--threads is %d; expected at least 1; state a larger number".formatted(count));
    }
    threads = count;
  }

  int threads() {
    return threads;
  }

  Console console() {
    return new Console(spec.commandLine().getOut(), spec.commandLine().getErr(), quiet);
  }
}
