package io.anode4j.examples;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.synthetic.PeriodicToy;
import io.anode4j.forecast.Forecast;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeConfigBuilder;
import io.anode4j.latent.LatentOdeTrainer;
import io.anode4j.latent.likelihood.Gaussian;
import io.anode4j.latent.likelihood.LikelihoodSettings;
import io.anode4j.latent.likelihood.StudentT;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Choosing the likelihood. One reading in fifty is wild, as from a loose contact. A Gaussian takes
 * them for noise and widens every interval; Student's t leaves them in its tails. By the command
 * line: {@code --alone} and {@code --config} with {@code {"likelihood": {"type": "student-t"}}}.
 */
public final class WildValues {
  private WildValues() {}

  /**
   * Forecasts of the last fifth of unseen series.
   *
   * @param width mean width of the central 80 % intervals
   * @param nats mean log density of the true, tame values
   */
  record Result(double width, double nats) {}

  private static SeriesSet spoilt(SeriesSet set, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TimeSeries> series = new ArrayList<>();
    for (TimeSeries s : set) {
      double[][] values = new double[s.length()][];
      for (int i = 0; i < values.length; i++) {
        values[i] = s.row(i);
        values[i][0] += random.nextDouble() < 0.02 ? 20 * random.nextGaussian() : 0;
      }
      series.add(TimeSeries.of(s.id(), s.times(), values));
    }
    return set.withSeries(series);
  }

  static Result run(
      LatentOdeConfigBuilder settings, LikelihoodSettings likelihood, int count, long seed) {
    SeriesSet all = new PeriodicToy(count, 50, 0.01, true, seed).generate().observed();
    SeriesSet known = all.withSeries(all.series().subList(0, count * 4 / 5));
    LatentOdeConfig config = settings.alone().likelihood(likelihood).seed(seed).build();
    LatentOde model = LatentOdeTrainer.with(config).horizon(1).fit(spoilt(known, seed));
    double width = 0;
    double nats = 0;
    int values = 0;
    for (TimeSeries unseen : all.series().subList(count * 4 / 5, count)) {
      TimeSeries ahead = unseen.after(4);
      Forecast forecast = model.forecast(unseen.until(4), ahead.times());
      for (int i = 0; i < ahead.length(); i++) {
        width += forecast.quantile(0.9, i, 0) - forecast.quantile(0.1, i, 0);
        nats += forecast.logDensity(i, 0, ahead.value(i, 0));
        values++;
      }
    }
    return new Result(width / values, nats / values);
  }

  /**
   * Prints widths and log densities for three seeds.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    System.out.println("seed  Gaussian: width  log p   Student's t: width  log p");
    LatentOdeConfigBuilder settings = LatentOdeConfig.builder().epochs(60);
    for (long seed : List.of(1L, 2L, 3L)) {
      Result gaussian = run(settings, new Gaussian(), 200, seed);
      Result robust = run(settings, StudentT.defaults(), 200, seed);
      System.out.printf(
          "%4d            %.3f  %5.2f                %.3f  %5.2f%n",
          seed, gaussian.width(), gaussian.nats(), robust.width(), robust.nats());
    }
  }
}
