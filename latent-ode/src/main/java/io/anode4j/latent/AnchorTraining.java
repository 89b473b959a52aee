package io.anode4j.latent;

import io.anode4j.anchor.AnchorFit;
import io.anode4j.anchor.AnchorRules;
import io.anode4j.anchor.FrameStatistics;
import io.anode4j.anchor.LinearAnchor;
import io.anode4j.anchor.LocalPrior;
import io.anode4j.anchor.LogAnchor;
import io.anode4j.anchor.Logarithms;
import io.anode4j.anchor.SeriesPast;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.data.Window;
import io.anode4j.forecast.Support;
import io.anode4j.tensor.Workers;
import io.anode4j.training.ObservedRows;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/** Fits frames and anchor to training series. */
final class AnchorTraining {
  private static final int WINDOWS = 2048;

  private final Map<String, SeriesPast> pasts = new LinkedHashMap<>();
  private final FrameStatistics frames;
  private final LinearAnchor anchor;
  private final double prior;

  /**
   * Fits.
   *
   * @param scaled training series on the channels' scales
   * @param windows draws windows from them
   * @param rules what the anchor weighs
   * @param shared whether it is told what other series measured at the same time
   * @param seed of the windows that are drawn
   * @param workers who computes
   */
  AnchorTraining(
      SeriesSet scaled,
      TrainingWindows windows,
      AnchorRules rules,
      boolean shared,
      long seed,
      Workers workers) {
    List<TimeSeries> series = scaled.series();
    double context = rules.context();
    List<SeriesPast> all =
        workers.map(series.size(), i -> SeriesPast.of(ObservedRows.of(series.get(i)), context));
    List<Window> drawn = windows.windows(WINDOWS, seed);
    this.frames = FrameStatistics.fit(all, drawn, context, workers);
    AnchorRules own = shared ? rules.sharing(all, frames) : rules;
    for (int i = 0; i < series.size(); i++) {
      SeriesPast past = all.get(i);
      pasts.put(series.get(i).id(), shared ? past.sharing(frames) : past);
    }
    this.anchor =
        new AnchorFit(own, frames, this::past, drawn, workers).fit(windows.naturalCount() / 2.0);
    this.prior =
        rules.covariates() > 0 ? 0 : LocalPrior.of(anchor, frames, this::past, drawn, workers);
  }

  /**
   * Fits the anchor of logarithms.
   *
   * @param training series in original units
   * @param rules what it weighs; with covariates there is none
   * @param origin where all questions are asked; none for anywhere
   * @param shared whether it is told what other series measured at the same time
   * @param seed of the windows that are drawn
   * @param workers who computes
   * @return one, or none where no channel is of amounts
   */
  static List<LogAnchor> ofLogarithms(
      SeriesSet training,
      AnchorRules rules,
      OptionalDouble origin,
      boolean shared,
      long seed,
      Workers workers) {
    Logarithms logarithms = new Logarithms(Support.floors(training, workers));
    if (rules.covariates() > 0 || logarithms.floors().stream().noneMatch(floor -> floor > 0)) {
      return List.of();
    }
    ScaledSeries fitted =
        ScaledSeries.of(ScaledSeries.map(training, logarithms::of, workers), workers);
    ValueScaler scaler = fitted.scaler();
    SeriesSet scaled = fitted.series();
    TrainingWindows windows = new TrainingWindows(scaled, rules.context(), rules.horizon(), origin);
    AnchorTraining fit = new AnchorTraining(scaled, windows, rules, shared, seed, workers);
    return List.of(
        new LogAnchor(
            logarithms,
            list(scaler.center()),
            list(scaler.scale()),
            fit.frames,
            fit.anchor,
            fit.prior));
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  FrameStatistics frames() {
    return frames;
  }

  LinearAnchor anchor() {
    return anchor;
  }

  /** How much the anchor counts where it is fitted again to one series; 0 with covariates. */
  double prior() {
    return prior;
  }

  /** All that was observed of a training series, scaled. */
  SeriesPast past(String id) {
    return Objects.requireNonNull(pasts.get(id));
  }
}
