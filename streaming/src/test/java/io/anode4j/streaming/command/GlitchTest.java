package io.anode4j.streaming.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import io.anode4j.filter.SensorModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One wrong reading among those of healthy pumps, scored by the bundled model: it raises the alarm
 * for no more readings than the score remembers, and then ordinary readings raise it as often as is
 * wanted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GlitchTest {
  private static final int AT = 200;
  private static final int AFTER = 10_000;

  /** Readings that the smoothed score of the bundled model remembers. */
  private static final int WINDOW = 8;

  private static final double[] NOISE = {0.35, 0.035, 0.05};
  private static final double[] USUAL = {60, 4, 1};

  private SensorModel model;
  private List<List<PumpFleet.Observed>> streams;

  @BeforeAll
  void load(@TempDir Path directory) {
    model = SensorModel.load(DemoModel.unpack(directory.resolve("pumps.anode")));
    streams =
        LongStream.of(101, 104, 105, 109)
            .mapToObj(
                seed -> {
                  PumpFleet fleet = new PumpFleet(1, 0, seed, true);
                  return Stream.generate(fleet::next).limit(AT + AFTER + 1).toList();
                })
            .toList();
  }

  /** What is scored in place of a reading; channels that were missing are observed. */
  private static double[] wrong(double[] values, double size, boolean deviations, int channels) {
    double[] spoilt = Arrays.copyOf(values, values.length);
    for (int c = 0; c < channels; c++) {
      double right = Double.isNaN(values[c]) ? USUAL[c] : values[c];
      spoilt[c] = right + (c % 2 == 0 ? size : -size) * (deviations ? NOISE[c] : 1);
    }
    return spoilt;
  }

  @ParameterizedTest
  @CsvSource({
    "6, true, 1",
    "6, true, 3",
    "10, true, 1",
    "10, true, 3",
    "1e3, false, 1",
    "1e12, false, 1",
    "1e12, false, 3",
    "1e300, false, 1",
    "1e300, false, 3",
    "-1.7e308, false, 3"
  })
  void raisesTheAlarmForNoLongerThanTheScoreRemembers(
      double size, boolean deviations, int channels) {
    for (double rate : new double[] {1e-2, 1e-3}) {
      int later = 0;
      for (List<PumpFleet.Observed> stream : streams) {
        Scorer scorer = model.newScorer(rate);
        boolean[] anomaly = new boolean[AFTER + 1];
        boolean[] level = new boolean[AFTER + 1];
        for (int i = 0; i < stream.size(); i++) {
          PumpFleet.Observed one = stream.get(i);
          double[] values =
              i == AT ? wrong(one.values(), size, deviations, channels) : one.values();
          Score score = scorer.update(new Reading(one.time(), values));
          assertTrue(Double.isFinite(score.anomaly() + score.level()), score::toString);
          if (i >= AT) {
            anomaly[i - AT] = score.isAnomaly();
            level[i - AT] = score.isUnusualLevel();
          }
        }
        if (size > 100) {
          assertTrue(anomaly[0] && level[0], "the wrong reading itself is seen");
        }
        assertTrue(inRow(anomaly) <= WINDOW, () -> inRow(anomaly) + " anomalies in a row");
        assertTrue(inRow(level) <= WINDOW, () -> inRow(level) + " levels in a row");
        for (int i = inRow(anomaly); i < anomaly.length; i++) {
          later += anomaly[i] ? 1 : 0;
        }
      }
      double found = later / (double) (streams.size() * AFTER);
      assertEquals(0, Math.log(found / rate), Math.log(2), found + " for " + rate);
    }
  }

  private static int inRow(boolean[] alarm) {
    int row = 0;
    while (row < alarm.length && alarm[row]) {
      row++;
    }
    return row;
  }
}
