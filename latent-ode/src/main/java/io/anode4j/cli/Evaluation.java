package io.anode4j.cli;

import io.anode4j.data.SeriesSet;
import io.anode4j.evaluation.Backtest;
import io.anode4j.evaluation.EvaluationReport;
import io.anode4j.evaluation.SeriesPasses;
import io.anode4j.evaluation.Standardisation;
import io.anode4j.forecast.Forecaster;
import io.anode4j.model.TrainedModel;
import java.util.List;
import java.util.Map;

/**
 * A backtest of a model and its baselines.
 *
 * @param report the scores
 * @param seen whether training has seen the windows, because nothing unseen was left
 */
record Evaluation(EvaluationReport report, boolean seen) {
  static final int MOST_ORIGINS = 20;

  /** {@return the backtest of the origins that training has not seen, or of all if none is left} */
  static Evaluation run(Backtest backtest, SeriesSet data, TrainedModel model) {
    return run(backtest, data.source(), data.channels(), data::forEach, model);
  }

  /** Does the same with series that need not all be in memory. */
  static Evaluation run(Backtest backtest, EvaluatedSeries data) {
    return run(backtest, data.source(), data.channels(), data.series(), data.model());
  }

  private static Evaluation run(
      Backtest backtest,
      String source,
      List<String> channels,
      SeriesPasses series,
      TrainedModel model) {
    Map<String, Forecaster> forecasters = model.compared();
    Standardisation scale = model.baselines().standardisation();
    EvaluationReport unseen =
        backtest
            .notBefore(id -> model.seenUntil(id).orElse(Double.NEGATIVE_INFINITY))
            .run(channels, series, forecasters, scale);
    if (unseen.targets() > 0) {
      return new Evaluation(unseen, false);
    }
    EvaluationReport all = backtest.run(channels, series, forecasters, scale);
    if (all.targets() == 0) {
      throw CommandFailure.input(
          "%s has no origin with values before and within the horizon after it; expected longer"
                  .formatted(source)
              + " series; shorten the horizon or name another origin",
          null);
    }
    return new Evaluation(all, true);
  }

  /**
   * {@return as many origins as fit into the longest unseen part of a series, at least one and at
   * most {@link #MOST_ORIGINS}}
   */
  static int origins(double longest, double horizon) {
    return (int) Math.min(MOST_ORIGINS, Math.max(1, longest / horizon));
  }
}
