package io.anode4j.latent;

import io.anode4j.data.Covariate;
import io.anode4j.data.Covariates;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.forecast.CovariateException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A covariate that a model reads, and its scale.
 *
 * @param name its name
 * @param kind when it is known
 * @param center mean over the training data, its own unit
 * @param scale standard deviation there, above 0
 */
record ScaledCovariate(String name, Covariate.Kind kind, double center, double scale) {
  ScaledCovariate {
    if (!(Double.isFinite(center) && scale > 0 && Double.isFinite(scale))) {
      throw new IllegalArgumentException("the scale of its covariate " + name + " is out of range");
    }
  }

  Covariate covariate() {
    return new Covariate(name, kind);
  }

  /**
   * Measures the scales of the covariates of a training.
   *
   * @param training series that gradients are computed on; later readings do not count
   */
  static List<ScaledCovariate> fit(SeriesSet training) {
    List<Covariate> all = training.series().get(0).covariates().all();
    if (all.isEmpty()) {
      return List.of();
    }
    List<TimeSeries> readings = training.series().stream().map(ScaledCovariate::read).toList();
    SeriesSet told =
        new SeriesSet(
            all.stream().map(Covariate::name).toList(),
            readings,
            training.timeFormat(),
            training.source());
    ValueScaler scaler = ValueScaler.standard(told);
    return IntStream.range(0, all.size())
        .mapToObj(
            c ->
                new ScaledCovariate(
                    all.get(c).name(), all.get(c).kind(), scaler.center()[c], scaler.scale()[c]))
        .toList();
  }

  private static TimeSeries read(TimeSeries series) {
    TimeSeries readings = series.covariates().readings().withId(series.id());
    TimeSeries known = series.length() == 0 ? readings : readings.until(series.lastTime());
    return known.length() == 0 ? readings : known;
  }

  /** Refuses series that are not all told of the same. */
  static void requireSame(SeriesSet data) {
    for (TimeSeries one : data) {
      requireSame(one, data.series().get(0).covariates().all());
    }
  }

  private static void requireSame(TimeSeries series, List<Covariate> expected) {
    if (!series.covariates().all().equals(expected)) {
      throw new CovariateException(
          "Series '%s' has the covariates %s; expected %s: give each series the same, in this order"
              .formatted(series.id(), words(series.covariates().all()), words(expected)));
    }
  }

  private static String words(List<Covariate> all) {
    return all.isEmpty() ? "none" : String.join(", ", all.stream().map(c -> c.toString()).toList());
  }

  /** A series whose covariates are on these scales; a view. */
  static TimeSeries scaled(TimeSeries series, List<ScaledCovariate> scales) {
    if (scales.isEmpty()) {
      return series.with(Covariates.NONE);
    }
    ValueScaler scaler =
        ValueScaler.of(
            scales.stream().mapToDouble(ScaledCovariate::center).toArray(),
            scales.stream().mapToDouble(ScaledCovariate::scale).toArray());
    return series.with(series.covariates().scaled(scaler));
  }

  /**
   * Refuses a series without what a forecast needs.
   *
   * @param series its history
   * @param expected covariates of the model
   * @param last the last time asked; −∞ for none
   * @param times how times are written
   */
  static void require(
      TimeSeries series, List<ScaledCovariate> expected, double last, TimeFormat times) {
    requireSame(series, expected.stream().map(ScaledCovariate::covariate).toList());
    for (int c = 0; c < expected.size(); c++) {
      Covariate one = expected.get(c).covariate();
      double until = series.covariates().until(c);
      if (one.kind() != Covariate.Kind.PAST && Double.isNaN(until)) {
        throw new CovariateException(
            "Series '%s' has no value of its covariate %s, which is %s; expected one at least: give it, or leave the series out"
                .formatted(series.id(), one.name(), one.kind().name().toLowerCase(Locale.ROOT)));
      }
      if (one.kind().isAhead() && until < last) {
        throw new CovariateException(
            "The covariate %s of series '%s' is known until %s, and the forecast is asked until %s; expected its values up to then: add rows with them, whose other cells may be empty, or forecast less far ahead"
                .formatted(one.name(), series.id(), times.format(until), times.format(last)));
      }
    }
  }
}
