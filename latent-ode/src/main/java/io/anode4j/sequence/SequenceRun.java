package io.anode4j.sequence;

import io.anode4j.data.SeriesSet;
import io.anode4j.tensor.Workers;
import io.anode4j.training.ExtremeValues;
import io.anode4j.training.RunOptions;
import java.util.function.Function;

/**
 * A run that trains a model of sequences, as its trainer describes it.
 *
 * @param horizon how far ahead to forecast; 0 for twenty usual gaps
 * @param options of the run
 */
public record SequenceRun(double horizon, RunOptions options) {
  /** A run on all processors, without listener, that forecasts twenty usual gaps ahead. */
  public static SequenceRun defaults() {
    return new SequenceRun(0, RunOptions.defaults());
  }

  /**
   * The same with other options.
   *
   * @param told instead of these
   * @return another run
   */
  public SequenceRun with(RunOptions told) {
    return new SequenceRun(horizon, told);
  }

  /**
   * The same with another horizon.
   *
   * @param length length in the series' own unit, above 0
   * @return another run
   */
  public SequenceRun ahead(double length) {
    RunOptions.requireAboveZero("horizon", length);
    return new SequenceRun(length, options);
  }

  /**
   * Divides series and trains on them.
   *
   * @param data all series
   * @param fraction share of them set apart
   * @param seed seed of the choice of whole series
   * @param fit makes the model
   * @param <M> the model
   * @return the model
   */
  public <M> M train(
      SeriesSet data, double fraction, long seed, Function<SequenceTraining, M> fit) {
    ExtremeValues.refuse(data);
    StreamSplit split = StreamSplit.of(data, horizon, fraction, seed);
    try (Workers workers = new Workers(options.threads(), "The training")) {
      M model = fit.apply(SequenceTraining.of(data, split, options, workers));
      options.discardCheckpoint();
      return model;
    }
  }
}
