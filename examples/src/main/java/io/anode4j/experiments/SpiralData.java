package io.anode4j.experiments;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.synthetic.Generated;
import io.anode4j.data.synthetic.SpiralToy;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Spirals of which some points are seen, at random.
 *
 * @param training what is learnt from
 * @param histories what is seen of the spirals that are asked about
 * @param truths all of these, without noise: 100 points that may be seen, and 100 beyond
 * @param horizon from the first to the last point beyond; 0 where training ends before
 */
record SpiralData(
    SeriesSet training, List<TimeSeries> histories, List<TimeSeries> truths, double horizon) {
  static final int SEEN = 100;
  static final int BEYOND = 100;

  /**
   * Draws both.
   *
   * @param series four of five are for training
   * @param points seen of each hundred
   * @param whole whether training shows the second hundred, too
   */
  static SpiralData of(int series, double noise, int points, boolean whole, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int future = whole ? BEYOND : 0;
    Generated train = new SpiralToy(series * 4 / 5, noise, future, seed).generate();
    Generated test = new SpiralToy(series / 5, noise, BEYOND, seed + 1000).generate();
    List<TimeSeries> shown = new ArrayList<>();
    for (int i = 0; i < train.observed().size(); i++) {
      TimeSeries first = train.observed().series().get(i);
      TimeSeries all =
          whole ? extended(first, train.truth().series().get(i), noise, random) : first;
      shown.add(subset(all, points, random));
    }
    List<TimeSeries> histories =
        test.observed().series().stream().map(s -> subset(s, points, random)).toList();
    double[] times = test.truth().series().get(0).times();
    return new SpiralData(
        train.observed().withSeries(shown),
        histories,
        test.truth().series(),
        whole ? times[SEEN + BEYOND - 1] - times[SEEN - 1] : 0);
  }

  /** A noisy beginning with a noisy end. */
  private static TimeSeries extended(
      TimeSeries first, TimeSeries truth, double noise, SplittableRandom random) {
    double[][] values = new double[truth.length()][];
    for (int i = 0; i < values.length; i++) {
      double[] exact = truth.row(i);
      values[i] =
          i < SEEN
              ? first.row(i)
              : new double[] {
                exact[0] + noise * random.nextGaussian(), exact[1] + noise * random.nextGaussian()
              };
    }
    return TimeSeries.of(first.id(), truth.times(), values);
  }

  /** So many of each hundred rows, drawn without replacement. */
  private static TimeSeries subset(TimeSeries series, int points, SplittableRandom random) {
    List<Integer> kept = new ArrayList<>();
    for (int from = 0; from < series.length(); from += SEEN) {
      for (int i = 0, left = points; i < SEEN; i++) {
        if (random.nextInt(SEEN - i) < left) {
          kept.add(from + i);
          left--;
        }
      }
    }
    return TimeSeries.of(
        series.id(),
        kept.stream().mapToDouble(series::time).toArray(),
        kept.stream().map(series::row).toArray(double[][]::new));
  }
}
