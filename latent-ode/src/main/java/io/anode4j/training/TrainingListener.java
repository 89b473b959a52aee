package io.anode4j.training;

import io.anode4j.evaluation.Leaderboard;
import io.anode4j.model.EpochReport;

/** Is told how a training run goes, on the thread that called {@code fit}. */
@FunctionalInterface
public interface TrainingListener {
  /** Called once, when the data are split and the windows are known. */
  default void onPlan(TrainingPlan plan) {}

  /**
   * Called after each epoch. An exception thrown here ends the training.
   *
   * @param report what the model file will say of the epoch
   * @param pace how fast it went
   */
  void onEpoch(EpochReport report, TrainingPace pace);

  /** Called with a sentence for people when something out of the ordinary was done. */
  default void onNotice(String sentence) {}

  /** Called at the end with what the networks and rules of a weighed model were worth. */
  default void onLeaderboard(Leaderboard leaderboard) {}

  /** Ignores everything. */
  static TrainingListener silent() {
    return (report, pace) -> {};
  }
}
