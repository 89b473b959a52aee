package io.anode4j.anchor;

import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import io.anode4j.tree.BoostedTrees;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The {@link LinearAnchor} alone, with Gaussian errors: the baseline called ridge. A time within a
 * history is answered from the values up to it.
 *
 * @param channels names of the channels
 * @param scaler to the channels' scales
 * @param frames of the training data
 * @param anchor fitted on them
 */
public record AnchorForecaster(
    List<String> channels, ValueScaler scaler, FrameStatistics frames, LinearAnchor anchor)
    implements Forecaster {

  @Override
  public Forecast forecast(TimeSeries history, double[] times) {
    return forecast(history, times, seen(history));
  }

  /**
   * The same, of a history that has been looked at before.
   *
   * @param history a series
   * @param times times asked
   * @param seen what {@link #seen} says of it
   * @return the forecast
   */
  public Forecast forecast(TimeSeries history, double[] times, Seen seen) {
    SeriesPast past = seen.past;
    WindowFrame frame = seen.frame;
    double last = last(history);
    double[][] means = new double[times.length][channels.size()];
    double[][] stds = new double[times.length][channels.size()];
    double[] ahead = Arrays.stream(times).filter(t -> t > last).toArray();
    LinearAnchor.Answer answer = anchor.answer(past, frame, ahead);
    int next = 0;
    for (int t = 0; t < times.length; t++) {
      if (times[t] > last) {
        write(frame, answer, next++, means[t], stds[t]);
      } else {
        WindowFrame then = frames.frame(past, times[t]);
        write(then, anchor.answer(past, then, new double[] {times[t]}), 0, means[t], stds[t]);
      }
    }
    return Forecast.gaussian(history.id(), channels, times, means, stds);
  }

  /**
   * The same, its weights fitted again to the past of one series and pulled towards those of all;
   * where that past is short they are those of all.
   *
   * @param seen what {@link #seen} says of the series
   * @param prior how much the weights of all count, as {@link LocalPrior} chooses it
   * @return a forecaster of that series
   */
  public AnchorForecaster local(Seen seen, double prior) {
    LocalFit fit = new LocalFit(anchor, frames, seen.past, seen.frame.origin());
    return new AnchorForecaster(channels, scaler, frames, fit.anchor(prior));
  }

  /**
   * What trees say in place of the weighted sum, with its spread; until the last observation the
   * weighted sum.
   *
   * @param trees fitted by {@link TreeFit} to the same frames and rules
   * @param seen what {@link #seen} says of a series
   * @param linear what {@link #forecast} says of it, at the times asked
   * @return the forecast
   */
  public Forecast boosted(BoostedTrees trees, Seen seen, Forecast linear) {
    double[] times = linear.times();
    double[][] means = linear.mean();
    int[] asked =
        IntStream.range(0, times.length).filter(t -> times[t] > seen.frame.origin()).toArray();
    double[] ahead = Arrays.stream(asked).mapToDouble(t -> times[t]).toArray();
    for (int c = 0; c < channels.size(); c++) {
      float[][] rows = TreeFeatures.of(anchor.rules(), seen.past, seen.frame, c, ahead);
      for (int t = 0; t < ahead.length; t++) {
        double answer = WindowFrame.cut(trees.answer(rows[t]), anchor.rules().most());
        means[asked[t]][c] = scaler.toOriginal(c, seen.frame.fromFrame(c, answer));
      }
    }
    return Forecast.gaussian(linear.id(), channels, times, means, linear.std());
  }

  /**
   * A history as it is seen from its end, on the channels' scales.
   *
   * @param past of the series
   * @param frame at its end
   */
  public record Seen(SeriesPast past, WindowFrame frame) {}

  /**
   * Looks at a history, which takes longer than what is asked of it.
   *
   * @param history a series
   * @return its past and the frame at its end
   */
  public Seen seen(TimeSeries history) {
    SeriesPast past = SeriesPast.of(scaler.toScaled(history), frames.context());
    return new Seen(past, frames.frame(past, last(history)));
  }

  private static double last(TimeSeries history) {
    return history.length() == 0 ? Double.NEGATIVE_INFINITY : history.lastTime();
  }

  private void write(
      WindowFrame frame, LinearAnchor.Answer answer, int time, double[] mean, double[] std) {
    for (int c = 0; c < mean.length; c++) {
      mean[c] = scaler.toOriginal(c, frame.fromFrame(c, answer.sum()[time][c]));
      double spread = Math.hypot(answer.spread()[time][c], frame.shortage()[c]);
      std[c] = scaler.spreadToOriginal(c, spread);
    }
  }
}
