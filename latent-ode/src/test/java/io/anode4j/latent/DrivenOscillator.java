package io.anode4j.latent;

import io.anode4j.data.Covariate;
import io.anode4j.data.Covariate.Kind;
import io.anode4j.data.Covariates;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A damped oscillator that follows a setpoint, {@code x″ = ω²(u − x) − 2ζω·x′}, in closed form: the
 * setpoint is constant between its changes, which come at irregular times, as the readings do.
 */
final class DrivenOscillator {
  static final double NOISE = 0.1;
  private static final double OMEGA = 2 * Math.PI / 8;
  private static final double ZETA = 0.2;

  private DrivenOscillator() {}

  /** The setpoint of the oscillator. */
  static final List<Covariate> SETPOINT = List.of(new Covariate("setpoint", Kind.HELD));

  /**
   * Series of one channel x with its setpoint, read every 0.3 to 0.9 with noise of 0.1.
   *
   * @param count number of series
   * @param length duration of each
   * @param seed of noise, times and setpoints
   */
  static SeriesSet set(int count, double length, long seed) {
    return set(count, length, seed, NOISE);
  }

  /** The same series as they are behind the noise: what is read of them at the same times. */
  static SeriesSet truth(int count, double length, long seed) {
    return set(count, length, seed, 0);
  }

  private static SeriesSet set(int count, double length, long seed, double noise) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TimeSeries> series = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      series.add(series("o" + seed + "-" + s, length, noise, random));
    }
    return new SeriesSet(List.of("x"), series, TimeFormat.number(), "driven oscillators");
  }

  private static TimeSeries series(
      String id, double length, double noise, SplittableRandom random) {
    List<double[]> changes = new ArrayList<>(List.of(new double[] {0, 0}));
    List<double[]> readings = new ArrayList<>();
    double x = 0;
    double v = 0;
    double t = 0;
    double setpoint = 0;
    double change = 0;
    double reading = 0.5;
    while (t < length) {
      double next = Math.min(reading, change);
      double[] moved = moved(x, v, setpoint, next - t);
      x = moved[0];
      v = moved[1];
      t = next;
      if (t == change) {
        setpoint = 4 * random.nextDouble() - 2;
        changes.add(new double[] {t, setpoint});
        change = t + 1 + 6 * random.nextDouble();
      }
      if (t == reading) {
        readings.add(new double[] {t, x + noise * random.nextGaussian()});
        reading = t + 0.3 + 0.6 * random.nextDouble();
      }
    }
    changes.set(0, new double[] {-1, 0});
    changes.add(new double[] {length + 1, setpoint});
    return of(id, readings).with(Covariates.of(SETPOINT, of(id, changes)));
  }

  private static TimeSeries of(String id, List<double[]> rows) {
    double[] times = rows.stream().mapToDouble(row -> row[0]).toArray();
    double[][] values = rows.stream().map(row -> new double[] {row[1]}).toArray(double[][]::new);
    return TimeSeries.of(id, times, values);
  }

  /** The free oscillation around the setpoint after a time. */
  private static double[] moved(double x, double v, double setpoint, double time) {
    double damping = ZETA * OMEGA;
    double frequency = OMEGA * Math.sqrt(1 - ZETA * ZETA);
    double away = x - setpoint;
    double sine = (v + damping * away) / frequency;
    double decay = Math.exp(-damping * time);
    double cos = Math.cos(frequency * time);
    double sin = Math.sin(frequency * time);
    double y = decay * (away * cos + sine * sin);
    double slope = decay * frequency * (sine * cos - away * sin) - damping * y;
    return new double[] {setpoint + y, slope};
  }

  /** Any series, told of a covariate that bends and one that jumps at times of their own. */
  static SeriesSet told(SeriesSet set) {
    List<Covariate> all =
        List.of(new Covariate("bends", Kind.KNOWN), new Covariate("jumps", Kind.HELD));
    SplittableRandom random = new SplittableRandom(11);
    return set.map(
        one -> {
          double[] times = new double[30];
          double[][] values = new double[30][];
          for (int i = 0; i < times.length; i++) {
            times[i] = i == 0 ? -1 : times[i - 1] + 0.2 + random.nextDouble();
            double bend = i % 3 == 1 ? Double.NaN : random.nextGaussian();
            values[i] = new double[] {bend, i % 3 == 2 ? Double.NaN : random.nextGaussian()};
          }
          return one.with(Covariates.of(all, TimeSeries.of(one.id(), times, values)));
        });
  }
}
