package io.anode4j.streaming;

import io.anode4j.filter.Scorer;
import io.anode4j.filter.SensorModel;

/**
 * Makes the scorer that serves the sensors of a task: the model's own unless another is given, such
 * as one that wraps the model's own, or does nothing so that the cost of all around it can be
 * measured. Called by all stream threads; each scorer that it gives belongs to one.
 */
@FunctionalInterface
public interface ScorerSource {
  /** The model's own. */
  ScorerSource OF_MODEL = SensorModel::newScorer;

  /**
   * A scorer.
   *
   * @param model the model in service
   * @param falseAlarmRate share of ordinary readings that may be above the threshold
   * @return a scorer of its own for each call, whose states those of the same model can restore
   */
  Scorer scorer(SensorModel model, double falseAlarmRate);
}
