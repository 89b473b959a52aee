package io.anode4j.examples;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeTrainer;
import io.anode4j.latent.dynamics.DynamicsSettings;
import io.anode4j.latent.dynamics.Linear;
import io.anode4j.latent.dynamics.NeuralField;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Choosing the dynamics. Two tides of fixed periods, phases and heights of each harbour's own: a
 * linear ODE can say that exactly, is solved by the matrix exponential instead of step by step, and
 * can never run away, however far ahead. By the command line: {@code --config} with {@code
 * {"dynamics": {"type": "linear"}}}.
 */
public final class LinearDynamics {
  private static final double HORIZON = 2;

  private LinearDynamics() {}

  /**
   * Root mean squared errors.
   *
   * @param within up to the horizon that was trained for
   * @param beyond from there to eight horizons
   */
  record Result(double within, double beyond) {}

  static SeriesSet tides(int harbours, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TimeSeries> series = new ArrayList<>();
    for (int s = 0; s < harbours; s++) {
      double[] height = {1 + random.nextDouble(), 0.5 * random.nextDouble()};
      double[] phase = {6.3 * random.nextDouble(), 6.3 * random.nextDouble()};
      double[] times = new double[100];
      double[][] values = new double[100][1];
      double t = 0;
      for (int i = 0; i < 100; i++) {
        t += 0.05 + 0.5 * random.nextDouble();
        times[i] = t;
        values[i][0] =
            height[0] * Math.sin(2.1 * t + phase[0])
                + height[1] * Math.sin(4.5 * t + phase[1])
                + 0.05 * random.nextGaussian();
      }
      series.add(TimeSeries.of("harbour " + s, times, values));
    }
    return new SeriesSet(List.of("level"), series, TimeFormat.number(), "tides");
  }

  /** Trains on some harbours and forecasts others, to eight times the horizon. */
  static Result run(DynamicsSettings dynamics, int harbours, int epochs, long seed) {
    LatentOdeConfig config =
        LatentOdeConfig.builder().alone().dynamics(dynamics).epochs(epochs).seed(seed).build();
    LatentOde model =
        LatentOdeTrainer.with(config).horizon(HORIZON).context(8).fit(tides(harbours, seed));
    double[] squares = new double[2];
    int[] counts = new int[2];
    for (TimeSeries unseen : tides(20, seed + 1000)) {
      double now = unseen.firstTime() + 9;
      TimeSeries ahead = unseen.after(now).until(now + 8 * HORIZON);
      double[][] mean = model.forecast(unseen.until(now), ahead.times()).mean();
      for (int i = 0; i < mean.length; i++) {
        int far = ahead.time(i) > now + HORIZON ? 1 : 0;
        squares[far] += Math.pow(mean[i][0] - ahead.value(i, 0), 2);
        counts[far]++;
      }
    }
    return new Result(Math.sqrt(squares[0] / counts[0]), Math.sqrt(squares[1] / counts[1]));
  }

  /**
   * Prints both errors of both dynamics for three seeds; the noise is 0.05.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    System.out.println("seed  neural: within  beyond   linear: within  beyond");
    for (long seed : List.of(1L, 2L, 3L)) {
      Result neural = run(NeuralField.defaults(), 60, 40, seed);
      Result linear = run(new Linear(), 60, 40, seed);
      System.out.printf(
          "%4d          %.3f   %.3f           %.3f   %.3f%n",
          seed, neural.within(), neural.beyond(), linear.within(), linear.beyond());
    }
  }
}
