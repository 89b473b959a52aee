package io.anode4j.period;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Stars seen once in some nights of three years, at any hour of the night: a sinusoid of less than
 * a day with noise, whose period alone tells the class.
 */
public final class SparseStars {
  private static final double YEARS = 1_000;

  private SparseStars() {}

  /** Times of single observations, days. */
  static double[] nights(int count, SplittableRandom random) {
    double[] nights =
        random.ints(0, (int) YEARS).distinct().limit(count).sorted().asDoubleStream().toArray();
    for (int i = 0; i < count; i++) {
      nights[i] += 0.4 * random.nextDouble();
    }
    return nights;
  }

  /** A sinusoid of amplitude 1 with noise about 10. */
  static double[] sinusoid(double[] times, double period, double noise, SplittableRandom random) {
    double phase = random.nextDouble();
    double[] values = new double[times.length];
    for (int i = 0; i < times.length; i++) {
      double angle = 2 * Math.PI * (times[i] / period + phase);
      values[i] = 10 + Math.sin(angle) + noise * random.nextGaussian();
    }
    return values;
  }

  static TimeSeries series(String id, double[] times, double[] values) {
    double[][] rows = new double[times.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {values[i]};
    }
    return TimeSeries.of(id, times, rows);
  }

  /** Every other one fast, 0.2 to 0.35 days, the rest slow, 0.5 to 0.8 days. */
  public static SeriesSet data(int count, long seed) {
    List<TimeSeries> stars = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      SplittableRandom random = new SplittableRandom(seed * 1_000 + k);
      double[] times = nights(60 + random.nextInt(60), random);
      double u = random.nextDouble();
      double period = k % 2 == 0 ? 0.2 + 0.15 * u : 0.5 + 0.3 * u;
      stars.add(series("star-" + k, times, sinusoid(times, period, 0.3, random)));
    }
    return new SeriesSet(List.of("mag"), stars, TimeFormat.number(), "sparse stars, seed " + seed);
  }

  /** The class of each star. */
  public static Map<String, String> labels(int count) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (int k = 0; k < count; k++) {
      labels.put("star-" + k, k % 2 == 0 ? "fast" : "slow");
    }
    return labels;
  }
}
