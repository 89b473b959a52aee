package io.anode4j.forecast;

import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Attribution.Effect;
import io.anode4j.forecast.Attribution.Part;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A forecaster is asked about histories that were changed: what attributions by perturbation have
 * in common.
 *
 * @param forecaster who is asked
 * @param channels names of the histories' channels
 * @param context how far before its last time a history is changed
 * @param blocks a channel's observations change in at most so many runs of equal numbers
 */
record Perturbation(Forecaster forecaster, List<String> channels, double context, int blocks) {
  Perturbation {
    channels = List.copyOf(channels);
  }

  /**
   * Checks the ranges.
   *
   * @param what begins the message
   * @throws IllegalArgumentException when context or blocks are not above 0
   */
  Perturbation require(String what) {
    if (!(context > 0) || blocks < 1) {
      throw new IllegalArgumentException(
          "%s a context of %s in %d blocks; expected both above 0: state others"
              .formatted(what, context, blocks));
    }
    return this;
  }

  /** Rows of a channel's observations that change together. */
  List<int[]> runs(TimeSeries history, int channel) {
    return Runs.of(history, channel, context, blocks);
  }

  /** A history with some values of a channel replaced. */
  static TimeSeries changed(
      TimeSeries history, int channel, int[] rows, DoubleUnaryOperator change) {
    double[][] values = new double[history.length()][];
    Arrays.setAll(values, history::row);
    for (int row : rows) {
      values[row][channel] = change.applyAsDouble(values[row][channel]);
    }
    return TimeSeries.of(history.id(), history.times(), values).with(history.covariates());
  }

  /** Forecasts of all histories at the same times. */
  List<Forecast> forecasts(List<TimeSeries> histories, double[] times) {
    return forecaster.forecastAll(histories, histories.stream().map(one -> times).toList());
  }

  /**
   * What a change of a source made of a channel's forecast.
   *
   * @param source what was changed
   * @param as the forecast with it
   * @param without the forecast it is compared with
   * @param channel the forecast's channel
   * @param step size of the change, which the difference is divided by
   */
  static Effect effect(Source source, Forecast as, Forecast without, int channel, double step) {
    int times = as.times().length;
    double shift = 0;
    double size = 0;
    for (int t = 0; t < times; t++) {
      double slope = (as.mean(t, channel) - without.mean(t, channel)) / step;
      shift += slope / times;
      size += Math.abs(slope) / times;
    }
    return new Effect(
        source.part, source.name, source.from, source.to, as.channels().get(channel), shift, size);
  }

  /** Observations of a channel as a source. */
  Source source(Part part, TimeSeries history, int channel, int[] rows) {
    return new Source(
        part, channels.get(channel), history.time(rows[0]), history.time(rows[rows.length - 1]));
  }

  /**
   * What is changed in a history.
   *
   * @param part which kind of change it is
   * @param name of the channel or covariate
   * @param from time of its first value
   * @param to time of its last value
   */
  record Source(Part part, String name, double from, double to) {}
}
