package io.anode4j.streaming;

import static io.anode4j.streaming.DrivenTopology.START;

import io.anode4j.data.TimeFormat;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Scorer;
import io.anode4j.streaming.reload.SmallModels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.io.TempDir;

/** A topology driven by hand, and readings of its sensors. */
abstract class SensorReadings {
  /** Half a unit of the eighth digit of a standard deviation: what expectations are rounded to. */
  static final double DIGITS = 5e-8;

  static final NeuralFilter FILTER = SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b");
  static final ActiveModel MODEL = ActiveModel.named("small", FILTER);

  @TempDir Path directory;

  DrivenTopology driven(String... settings) {
    return DrivenTopology.of(directory, ModelSource.fixed(MODEL), map(settings));
  }

  static Map<String, String> map(String... settings) {
    Map<String, String> map = new java.util.HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      map.put(settings[i], settings[i + 1]);
    }
    return map;
  }

  /** Irregular readings with one value missing here and there. */
  static List<double[]> readings(int count, long seed) {
    Random random = new Random(seed);
    List<double[]> rows = new ArrayList<>();
    long time = START;
    for (int i = 0; i < count; i++) {
      time += 200 + random.nextInt(2000);
      double a = random.nextInt(4) == 0 ? Double.NaN : Math.sin(i / 5.0) + random.nextGaussian();
      boolean absent = !Double.isNaN(a) && random.nextInt(4) == 0;
      double b = absent ? Double.NaN : 10 + random.nextGaussian();
      rows.add(new double[] {time, a, b});
    }
    return rows;
  }

  static void feed(DrivenTopology driven, String sensor, List<double[]> rows) {
    for (double[] row : rows) {
      driven.reading(sensor, (long) row[0], row[1], row[2]);
    }
  }

  static Reading reading(double[] row) {
    return new Reading(row[0] / 1000, new double[] {row[1], row[2]});
  }

  static Scorer scorerAfter(List<double[]> rows) {
    Scorer scorer = FILTER.newScorer();
    rows.forEach(row -> scorer.update(reading(row)));
    return scorer;
  }

  static String header(TestRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return new String(header.value(), StandardCharsets.UTF_8);
  }
}
