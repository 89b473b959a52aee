package io.anode4j.cli;

import io.anode4j.data.SeriesSet;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.LatentOdeTrainer;

/** Runs a training and tells how it goes. */
final class Training {
  private Training() {}

  /**
   * Trains.
   *
   * @throws CommandFailure if the data cannot be trained on
   */
  static LatentOde run(LatentOdeTrainer trainer, SeriesSet data, Console console) {
    ProgressLine progress = new ProgressLine(console, data.timeFormat(), Console.isTerminal());
    try {
      return trainer.listener(progress).fit(data);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.input(String.valueOf(e.getMessage()), e);
    } finally {
      progress.close();
    }
  }
}
