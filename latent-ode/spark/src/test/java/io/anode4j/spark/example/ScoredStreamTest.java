package io.anode4j.spark.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Scorer;
import io.anode4j.spark.Waves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TwsTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** Batches through Spark's state store give what one scorer gives reading by reading. */
class ScoredStreamTest {
  @TempDir Path folder;

  private static Row row(TimeSeries series, int i) {
    Double second = series.isObserved(i, 1) ? series.value(i, 1) : null;
    return RowFactory.create(series.time(i), series.value(i, 0), second);
  }

  @Test
  void batchesAreScoredAsOneStream() throws IOException {
    NeuralFilter filter = Waves.filter();
    Path file = folder.resolve("filter.anode");
    filter.save(file);
    TwsTester<String, Row, Row> tester =
        new TwsTester<>(
            new ScoredStream(Files.readAllBytes(file)),
            CollectionConverters.asScala(List.<scala.Tuple2<String, Object>>of()).toList(),
            TimeMode.None(),
            OutputMode.Append(),
            Option.empty());
    SeriesSet set = Waves.series(5, Waves.DATES);
    int scored = 0;
    for (TimeSeries one : set) {
      Scorer alone = filter.newScorer(0.01);
      for (int from = 0; from < one.length(); from += 7) {
        List<Row> batch = new ArrayList<>();
        for (int i = Math.min(one.length(), from + 7) - 1; i >= from; i--) {
          batch.add(row(one, i));
        }
        List<Row> scores =
            CollectionConverters.asJava(
                tester.test(one.id(), CollectionConverters.asScala(batch).toList()));
        for (int k = 0; k < batch.size(); k++, scored++) {
          double expected =
              alone.update(new Reading(one.time(from + k), one.row(from + k))).anomaly();
          assertEquals(one.time(from + k), scores.get(k).getDouble(1));
          assertEquals(expected, scores.get(k).getDouble(2));
        }
      }
    }
    assertEquals(set.series().stream().mapToInt(TimeSeries::length).sum(), scored);
  }
}
