package io.anode4j.spark;

import io.anode4j.data.TimeSeries;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import io.anode4j.filter.SensorModel;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Scores the series of a partition, one after the other. */
final class ScoreTask implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<SharedModel> shared;
  private final double falseAlarmRate;
  private final TimeColumn times;

  ScoreTask(Broadcast<SharedModel> shared, double falseAlarmRate, TimeColumn times) {
    this.shared = shared;
    this.falseAlarmRate = falseAlarmRate;
    this.times = times;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    SensorModel model = SensorModel.of(shared.value().open());
    SeriesReader series = new SeriesReader(rows, model.channels().size(), times);
    return new RowsInTurn(series::hasNext, () -> scores(model, series.next()));
  }

  private Iterator<Row> scores(SensorModel model, TimeSeries series) {
    Scorer scorer = model.newScorer(falseAlarmRate);
    return IntStream.range(0, series.length())
        .mapToObj(i -> scorer.update(new Reading(series.time(i), series.row(i))))
        .map(score -> row(series.id(), model, score))
        .iterator();
  }

  private Row row(String id, SensorModel model, Score score) {
    return RowFactory.create(
        id,
        times.toRow(score.reading().time()),
        score.count(),
        score.warmUp(),
        score.logLikelihood(),
        score.pValue(),
        score.anomaly(),
        score.threshold(),
        score.isAnomaly(),
        score.level(),
        score.levelThreshold(),
        score.isUnusualLevel(),
        strangest(model, score));
  }

  /** A reading has at least one value. */
  private static String strangest(SensorModel model, Score score) {
    int most = 0;
    for (int c = 1; c < score.channels(); c++) {
      boolean more = !score.isObserved(most) || score.contribution(c) > score.contribution(most);
      most = score.isObserved(c) && more ? c : most;
    }
    return model.channels().get(most);
  }
}
