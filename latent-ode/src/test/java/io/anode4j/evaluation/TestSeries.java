package io.anode4j.evaluation;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Series whose values are known functions of time. */
final class TestSeries {
  static final double HOLE = Double.NaN;

  private TestSeries() {}

  /** One channel at the times 0, 1, 2, … */
  static TimeSeries of(String id, double... values) {
    double[] times = new double[values.length];
    double[][] rows = new double[values.length][1];
    for (int i = 0; i < values.length; i++) {
      times[i] = i;
      rows[i][0] = values[i];
    }
    return TimeSeries.of(id, times, rows);
  }

  static SeriesSet set(TimeSeries... series) {
    return new SeriesSet(List.of("x"), List.of(series), TimeFormat.number(), "test");
  }

  /** A function at regular times. */
  static TimeSeries regular(String id, int length, double gap, DoubleUnaryOperator function) {
    double[] times = new double[length];
    double[][] rows = new double[length][1];
    for (int i = 0; i < length; i++) {
      times[i] = i * gap;
      rows[i][0] = function.applyAsDouble(times[i]);
    }
    return TimeSeries.of(id, times, rows);
  }

  /** A function at times with exponential gaps of mean 1, plus Gaussian noise. */
  static TimeSeries irregular(
      String id, int length, long seed, double noise, DoubleUnaryOperator function) {
    Random random = new Random(seed);
    double[] times = new double[length];
    double[][] rows = new double[length][1];
    double time = 0;
    for (int i = 0; i < length; i++) {
      time -= Math.log(1 - random.nextDouble());
      times[i] = time;
      rows[i][0] = function.applyAsDouble(time) + noise * random.nextGaussian();
    }
    return TimeSeries.of(id, times, rows);
  }

  /** A random walk with unit steps at the times 0, 1, 2, … */
  static TimeSeries walk(String id, int length, long seed) {
    Random random = new Random(seed);
    double[] values = new double[length];
    for (int i = 1; i < length; i++) {
      values[i] = values[i - 1] + random.nextGaussian();
    }
    return of(id, values);
  }
}
