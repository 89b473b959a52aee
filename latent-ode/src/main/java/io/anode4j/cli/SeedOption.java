package io.anode4j.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of commands that train. A forecast's draws are the model's. */
final class SeedOption {
  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Seed of every random choice in training. Default: ${bundle:" + HelpDefaults.SEED + "}.")
  @Nullable Long seed;
}
