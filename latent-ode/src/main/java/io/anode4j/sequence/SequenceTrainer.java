package io.anode4j.sequence;

import io.anode4j.data.SeriesSet;
import io.anode4j.model.TrainedModel;
import io.anode4j.training.Run;

/**
 * A run that makes a model of sequences of readings.
 *
 * @param <R> the run itself
 * @param <M> the models
 */
public interface SequenceTrainer<R extends SequenceTrainer<R, M>, M extends TrainedModel>
    extends Run<R> {
  /**
   * How far ahead to forecast; without it twenty usual gaps.
   *
   * @param length length in the series' own unit (seconds for dated series), above 0
   * @return another run
   */
  R horizon(double length);

  /**
   * Trains.
   *
   * @param data series, at least one of two readings
   * @return the model
   */
  M fit(SeriesSet data);
}
