package io.anode4j.cli;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.evaluation.Backtest;
import io.anode4j.evaluation.Baselines;
import io.anode4j.evaluation.EvaluationReport;
import io.anode4j.forecast.Forecaster;
import io.anode4j.model.TrainedModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

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
    Map<String, Forecaster> forecasters = new LinkedHashMap<>();
    forecasters.put(EvaluationReport.MODEL, model);
    forecasters.putAll(model.companions());
    forecasters.putAll(Baselines.all(model.baselines()));
    EvaluationReport unseen =
        backtest
            .notBefore(id -> model.seenUntil(id).orElse(Double.NEGATIVE_INFINITY))
            .run(data, forecasters, model.baselines().standardisation());
    if (unseen.targets() > 0) {
      return new Evaluation(unseen, false);
    }
    EvaluationReport all = backtest.run(data, forecasters, model.baselines().standardisation());
    if (all.targets() == 0) {
      throw CommandFailure.input(
          "%s has no origin with values before and within the horizon after it; expected longer"
                  .formatted(data.source())
              + " series; shorten the horizon or name another origin",
          null);
    }
    return new Evaluation(all, true);
  }

  /**
   * {@return as many origins as fit into the longest unseen part of a series, at most {@link
   * #MOST_ORIGINS}}
   */
  static int origins(SeriesSet data, TrainedModel model, double horizon) {
    double fits = 1;
    for (TimeSeries series : data) {
      if (series.length() > 0) {
        OptionalDouble seen = model.seenUntil(series.id());
        double start = Math.max(series.firstTime(), seen.orElse(Double.NEGATIVE_INFINITY));
        fits = Math.max(fits, (series.lastTime() - start) / horizon);
      }
    }
    return (int) Math.min(MOST_ORIGINS, fits);
  }
}
