package io.anode4j.experiments.command;

import io.anode4j.cli.CommandProvider;

/** Adds {@code experiments} to the command line wherever this module is on the class path. */
public final class ExperimentsCommandProvider implements CommandProvider {
  /** For the service loader. */
  public ExperimentsCommandProvider() {}

  @Override
  public Object command() {
    return new ExperimentsCommand();
  }
}
