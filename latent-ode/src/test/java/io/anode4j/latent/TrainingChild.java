package io.anode4j.latent;

import io.anode4j.data.SeriesSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A training in a process of its own, which {@link KilledTrainingTest} kills. */
final class TrainingChild {
  private TrainingChild() {}

  static SeriesSet data() {
    return TinyModels.waves(24, 40, 1);
  }

  static LatentOdeTrainer trainer(Path checkpoint) {
    LatentOdeConfig config =
        TinyModels.config().epochs(14).patience(14).windowsPerEpoch(400).fieldUnits(32).build();
    return TinyModels.trainer(config).threads(2).checkpoint(checkpoint);
  }

  /** Trains with the checkpoint of the first argument; epochs done go to the second one. */
  public static void main(String[] arguments) {
    Path epochs = Path.of(arguments[1]);
    trainer(Path.of(arguments[0]))
        .listener(
            (report, pace) -> {
              try {
                Files.writeString(
                    epochs,
                    report.epoch() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .fit(data());
  }
}
