package io.anode4j.forecast;

import io.anode4j.data.Covariate;
import io.anode4j.data.Covariates;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Attribution.Effect;
import io.anode4j.forecast.Attribution.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Attribution by occlusion (Zeiler and Fergus 2014, section 4.2, on time instead of the plane): the
 * forecaster is asked again with each part of a history taken away. It is exact for any forecaster
 * and costs a forecast a part. An observation that is taken away is missing, as many are anyway in
 * irregular series, so no value has to be made up for it.
 */
public final class Occlusion {
  private final Forecaster forecaster;
  private final List<String> channels;
  private final double context;
  private final int blocks;

  private Occlusion(Forecaster forecaster, List<String> channels, double context, int blocks) {
    this.forecaster = forecaster;
    this.channels = List.copyOf(channels);
    this.context = context;
    this.blocks = blocks;
  }

  /**
   * Occlusion of a forecaster's histories.
   *
   * @param forecaster who is asked
   * @param channels names of the histories' channels
   * @param context how far before its last time a history is taken apart; what lies before stays
   * @param blocks the observations of a channel within the context are taken away in at most so
   *     many runs of equal numbers
   * @return the attribution of any history
   * @throws IllegalArgumentException when context or blocks are not above 0
   */
  public static Occlusion of(
      Forecaster forecaster, List<String> channels, double context, int blocks) {
    if (!(context > 0) || blocks < 1) {
      throw new IllegalArgumentException(
          "An occlusion of a context of %s in %d blocks; expected both above 0: state others"
              .formatted(context, blocks));
    }
    return new Occlusion(forecaster, channels, context, blocks);
  }

  /** A history without a part. */
  private record Without(Part part, String source, double from, double to, TimeSeries left) {}

  /**
   * What moved a forecast.
   *
   * @param history all that is known; at least one row
   * @param times the times asked, at least one
   * @return the effects of observations, channels and covariates
   */
  public Attribution of(TimeSeries history, double[] times) {
    List<Without> parts = new ArrayList<>();
    for (int c = 0; c < history.channels(); c++) {
      observations(history, c, parts);
    }
    for (int c = 0; c < history.covariates().size(); c++) {
      covariate(history, c, times, parts);
    }
    List<TimeSeries> histories = new ArrayList<>(List.of(history));
    parts.forEach(part -> histories.add(part.left));
    List<double[]> asked = histories.stream().map(one -> times).toList();
    List<Forecast> forecasts = forecaster.forecastAll(histories, asked);
    List<Effect> effects = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      for (int c = 0; c < forecasts.get(0).channels().size(); c++) {
        effects.add(effect(parts.get(p), forecasts.get(0), forecasts.get(p + 1), c));
      }
    }
    return new Attribution(history.id(), effects);
  }

  private static Effect effect(Without without, Forecast all, Forecast less, int channel) {
    int times = all.times().length;
    double shift = 0;
    double size = 0;
    for (int t = 0; t < times; t++) {
      double difference = all.mean(t, channel) - less.mean(t, channel);
      shift += difference / times;
      size += Math.abs(difference) / times;
    }
    String name = all.channels().get(channel);
    return new Effect(without.part, without.source, without.from, without.to, name, shift, size);
  }

  /** Runs of a channel's observations, then all of them. */
  private void observations(TimeSeries history, int channel, List<Without> parts) {
    for (int[] run : Runs.of(history, channel, context, blocks)) {
      parts.add(without(Part.OBSERVATIONS, history, channel, run));
    }
    List<int[]> all = Runs.of(history, channel, context, 1);
    if (!all.isEmpty() && history.channels() > 1) {
      parts.add(without(Part.CHANNEL, history, channel, all.get(0)));
    }
  }

  private Without without(Part part, TimeSeries history, int channel, int[] rows) {
    double[][] values = new double[history.length()][];
    Arrays.setAll(values, history::row);
    for (int row : rows) {
      values[row][channel] = Double.NaN;
    }
    return new Without(
        part,
        channels.get(channel),
        history.time(rows[0]),
        history.time(rows[rows.length - 1]),
        TimeSeries.of(history.id(), history.times(), values).with(history.covariates()));
  }

  private static void covariate(
      TimeSeries history, int covariate, double[] times, List<Without> parts) {
    Covariates told = history.covariates();
    Covariate one = told.all().get(covariate);
    double now = history.lastTime();
    double last = Arrays.stream(times).max().orElse(now);
    if (one.kind().isAhead()) {
      TimeSeries kept = constantAfter(told, covariate, now);
      parts.add(without(history, one, Math.min(now, last), last, kept));
    } else if (one.kind() == Covariate.Kind.PAST && history.firstTime() < now) {
      TimeSeries mean = constant(told, covariate, history.firstTime(), now);
      parts.add(without(history, one, history.firstTime(), now, mean));
    }
  }

  private static Without without(
      TimeSeries history, Covariate one, double from, double to, TimeSeries readings) {
    Covariates told = Covariates.of(history.covariates().all(), readings);
    return new Without(Part.COVARIATE, one.name(), from, to, history.with(told));
  }

  /** Its readings, those after a time replaced by its value then. */
  private static TimeSeries constantAfter(Covariates told, int covariate, double now) {
    TimeSeries readings = told.readings();
    double value = told.at(covariate, now, now);
    double[][] rows = new double[readings.length()][];
    Arrays.setAll(rows, readings::row);
    for (int i = readings.countUntil(now); i < rows.length; i++) {
      rows[i][covariate] = readings.isObserved(i, covariate) ? value : Double.NaN;
    }
    return TimeSeries.of(readings.id(), readings.times(), rows);
  }

  private static TimeSeries constant(Covariates told, int covariate, double from, double to) {
    TimeSeries readings = told.readings();
    double mean = told.mean(covariate, from, to, to);
    double[][] rows = new double[readings.length()][];
    Arrays.setAll(rows, readings::row);
    for (double[] row : rows) {
      row[covariate] = Double.isNaN(row[covariate]) ? Double.NaN : mean;
    }
    return TimeSeries.of(readings.id(), readings.times(), rows);
  }
}
