package io.anode4j.cli;

/**
 * Adds a command to {@code anode4j}. Providers are found by {@link java.util.ServiceLoader}, so a
 * module joins by being on the class path.
 */
public interface CommandProvider {

  /**
   * The command, an object with picocli's annotations.
   *
   * @return a new object each time, annotated with {@link picocli.CommandLine.Command}
   */
  Object command();
}
