package io.anode4j.streaming;

import io.anode4j.filter.Scorer;
import io.anode4j.filter.SensorModel;

/**
 * Makes the scorer that serves the sensors of a task. Always the model's own, but where the cost of
 * all that is around it is measured by one that does nothing.
 */
@FunctionalInterface
interface ScorerSource {
  /** The model's own. */
  ScorerSource OF_MODEL = SensorModel::newScorer;

  /**
   * A scorer.
   *
   * @param model the model in service
   * @param falseAlarmRate share of ordinary readings that may be above the threshold
   */
  Scorer scorer(SensorModel model, double falseAlarmRate);
}
