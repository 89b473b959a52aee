package io.anode4j.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option of commands that use a trained model. */
final class ModelFileOption {
  @Option(
      names = {"--model", "-m"},
      required = true,
      paramLabel = "FILE",
      description = "The model file.")
  private Path file = Path.of("");

  Path path() {
    return file;
  }
}
