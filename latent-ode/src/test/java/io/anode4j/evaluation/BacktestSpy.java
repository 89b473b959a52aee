package io.anode4j.evaluation;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Answers N(0, 1) and remembers what it was asked. */
final class BacktestSpy implements Forecaster {
  static final Standardisation UNIT = new Standardisation(List.of(0.0), List.of(1.0));

  final List<TimeSeries> histories = new ArrayList<>();
  final List<double[]> times = new ArrayList<>();
  int calls;

  @Override
  public Forecast forecast(TimeSeries history, double[] asked) {
    histories.add(history);
    times.add(asked);
    double[][] std = new double[asked.length][history.channels()];
    for (double[] row : std) {
      Arrays.fill(row, 1);
    }
    List<String> names = Collections.nCopies(history.channels(), "c");
    return Forecast.gaussian(
        history.id(), names, asked, new double[asked.length][history.channels()], std);
  }

  @Override
  public List<Forecast> forecastAll(List<TimeSeries> all, List<double[]> asked) {
    calls++;
    return Forecaster.super.forecastAll(all, asked);
  }

  static EvaluationReport run(Backtest backtest, Forecaster forecaster, SeriesSet set) {
    return backtest.run(set, Map.of("model", forecaster), UNIT);
  }

  static TimeSeries ramp(String id, int length) {
    return TestSeries.regular(id, length, 1, t -> t);
  }
}
