package io.anode4j.data.synthetic;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The periodic toy of Rubanova, Chen and Duvenaud, "Latent ODEs for Irregularly-Sampled Time
 * Series" (NeurIPS 2019), as their published code makes it.
 *
 * <p>Series i is y(t) = sin(2π f t) + z, with frequency f ~ U[0.4, 0.8] and offset z ~ N(1, 0.1²).
 * The times are 0 and uniform draws from [0, 5], sorted, the same for all series. Noise is {@code
 * noiseWeight} × U[0, 1], not centred, and the first value has none: oddities of that code, kept
 * because figures depend on them.
 *
 * @param series how many series
 * @param times how many times each
 * @param noiseWeight the largest noise
 * @param ownTimes whether every series draws its own times; not in the published code
 * @param seed of all random draws
 */
public record PeriodicToy(int series, int times, double noiseWeight, boolean ownTimes, long seed) {
  private static final double SPAN = 5;
  private static final double LOWEST_FREQUENCY = 0.4;
  private static final double HIGHEST_FREQUENCY = 0.8;
  private static final double OFFSET_MEAN = 1;
  private static final double OFFSET_DEVIATION = 0.1;

  /**
   * Checks the numbers.
   *
   * @param series how many series
   * @param times how many times each
   * @param noiseWeight the largest noise
   * @param ownTimes whether every series draws its own times
   * @param seed of all random draws
   * @throws IllegalArgumentException if one is negative, or there is no time
   */
  public PeriodicToy {
    if (series < 0 || times < 1 || !(noiseWeight >= 0)) {
      throw new IllegalArgumentException(
          "%d series of %d times with noise weight %s; expected numbers from 0, and 1 time; raise them"
              .formatted(series, times, noiseWeight));
    }
  }

  /**
   * The published setting: 1,000 series, 100 shared times, noise weight 0.01.
   *
   * @param seed of all random draws
   * @return the generator
   */
  public static PeriodicToy published(long seed) {
    return new PeriodicToy(1000, 100, 0.01, false, seed);
  }

  /**
   * The same setting with another number of series.
   *
   * @param count how many series
   * @return another generator
   */
  public PeriodicToy withSeries(int count) {
    return new PeriodicToy(count, times, noiseWeight, ownTimes, seed);
  }

  /**
   * The same setting with another number of times.
   *
   * @param count how many times each series has
   * @return another generator
   */
  public PeriodicToy withTimes(int count) {
    return new PeriodicToy(series, count, noiseWeight, ownTimes, seed);
  }

  /**
   * The same setting with another noise.
   *
   * @param weight the largest noise
   * @return another generator
   */
  public PeriodicToy withNoiseWeight(double weight) {
    return new PeriodicToy(series, times, weight, ownTimes, seed);
  }

  /**
   * The same setting with times drawn for every series.
   *
   * @return another generator
   */
  public PeriodicToy withOwnTimes() {
    return new PeriodicToy(series, times, noiseWeight, true, seed);
  }

  /**
   * Draws the series {@code periodic-0}, {@code periodic-1} and so on, with the channel {@code y}.
   *
   * @return noisy series and their truth at the same times
   */
  public Generated generate() {
    SplittableRandom root = new SplittableRandom(seed);
    double[] shared = drawTimes(root.split());
    List<TimeSeries> observed = new ArrayList<>(series);
    List<TimeSeries> truth = new ArrayList<>(series);
    for (int s = 0; s < series; s++) {
      SplittableRandom random = root.split();
      double frequency = random.nextDouble(LOWEST_FREQUENCY, HIGHEST_FREQUENCY);
      double offset = random.nextGaussian(OFFSET_MEAN, OFFSET_DEVIATION);
      double[] at = ownTimes ? drawTimes(random) : shared;
      double[][] exact = new double[times][1];
      double[][] noisy = new double[times][1];
      for (int i = 0; i < times; i++) {
        exact[i][0] = Math.sin(2 * Math.PI * frequency * at[i]) + offset;
        noisy[i][0] = exact[i][0] + (i == 0 ? 0 : noiseWeight * random.nextDouble());
      }
      observed.add(TimeSeries.of("periodic-" + s, at, noisy));
      truth.add(TimeSeries.of("periodic-" + s, at, exact));
    }
    SeriesSet set =
        new SeriesSet(List.of("y"), observed, TimeFormat.number(), "periodic toy, seed " + seed);
    return new Generated(set, set.withSeries(truth));
  }

  private double[] drawTimes(SplittableRandom random) {
    double[] drawn = new double[times];
    do {
      for (int i = 1; i < times; i++) {
        drawn[i] = random.nextDouble(0, SPAN);
      }
      Arrays.sort(drawn);
    } while (!strictlyIncreasing(drawn));
    return drawn;
  }

  private static boolean strictlyIncreasing(double[] sorted) {
    return Arrays.stream(sorted).distinct().count() == sorted.length;
  }
}
