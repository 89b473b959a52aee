package io.anode4j.cli;

import org.jspecify.annotations.Nullable;

/** A command cannot go on, for a reason that the user can mend; carries the exit code. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The command line asks for something that cannot be. */
  static CommandFailure usage(String message, @Nullable Throwable cause) {
    return new CommandFailure(ExitCodes.USAGE, message, cause);
  }

  /** The data cannot be used. */
  static CommandFailure input(String message, @Nullable Throwable cause) {
    return new CommandFailure(ExitCodes.INPUT, message, cause);
  }

  int exitCode() {
    return exitCode;
  }
}
