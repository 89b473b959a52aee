package io.anode4j.cli;

import io.anode4j.data.TimeSeries;
import io.anode4j.evaluation.BaselineStatistics;
import io.anode4j.forecast.Bounds;
import io.anode4j.forecast.Support;
import io.anode4j.latent.SeriesModel;
import io.anode4j.model.ModelHeader;
import io.anode4j.model.TrainedModel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks for series whose last values lie far from all that a model was trained on. */
final class StrangeSeries {
  private static final int LAST = 32;

  private final ModelHeader header;
  private final String remedy;
  private final List<Bounds> bounds;
  private final Optional<OtherOrigins> origins;
  private int seen;
  private int empty;
  private int strange;
  private double farthest;
  private String where = "";
  private int unbound;
  private String outside = "";

  private StrangeSeries(
      ModelHeader header, List<Bounds> bounds, Optional<OtherOrigins> origins, String remedy) {
    this.origins = origins;
    this.header = header;
    this.bounds = bounds;
    this.remedy = remedy;
  }

  /** Series that a model forecasts. */
  static StrangeSeries to(TrainedModel model) {
    return new StrangeSeries(
        model.header(),
        model.bounds(),
        Optional.of(new OtherOrigins(model)),
        model.companions().isEmpty()
            ? "the model knows nothing of such values: train with series like these"
            : "their forecasts rest on their own past alone: check the unit, or train with series"
                + " like these");
  }

  /** Series that a model says something of as a whole. */
  static StrangeSeries to(SeriesModel model) {
    return new StrangeSeries(
        model.header(),
        List.of(),
        Optional.empty(),
        "the model knows nothing of such values, so what it says of them is a guess: check the unit, or"
            + " train with series like these");
  }

  void look(TimeSeries series) {
    origins.ifPresent(one -> one.look(series));
    seen++;
    empty += series.observedCount() == 0 ? 1 : 0;
    BaselineStatistics usual = header.baselines();
    double worst = 0;
    int channel = 0;
    for (int c = 0; c < series.channels(); c++) {
      double centre = usual.standardisation().mean().get(c);
      double range = usual.range().get(c);
      double away = range > 0 ? Math.abs(level(series, c) - centre) / range : 0;
      if (away > worst) {
        worst = away;
        channel = c;
      }
    }
    lookBeyond(series);
    // No training value lies further from their mean than their range.
    if (worst > 1) {
      strange++;
      if (worst > farthest) {
        farthest = worst;
        where = "'%s' (%s)".formatted(series.id(), header.channels().get(channel));
      }
    }
  }

  private void lookBeyond(TimeSeries series) {
    List<Bounds> kept = Support.of(series, bounds);
    for (int c = 0; c < kept.size(); c++) {
      if (!kept.get(c).equals(bounds.get(c))) {
        if (unbound++ == 0) {
          outside =
              "'%s' (%s, trained as %s)"
                  .formatted(series.id(), header.channels().get(c), bounds.get(c).words());
        }
        return;
      }
    }
  }

  /** Median of the last values of a channel; NaN without any. */
  private static double level(TimeSeries series, int channel) {
    double[] last = new double[LAST];
    int count = 0;
    for (int i = series.length() - 1; i >= 0 && count < LAST; i--) {
      if (series.isObserved(i, channel)) {
        last[count++] = series.value(i, channel);
      }
    }
    Arrays.sort(last, 0, count);
    return count == 0 ? Double.NaN : last[count / 2];
  }

  void warn(Console console) {
    origins.ifPresent(one -> one.warn(console));
    warnOfUnbound(console);
    if (strange > 0) {
      console.warn(
          String.format(
              Locale.ROOT,
              "%,d of %,d series lie far outside of the training data, farthest %s: %.3g times"
                  + " the range of its training values away from their mean; %s",
              strange,
              seen,
              where,
              farthest,
              remedy));
    }
  }

  /** Warns of histories that do not keep to what training found. */
  private void warnOfUnbound(Console console) {
    if (unbound > 0) {
      console.warn(
          String.format(
              Locale.ROOT,
              "%,d of %,d series have values that training had none of, first %s: their forecasts are"
                  + " not held to it; mend the values, or leave their cells empty",
              unbound,
              seen,
              outside));
    }
  }

  /** Warns of series without any value, of which an answer says what all of training were like. */
  void warnOfEmpty(Console console) {
    if (empty > 0) {
      console.warn(
          String.format(
              Locale.ROOT,
              "%,d of %,d series have no value at all; what is said of them is what training says of"
                  + " any series: leave them out",
              empty,
              seen));
    }
  }
}
