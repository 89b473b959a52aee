package io.anode4j.detection;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The rule that anybody would try first: each channel in deviations from the median of the readings
 * that do not count, by their median absolute deviation, smoothed over 8 readings; the farthest
 * channel is the score, and its quantile over the same readings the threshold.
 *
 * @param rate share of the readings that do not count that the threshold leaves above it
 */
public record RobustRule(double rate) implements Judge {
  private static final double SMOOTHING = 8;

  /** Median absolute deviation of a Gaussian, in its standard deviations. */
  private static final double MAD = 0.6745;

  @Override
  public Verdict[] judge(LabelledStream stream) {
    int n = stream.series().length();
    int d = n == 0 ? 0 : stream.series().row(0).length;
    double[] scores = new double[n];
    for (int c = 0; c < d; c++) {
      int channel = c;
      far(i -> stream.series().value(i, channel), stream.scoredFrom(), scores);
    }
    double threshold = quantile(scores, stream.scoredFrom());
    return Arrays.stream(scores)
        .mapToObj(s -> new Verdict(s, s > threshold))
        .toArray(Verdict[]::new);
  }

  private static void far(IntToDoubleFunction values, int known, double[] scores) {
    double centre = median(IntStream.range(0, known).mapToDouble(values).toArray());
    double spread =
        median(
                IntStream.range(0, known)
                    .mapToDouble(i -> Math.abs(values.applyAsDouble(i) - centre))
                    .toArray())
            / MAD;
    double scale = spread > 0 ? spread : Math.max(1e-6 * Math.abs(centre), Float.MIN_NORMAL);
    double smooth = 0;
    for (int i = 0; i < scores.length; i++) {
      double z = (values.applyAsDouble(i) - centre) / scale;
      smooth += Double.isNaN(z) ? 0 : (z - smooth) / SMOOTHING;
      scores[i] = Math.max(scores[i], Math.abs(smooth));
    }
  }

  private static double median(double[] values) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    int n = sorted.length;
    return n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  private double quantile(double[] scores, int known) {
    double[] sorted = Arrays.stream(scores, 0, known).sorted().toArray();
    return known == 0
        ? Double.POSITIVE_INFINITY
        : sorted[(int) Math.ceil((1 - rate) * (known - 1))];
  }
}
