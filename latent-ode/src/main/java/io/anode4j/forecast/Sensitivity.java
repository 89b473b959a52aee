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
   * Of a channel's spread: far above the rounding of float32, far below what is seen as an event.
   */
  private static final double STEP = 0.01;

  private final Forecaster forecaster;
  private final List<String> channels;
  private final double context;
  private final int blocks;

  private Sensitivity(Forecaster forecaster, List<String> channels, double context, int blocks) {
    this.forecaster = forecaster;
    this.channels = List.copyOf(channels);
    this.context = context;
    this.blocks = blocks;
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
    if (!(context > 0) || blocks < 1) {
      throw new IllegalArgumentException(
          "A gradient over a context of %s in %d blocks; expected both above 0: state others"
              .formatted(context, blocks));
    }
    return new Sensitivity(forecaster, channels, context, blocks);
  }

  /** Observations that move together, and how far. */
  private record Moved(int channel, int[] rows, double step) {
    TimeSeries by(TimeSeries history, double change) {
      double[][] values = new double[history.length()][];
      Arrays.setAll(values, history::row);
      for (int row : rows) {
        values[row][channel] += change;
      }
      return TimeSeries.of(history.id(), history.times(), values).with(history.covariates());
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
      for (int[] rows : Runs.of(history, c, context, blocks)) {
        Moved moved = new Moved(c, rows, step);
        all.add(moved);
        histories.add(moved.by(history, step));
        histories.add(moved.by(history, -step));
      }
    }
    List<double[]> asked = histories.stream().map(one -> times).toList();
    List<Forecast> forecasts = forecaster.forecastAll(histories, asked);
    List<Effect> effects = new ArrayList<>();
    for (int m = 0; m < all.size(); m++) {
      Forecast up = forecasts.get(2 * m);
      Forecast down = forecasts.get(2 * m + 1);
      for (int c = 0; c < up.channels().size(); c++) {
        effects.add(effect(history, all.get(m), up, down, c));
      }
    }
    return new Attribution(history.id(), effects);
  }

  private Effect effect(TimeSeries history, Moved moved, Forecast up, Forecast down, int channel) {
    int times = up.times().length;
    double shift = 0;
    double size = 0;
    for (int t = 0; t < times; t++) {
      double slope = (up.mean(t, channel) - down.mean(t, channel)) / (2 * moved.step);
      shift += slope / times;
      size += Math.abs(slope) / times;
    }
    return new Effect(
        Part.GRADIENT,
        channels.get(moved.channel),
        history.time(moved.rows[0]),
        history.time(moved.rows[moved.rows.length - 1]),
        up.channels().get(channel),
        shift,
        size);
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
