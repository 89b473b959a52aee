package io.anode4j.cli;

import picocli.CommandLine.Parameters;

/** The argument of commands that read a table as a stream or a file. */
final class InputParameter {
  @Parameters(
      paramLabel = "INPUT",
      description = "CSV file, folder or pattern of them, -, bundled:NAME or jdbc:URL.")
  private String input = "";

  String name() {
    return input;
  }
}
