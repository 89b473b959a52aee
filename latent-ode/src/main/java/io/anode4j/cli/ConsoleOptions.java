package io.anode4j.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options of every command: how much it says. */
final class ConsoleOptions {
  @Option(
      names = "--quiet",
      description = "Print results, warnings and errors only: no progress, no notes.")
  private boolean quiet;

  @Option(names = "--verbose", description = "Print the stack trace of an error.")
  private boolean verbose;

  @Spec(Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  Console console() {
    return new Console(spec.commandLine().getOut(), spec.commandLine().getErr(), quiet);
  }
}
