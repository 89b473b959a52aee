package io.anode4j.spark;

import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.model.TimesAhead;
import io.anode4j.model.TrainedModel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Forecasts the series of a partition, 64 at a time. */
final class ForecastTask implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private static final int BATCH = 64;

  private final Broadcast<SharedModel> shared;
  private final Question question;
  private final TimeColumn times;

  /**
   * What is asked of each series.
   *
   * @param horizon how far ahead
   * @param step distance of the times
   * @param quantiles probabilities
   */
  record Question(String horizon, String step, List<Double> quantiles) implements Serializable {}

  ForecastTask(Broadcast<SharedModel> shared, Question question, TimeColumn times) {
    this.shared = shared;
    this.question = question;
    this.times = times;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    TrainedModel model = shared.value().open();
    TimesAhead ahead = TimesAhead.of(question.horizon, question.step, model.timeFormat());
    SeriesReader series = new SeriesReader(rows, model.channels().size(), times);
    return new RowsInTurn(series::hasNext, () -> batch(model, ahead, series));
  }

  private Iterator<Row> batch(TrainedModel model, TimesAhead ahead, SeriesReader series) {
    List<TimeSeries> histories = new ArrayList<>(BATCH);
    while (series.hasNext() && histories.size() < BATCH) {
      histories.add(series.next());
    }
    return model.forecastAll(histories, histories.stream().map(ahead::of).toList()).stream()
        .flatMap(forecast -> rows(forecast).stream())
        .iterator();
  }

  private List<Row> rows(Forecast forecast) {
    List<Row> rows = new ArrayList<>(forecast.length() * forecast.channels().size());
    for (int t = 0; t < forecast.length(); t++) {
      for (int c = 0; c < forecast.channels().size(); c++) {
        rows.add(row(forecast, t, c));
      }
    }
    return rows;
  }

  private Row row(Forecast forecast, int time, int channel) {
    List<Object> cells = new ArrayList<>();
    cells.add(forecast.id());
    cells.add(times.toRow(forecast.time(time)));
    cells.add(forecast.channels().get(channel));
    cells.addAll(List.of(forecast.mean(time, channel), forecast.std(time, channel)));
    for (double quantile : question.quantiles) {
      cells.add(forecast.quantile(quantile, time, channel));
    }
    return RowFactory.create(cells.toArray());
  }
}
