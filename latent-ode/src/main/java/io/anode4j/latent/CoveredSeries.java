package io.anode4j.latent;

import io.anode4j.data.Covariate;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.training.TrainingListener;

/** Series as far as their covariates are known: nothing of them is extrapolated. */
final class CoveredSeries {
  private CoveredSeries() {}

  /**
   * Leaves out what lies behind the last reading of a covariate that is known ahead.
   *
   * @param data series
   * @param listener told of series of which something was left out
   * @return the same series, some of them shorter
   * @throws io.anode4j.forecast.CovariateException when not all series have the same covariates
   * @throws IllegalArgumentException when a series has no value of a covariate that is known ahead
   *     or static
   */
  static SeriesSet of(SeriesSet data, TrainingListener listener) {
    ScaledCovariate.requireSame(data);
    SeriesSet covered = data.map(one -> one.until(until(one, data)));
    long cut = 0;
    for (int i = 0; i < data.size(); i++) {
      cut += covered.series().get(i).length() < data.series().get(i).length() ? 1 : 0;
    }
    if (cut > 0) {
      listener.onNotice(
          "Of "
              + cut
              + " series what comes after the last reading of a known covariate is not trained on;"
              + " give its values up to their ends, or leave them as they are");
    }
    return covered;
  }

  private static double until(TimeSeries series, SeriesSet data) {
    double until = Double.POSITIVE_INFINITY;
    for (int c = 0; c < series.covariates().size(); c++) {
      Covariate one = series.covariates().all().get(c);
      double last = series.covariates().until(c);
      if (one.kind() != Covariate.Kind.PAST && Double.isNaN(last)) {
        throw new IllegalArgumentException(
            "Series '%s' of %s has no value of its covariate %s; expected one at least: give it, or leave the series out"
                .formatted(series.id(), data.source(), one.name()));
      }
      until = one.kind().isAhead() ? Math.min(until, last) : until;
    }
    return until;
  }
}
