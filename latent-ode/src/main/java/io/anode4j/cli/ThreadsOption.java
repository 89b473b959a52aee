package io.anode4j.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The option of commands that compute. */
final class ThreadsOption {
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
}
