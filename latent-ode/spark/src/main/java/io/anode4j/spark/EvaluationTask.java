package io.anode4j.spark;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.evaluation.Backtest;
import io.anode4j.evaluation.Scores;
import io.anode4j.forecast.Forecaster;
import io.anode4j.model.TimesAhead;
import io.anode4j.model.TrainedModel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Replays the past of the series of a partition, one at a time. */
final class EvaluationTask implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<SharedModel> shared;
  private final String horizon;
  private final int origins;
  private final TimeColumn times;

  EvaluationTask(Broadcast<SharedModel> shared, String horizon, int origins, TimeColumn times) {
    this.shared = shared;
    this.horizon = horizon;
    this.origins = origins;
    this.times = times;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    TrainedModel model = shared.value().open();
    Map<String, Forecaster> forecasters = model.compared();
    Backtest backtest =
        Backtest.rolling(TimesAhead.span(horizon, model.timeFormat()), origins)
            .notBefore(id -> model.seenUntil(id).orElse(Double.NEGATIVE_INFINITY));
    SeriesReader series = new SeriesReader(rows, model.channels().size(), times);
    return new RowsInTurn(
        series::hasNext, () -> scores(backtest, model, forecasters, series.next()));
  }

  private static Iterator<Row> scores(
      Backtest backtest,
      TrainedModel model,
      Map<String, Forecaster> forecasters,
      TimeSeries series) {
    SeriesSet alone =
        new SeriesSet(model.channels(), List.of(series), model.timeFormat(), series.id());
    List<Row> rows = new ArrayList<>();
    backtest
        .run(alone, forecasters, model.baselines().standardisation())
        .overall()
        .forEach((name, scores) -> rows.add(row(series.id(), name, scores)));
    return rows.stream().filter(row -> row.getLong(2) > 0).iterator();
  }

  private static Row row(String id, String forecaster, Scores scores) {
    return RowFactory.create(
        id,
        forecaster,
        scores.targets(),
        scores.mse(),
        scores.mae(),
        scores.crps(),
        scores.nll(),
        scores.pinball(),
        scores.coverage50(),
        scores.coverage80(),
        scores.coverage90(),
        scores.coverage95());
  }
}
