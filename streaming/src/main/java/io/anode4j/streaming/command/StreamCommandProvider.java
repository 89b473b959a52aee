package io.anode4j.streaming.command;

import io.anode4j.cli.CommandProvider;

/** Adds {@code stream} to the command line wherever this module is on the class path. */
public final class StreamCommandProvider implements CommandProvider {
  /** For the service loader. */
  public StreamCommandProvider() {}

  @Override
  public Object command() {
    return new StreamCommand();
  }
}
