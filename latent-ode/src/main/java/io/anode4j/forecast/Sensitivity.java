package io.anode4j.forecast;

import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Attribution.Effect;
import io.anode4j.forecast.Attribution.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Attribution by gradient (Simonyan et al. 2014, section 3): the derivative of a forecast's mean by
 * the values that were observed. Beside occlusion, which asks what an observation has done at all,
 * it says where a small change of what was seen would change the forecast. It is taken by central
 * differences, so that it is that of the whole answer, with all that a model weighs, of any
 * forecaster; it costs two forecasts a run of observations.
 */
public final class Sensitivity {
  /**
   * Of a channel's spread: far below what is seen as an event, and over many of the thresholds of
   * trees, of which each is a jump.
   */
  private static final double STEP = 0.1;

  private final Perturbation perturbation;

  private Sensitivity(Perturbation perturbation) {
    this.perturbation = perturbation;
  }

  /**
   * The gradient of a forecaster.
   *
   * @param forecaster who is asked
   * @param channels names of the histories' channels
   * @param context how far before its last time a history is looked at
   * @param blocks the observations of a channel within the context move together in at most so many
   *     runs of equal numbers; the derivative of a run is the sum of those of its observations
   * @return the attribution of any history
   * @throws IllegalArgumentException when context or blocks are not above 0
   */
  public static Sensitivity of(
      Forecaster forecaster, List<String> channels, double context, int blocks) {
    return new Sensitivity(
        new Perturbation(forecaster, channels, context, blocks).require("A gradient over"));
  }

  /** Observations that move together, and how far. */
  private record Moved(int channel, int[] rows, double step) {
    TimeSeries by(TimeSeries history, double change) {
      return Perturbation.changed(history, channel, rows, value -> value + change);
    }
  }

  /**
   * Derivatives of a forecast.
   *
   * @param history all that is known; at least one row
   * @param times the times asked, at least one
   * @return effects of kind {@link Part#GRADIENT}: the mean of the derivative over the times asked,
   *     and of its absolute value, in units of the forecast channel by one unit of the source
   */
  public Attribution of(TimeSeries history, double[] times) {
    List<Moved> all = new ArrayList<>();
    List<TimeSeries> histories = new ArrayList<>();
    for (int c = 0; c < history.channels(); c++) {
      double step = STEP * spread(history, c);
      for (int[] rows : perturbation.runs(history, c)) {
        Moved moved = new Moved(c, rows, step);
        all.add(moved);
        histories.add(moved.by(history, step));
        histories.add(moved.by(history, -step));
      }
    }
    List<Forecast> forecasts = perturbation.forecasts(histories, times);
    List<Effect> effects = new ArrayList<>();
    for (int m = 0; m < all.size(); m++) {
      Moved moved = all.get(m);
      Perturbation.Source source =
          perturbation.source(Part.GRADIENT, history, moved.channel, moved.rows);
      Forecast up = forecasts.get(2 * m);
      Forecast down = forecasts.get(2 * m + 1);
      for (int c = 0; c < up.channels().size(); c++) {
        effects.add(Perturbation.effect(source, up, down, c, 2 * moved.step));
      }
    }
    return new Attribution(history.id(), effects);
  }

  /** Standard deviation of a channel; of one that does not move its size, or 1. */
  private static double spread(TimeSeries history, int channel) {
    double[] values = new double[history.observedCount(channel)];
    int count = 0;
    for (int i = 0; i < history.length(); i++) {
      if (history.isObserved(i, channel)) {
        values[count++] = history.value(i, channel);
      }
    }
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double spread = Math.sqrt(squares / Math.max(1, count));
    double size = Math.abs(mean) > 0 ? Math.abs(mean) : 1;
    return spread > 1e-9 * size ? spread : size;
  }
}
