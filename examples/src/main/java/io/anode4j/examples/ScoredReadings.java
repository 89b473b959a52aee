package io.anode4j.examples;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.filter.FilterConfig;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.NeuralFilterTrainer;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import io.anode4j.forecast.Forecast;
import io.anode4j.model.TimeGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How to score readings as they come: train on ordinary ones, then give each sensor a scorer. It
 * says what it expected, how strange the reading is, and what will come.
 */
public final class ScoredReadings {
  private ScoredReadings() {}

  /**
   * What the lesson computed.
   *
   * @param alarms times of the readings that were anomalies
   * @param next forecast of the next minutes after the last reading
   * @param resumed whether a scorer restored from bytes gives the same score as the one saved
   */
  record Result(List<Double> alarms, Forecast next, boolean resumed) {}

  /** A pressure that sways, read at irregular times; from a time on it is too high by a jump. */
  static TimeSeries pressure(String id, int readings, double jumpFrom, double jump, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] times = new double[readings];
    double[][] values = new double[readings][1];
    double t = 0;
    for (int i = 0; i < readings; i++) {
      t += 0.5 + random.nextDouble();
      times[i] = t;
      values[i][0] = 5 + Math.sin(t / 4) + 0.1 * random.nextGaussian() + (t > jumpFrom ? jump : 0);
    }
    return TimeSeries.of(id, times, values);
  }

  /** Trains on two pumps and follows a third, whose pressure jumps at time 200. */
  static Result run() {
    List<TimeSeries> ordinary =
        List.of(pressure("a", 600, 1e9, 0, 1), pressure("b", 600, 1e9, 0, 2));
    SeriesSet data = new SeriesSet(List.of("bar"), ordinary, TimeFormat.number(), "pumps");
    FilterConfig config =
        FilterConfig.builder().hidden(16).decoderUnits(16).epochs(20).windowsPerEpoch(128).build();
    NeuralFilter model = NeuralFilterTrainer.with(config).horizon(10).threads(1).fit(data);

    Scorer scorer = model.newScorer(1e-4); // one false alarm in ten thousand readings
    TimeSeries pump = pressure("c", 210, 200, 3, 3);
    List<Double> alarms = new ArrayList<>();
    boolean resumed = true;
    for (int i = 0; i < pump.length(); i++) {
      Reading reading = new Reading(pump.time(i), pump.row(i));
      byte[] state = scorer.save(); // at most 4 KB: keep it wherever you keep state
      Score score = scorer.update(reading);
      if (score.isAnomaly()) {
        alarms.add(reading.time());
      }
      if (i == 100) {
        Scorer other = model.newScorer(1e-4);
        other.restore(state);
        resumed = other.update(reading).anomaly() == score.anomaly();
      }
    }
    return new Result(alarms, scorer.forecast(TimeGrid.every(1.0).count(5)), resumed);
  }
}
