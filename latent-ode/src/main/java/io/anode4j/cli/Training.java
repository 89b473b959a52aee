package io.anode4j.cli;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.SeriesSummary;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.LatentOdeTrainer;
import io.anode4j.training.TrainingListener;
import java.util.function.Function;

/** Runs a training and tells how it goes. */
final class Training {
  private Training() {}

  /**
   * Trains.
   *
   * @throws CommandFailure if the data cannot be trained on
   */
  static LatentOde run(LatentOdeTrainer trainer, SeriesSet data, Console console) {
    return run(progress -> trainer.listener(progress).fit(data), data, console);
  }

  /**
   * Runs any training.
   *
   * @throws CommandFailure if the data cannot be trained on
   */
  static <T> T run(Function<TrainingListener, T> training, SeriesSet data, Console console) {
    SeriesSummary.sentinels(data).forEach(sentence -> console.note("warning: " + sentence));
    ProgressLine progress = new ProgressLine(console, data.timeFormat(), Console.isTerminal());
    try {
      return training.apply(progress);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.input(String.valueOf(e.getMessage()), e);
    } finally {
      progress.close();
    }
  }
}
