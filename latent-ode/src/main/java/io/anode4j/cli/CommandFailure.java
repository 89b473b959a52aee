package io.anode4j.cli;

import org.jspecify.annotations.Nullable;

/**
 * A command cannot go on, for a reason that the user can mend; carries the exit code. The message
 * is all that is printed: what was found, what was expected, what to do.
 */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /**
   * Something of another kind: a port is taken, say.
   *
   * @param message for the user
   * @param cause what failed below, if anything
   * @return a failure that ends with exit code 1
   */
  public static CommandFailure failure(String message, @Nullable Throwable cause) {
    return new CommandFailure(ExitCodes.FAULT, message, cause);
  }

  /**
   * The command line asks for something that cannot be.
   *
   * @param message for the user
   * @param cause what failed below, if anything
   * @return a failure that ends with exit code 2
   */
  public static CommandFailure usage(String message, @Nullable Throwable cause) {
    return new CommandFailure(ExitCodes.USAGE, message, cause);
  }

  /**
   * The data cannot be used.
   *
   * @param message for the user
   * @param cause what failed below, if anything
   * @return a failure that ends with exit code 3
   */
  public static CommandFailure input(String message, @Nullable Throwable cause) {
    return new CommandFailure(ExitCodes.INPUT, message, cause);
  }

  int exitCode() {
    return exitCode;
  }
}
