package io.anode4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import io.anode4j.filter.SensorModel;
import io.anode4j.forecast.Forecast;
import io.anode4j.model.TrainedModel;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** What a single process computes, as lines of text in which each bit of a figure shows. */
final class Single {
  private Single() {}

  /** Steps of an hour, three of them. */
  static List<String> forecasts(TrainedModel model, SeriesSet set, double step) {
    List<String> lines = new ArrayList<>();
    for (TimeSeries one : set) {
      double last = one.lastTime();
      Forecast forecast =
          model.forecast(one, new double[] {last + step, last + 2 * step, last + 3 * step});
      for (int t = 0; t < 3; t++) {
        for (int c = 0; c < forecast.channels().size(); c++) {
          lines.add(
              String.join(
                  " ",
                  one.id(),
                  set.timeFormat().format(forecast.time(t)),
                  forecast.channels().get(c),
                  Double.toHexString(forecast.mean(t, c)),
                  Double.toHexString(forecast.std(t, c)),
                  Double.toHexString(forecast.quantile(0.1, t, c)),
                  Double.toHexString(forecast.quantile(0.9, t, c))));
        }
      }
    }
    return lines.stream().sorted().toList();
  }

  static List<String> scores(SensorModel model, SeriesSet set) {
    List<String> lines = new ArrayList<>();
    for (TimeSeries one : set) {
      Scorer scorer = model.newScorer(0.01);
      for (int i = 0; i < one.length(); i++) {
        Score score = scorer.update(new Reading(one.time(i), one.row(i)));
        lines.add(
            String.join(
                " ",
                one.id(),
                set.timeFormat().format(one.time(i)),
                Long.toString(score.count()),
                Boolean.toString(score.warmUp()),
                Double.toHexString(score.logLikelihood()),
                Double.toHexString(score.pValue()),
                Double.toHexString(score.anomaly()),
                Double.toHexString(score.threshold()),
                Boolean.toString(score.isAnomaly()),
                Double.toHexString(score.level()),
                Double.toHexString(score.levelThreshold()),
                Boolean.toString(score.isUnusualLevel()),
                strangest(model, score)));
      }
    }
    return lines.stream().sorted().toList();
  }

  private static String strangest(SensorModel model, Score score) {
    double first = score.isObserved(0) ? score.contribution(0) : -1;
    double second = score.isObserved(1) ? score.contribution(1) : -1;
    return model.channels().get(second > first ? 1 : 0);
  }

  /** Rows of Spark, whose times are numbers in the unit of the model or local, in the same way. */
  static List<String> lines(List<Row> rows, SeriesSet set) {
    return rows.stream().map(row -> line(row, set.timeFormat())).sorted().toList();
  }

  private static String line(Row row, TimeFormat format) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      Object cell = row.get(i);
      if (i == 1) {
        double time =
            cell instanceof LocalDateTime local
                ? local.toEpochSecond(ZoneOffset.UTC) + local.getNano() / 1e9
                : ((Number) cell).doubleValue();
        cells.add(format.format(time));
      } else {
        cells.add(cell instanceof Double d ? Double.toHexString(d) : String.valueOf(cell));
      }
    }
    return String.join(" ", cells);
  }

  /** Names the first line that differs: all of them would fill a screen a thousand times. */
  static void assertSame(List<String> expected, List<String> found) {
    for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
      assertEquals(expected.get(i), found.get(i));
    }
    assertEquals(expected.size(), found.size());
  }
}
