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
  private final Perturbation perturbation;

  private Occlusion(Perturbation perturbation) {
    this.perturbation = perturbation;
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
    return new Occlusion(
        new Perturbation(forecaster, channels, context, blocks).require("An occlusion of"));
  }

  /** A history without a part. */
  private record Without(Perturbation.Source source, TimeSeries left) {}

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
    List<Forecast> forecasts = perturbation.forecasts(histories, times);
    List<Effect> effects = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      for (int c = 0; c < forecasts.get(0).channels().size(); c++) {
        effects.add(
            Perturbation.effect(parts.get(p).source, forecasts.get(0), forecasts.get(p + 1), c, 1));
      }
    }
    return new Attribution(history.id(), effects);
  }

  /** Runs of a channel's observations, then all of them. */
  private void observations(TimeSeries history, int channel, List<Without> parts) {
    for (int[] run : perturbation.runs(history, channel)) {
      parts.add(without(Part.OBSERVATIONS, history, channel, run));
    }
    List<int[]> all = Runs.of(history, channel, perturbation.context(), 1);
    if (!all.isEmpty() && history.channels() > 1) {
      parts.add(without(Part.CHANNEL, history, channel, all.get(0)));
    }
  }

  private Without without(Part part, TimeSeries history, int channel, int[] rows) {
    return new Without(
        perturbation.source(part, history, channel, rows),
        Perturbation.changed(history, channel, rows, value -> Double.NaN));
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
    return new Without(
        new Perturbation.Source(Part.COVARIATE, one.name(), from, to), history.with(told));
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
