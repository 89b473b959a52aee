package io.anode4j.data.synthetic;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The bi-directional spirals of Chen, Rubanova, Bettencourt and Duvenaud, "Neural Ordinary
 * Differential Equations" (NeurIPS 2018, section 5.1), as the authors' example code makes them.
 *
 * <p>With 500 angles θ from 0 to 6π, a counter-clockwise spiral is r = 0.3 θ around (5, 0) and a
 * clockwise one r = 0.3 · 50 / φ around (-5, 0) with φ = 6π + 1 - θ. Each series is 100 consecutive
 * points of one of the two, chosen with equal chance, from a start between the 100th and the 400th
 * angle, with noise N(0, noise²) on both coordinates. Its times are the angles counted from its
 * start.
 *
 * @param series how many series
 * @param noise standard deviation of the noise; 0.3 in the example code
 * @param future how many more points the truth has beyond the observed ones; starts are then drawn
 *     early enough for them
 * @param seed of all random draws
 */
public record SpiralToy(int series, double noise, int future, long seed) {
  private static final int ANGLES = 500;
  private static final int POINTS = 100;
  private static final double STOP = 6 * Math.PI;
  private static final double WIDENING = 0.3;
  private static final double INVERSE = 50;
  private static final double SHIFT = 5;

  /**
   * Checks the numbers.
   *
   * @param series how many series
   * @param noise standard deviation of the noise
   * @param future how many more points the truth has
   * @param seed of all random draws
   * @throws IllegalArgumentException if one is negative or the future does not fit on the spiral
   */
  public SpiralToy {
    if (series < 0 || !(noise >= 0) || future < 0 || future >= ANGLES - 2 * POINTS) {
      throw new IllegalArgumentException(
          ("%d spirals with noise %s and %d future points; expected numbers from 0, and fewer than"
                  + " %d future points; choose others")
              .formatted(series, noise, future, ANGLES - 2 * POINTS));
    }
  }

  /**
   * The setting of the example code: 1,000 spirals, noise 0.3, no future.
   *
   * @param seed of all random draws
   * @return the generator
   */
  public static SpiralToy published(long seed) {
    return new SpiralToy(1000, 0.3, 0, seed);
  }

  /**
   * The same setting with another number of series.
   *
   * @param count how many series
   * @return another generator
   */
  public SpiralToy withSeries(int count) {
    return new SpiralToy(count, noise, future, seed);
  }

  /**
   * The same setting with another noise.
   *
   * @param deviation standard deviation on both coordinates
   * @return another generator
   */
  public SpiralToy withNoise(double deviation) {
    return new SpiralToy(series, deviation, future, seed);
  }

  /**
   * The same setting with a truth that goes on after the observed points, to judge extrapolation.
   *
   * @param points how many more
   * @return another generator
   */
  public SpiralToy withFuture(int points) {
    return new SpiralToy(series, noise, points, seed);
  }

  /**
   * Draws the series {@code spiral-0}, {@code spiral-1} and so on, with the channels {@code x} and
   * {@code y}.
   *
   * @return noisy series of 100 points and their truth of {@code 100 + future}
   */
  public Generated generate() {
    SplittableRandom root = new SplittableRandom(seed);
    List<TimeSeries> observed = new ArrayList<>(series);
    List<TimeSeries> truth = new ArrayList<>(series);
    for (int s = 0; s < series; s++) {
      SplittableRandom random = root.split();
      int start = POINTS + random.nextInt(ANGLES - 2 * POINTS - future);
      boolean clockwise = random.nextBoolean();
      double[] times = new double[POINTS + future];
      double[][] exact = new double[times.length][];
      double[][] noisy = new double[POINTS][];
      double[] observedTimes = new double[POINTS];
      for (int i = 0; i < times.length; i++) {
        times[i] = angle(i);
        exact[i] = point(angle(start + i), clockwise);
        if (i < POINTS) {
          observedTimes[i] = times[i];
          noisy[i] =
              new double[] {
                exact[i][0] + noise * random.nextGaussian(),
                exact[i][1] + noise * random.nextGaussian()
              };
        }
      }
      observed.add(TimeSeries.of("spiral-" + s, observedTimes, noisy));
      truth.add(TimeSeries.of("spiral-" + s, times, exact));
    }
    SeriesSet set =
        new SeriesSet(List.of("x", "y"), observed, TimeFormat.number(), "spirals, seed " + seed);
    return new Generated(set, set.withSeries(truth));
  }

  private static double angle(int index) {
    return STOP * index / (ANGLES - 1);
  }

  private static double[] point(double theta, boolean clockwise) {
    double phi = clockwise ? STOP + 1 - theta : theta;
    double radius = WIDENING * (clockwise ? INVERSE / phi : phi);
    double center = clockwise ? -SHIFT : SHIFT;
    return new double[] {radius * Math.cos(phi) + center, radius * Math.sin(phi)};
  }
}
