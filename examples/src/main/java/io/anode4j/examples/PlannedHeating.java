package io.anode4j.examples;

import io.anode4j.data.Covariate;
import io.anode4j.data.Covariate.Kind;
import io.anode4j.data.Covariates;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeConfigBuilder;
import io.anode4j.latent.LatentOdeTrainer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A forecast that is told what will be done: tanks whose temperature follows a heater, {@code x′ =
 * (u − x)/3}, read at irregular times. The heater's setting u is a covariate that is held until the
 * next and known ahead, so a plan is a forecast under another setting. By the command line: {@code
 * anode4j train tanks.csv --horizon 6 --held heater --model tanks.anode}.
 */
public final class PlannedHeating {
  private static final double LAG = 3;
  private static final double HORIZON = 6;
  private static final double NOISE = 0.3;
  private static final List<Covariate> HEATER = List.of(new Covariate("heater", Kind.HELD));

  private PlannedHeating() {}

  /**
   * What is forecast of one tank for the end of a horizon.
   *
   * @param on mean where the heater is to go to 60
   * @param off mean where it is to go to 20
   * @param last temperature at the last reading
   */
  record Plans(double on, double off, double last) {
    /** What the equation says where a setting is kept from the last reading on. */
    double truth(double setting) {
      return setting + (last - setting) * Math.exp(-HORIZON / LAG);
    }
  }

  /** Trains on some tanks and asks of another what either setting would do. */
  static Plans run(LatentOdeConfigBuilder settings, int tanks) {
    SeriesSet data = tanks(tanks, 60, 1);
    LatentOde model = LatentOdeTrainer.with(settings.build()).horizon(HORIZON).fit(data);
    TimeSeries tank = tanks(1, 40, 2).series().get(0);
    return new Plans(
        planned(model, tank, 60), planned(model, tank, 20), tank.value(tank.length() - 1, 0));
  }

  private static double planned(LatentOde model, TimeSeries tank, double setting) {
    double now = tank.lastTime();
    TimeSeries known = tank.covariates().readings().until(now);
    TimeSeries plan =
        TimeSeries.of(
            tank.id(),
            new double[] {now + 1e-6, now + HORIZON},
            new double[][] {{setting}, {setting}});
    TimeSeries told = tank.with(Covariates.of(HEATER, joined(known, plan)));
    return model.forecast(told, new double[] {now + HORIZON}).mean(0, 0);
  }

  private static TimeSeries joined(TimeSeries before, TimeSeries after) {
    List<double[]> rows = new ArrayList<>();
    for (TimeSeries part : List.of(before, after)) {
      for (int i = 0; i < part.length(); i++) {
        rows.add(new double[] {part.time(i), part.value(i, 0)});
      }
    }
    return series(before.id(), rows);
  }

  private static SeriesSet tanks(int count, double length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TimeSeries> series = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      series.add(tank("tank" + s, length, random));
    }
    return new SeriesSet(List.of("temperature"), series, TimeFormat.number(), "tanks");
  }

  private static TimeSeries tank(String id, double length, SplittableRandom random) {
    List<double[]> readings = new ArrayList<>();
    List<double[]> changes = new ArrayList<>();
    double x = 20 + 40 * random.nextDouble();
    double setting = 40;
    changes.add(new double[] {0, setting});
    double change = 4 * random.nextDouble();
    double reading = 0;
    for (double t = 0; t < length; ) {
      double next = Math.min(change, reading);
      x = setting + (x - setting) * Math.exp(-(next - t) / LAG);
      t = next;
      if (t == change) {
        setting = 20 + 40 * random.nextDouble();
        changes.add(new double[] {t, setting});
        change = t + 1 + 5 * random.nextDouble();
      }
      if (t == reading) {
        readings.add(new double[] {t, x + NOISE * random.nextGaussian()});
        reading = t + 0.2 + 0.8 * random.nextDouble();
      }
    }
    changes.add(new double[] {length + 1, setting});
    return series(id, readings).with(Covariates.of(HEATER, series(id, changes)));
  }

  private static TimeSeries series(String id, List<double[]> rows) {
    double[] times = rows.stream().mapToDouble(row -> row[0]).toArray();
    double[][] values = rows.stream().map(row -> new double[] {row[1]}).toArray(double[][]::new);
    return TimeSeries.of(id, times, values);
  }

  /**
   * Prints what either setting of the heater would do.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    Plans plans = run(LatentOdeConfig.builder().epochs(10), 20);
    System.out.printf(
        "now %.1f; in %.0f h: %.1f with the heater at 60 (equation %.1f), %.1f at 20 (%.1f)%n",
        plans.last(), HORIZON, plans.on(), plans.truth(60), plans.off(), plans.truth(20));
  }
}
