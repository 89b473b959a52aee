package io.anode4j.streaming.command;

import io.anode4j.cli.CommandProvider;

/** Adds {@code dlq} to the command line wherever this module is on the class path. */
public final class DlqCommandProvider implements CommandProvider {
  /** For the service loader. */
  public DlqCommandProvider() {}

  @Override
  public Object command() {
    return new DlqCommand();
  }
}
