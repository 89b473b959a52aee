package io.anode4j.filter;

import java.util.Arrays;
import java.util.List;

/**
 * Upper tail of a statistic, learnt from a sample: −ln P(X ≥ x).
 *
 * <p>Between quantiles that the sample can support the logarithm is interpolated; above the highest
 * of them a generalised Pareto tail goes on, fitted by probability-weighted moments (Hosking and
 * Wallis, Technometrics 29, 1987, section 3), never bounded and never heavier than shape ½.
 *
 * @param values quantiles, increasing
 * @param surprise −ln of the share of the sample at or above each of them, increasing
 * @param scale scale σ of the tail above the last quantile
 * @param shape shape ξ of that tail, 0 for an exponential one
 */
record TailDistribution(List<Double> values, List<Double> surprise, double scale, double shape) {
  private static final int KNOTS = 48;

  /** Values behind the fitted tail; fewer make a poor fit, more reach into the body. */
  private static final int TAIL = 50;

  private static final double HEAVIEST = 0.5;

  TailDistribution {
    values = List.copyOf(values);
    surprise = List.copyOf(surprise);
    boolean fits = !values.isEmpty() && values.size() == surprise.size();
    if (!fits || !(scale > 0) || !(shape >= 0 && shape <= HEAVIEST)) {
      throw new IllegalArgumentException("a distribution of scores is out of range");
    }
    for (int i = 1; i < values.size(); i++) {
      if (!(values.get(i) > values.get(i - 1)) || !(surprise.get(i) > surprise.get(i - 1))) {
        throw new IllegalArgumentException("a distribution of scores does not increase");
      }
    }
  }

  /** That of an exponential variable with mean 1: what −ln of an exact p-value follows. */
  static TailDistribution exponential() {
    return new TailDistribution(List.of(0.0), List.of(0.0), 1, 0);
  }

  /** Fits a sample; with fewer than two values the exponential distribution. */
  static TailDistribution fit(double[] sample) {
    double[] x = Arrays.stream(sample).filter(Double::isFinite).sorted().toArray();
    int n = x.length;
    if (n < 2 || x[0] == x[n - 1]) {
      return exponential();
    }
    int tail = Math.min(TAIL, Math.max(1, n / 10));
    double deepest = Math.log((double) n / tail);
    double[] values = new double[KNOTS];
    double[] surprise = new double[KNOTS];
    int knots = 0;
    for (int k = 0; k < KNOTS; k++) {
      double s = deepest * k / (KNOTS - 1);
      // Rank of the smallest value with a share of exp(−s) at or above it.
      int rank = (int) Math.min(n - 1, Math.round(n * (1 - Math.exp(-s))));
      if (knots == 0 || x[rank] > values[knots - 1]) {
        values[knots] = x[rank];
        surprise[knots] = -Math.log(share(x, x[rank]));
        if (knots == 0 || surprise[knots] > surprise[knots - 1]) {
          knots++;
        }
      }
    }
    return withTail(x, Arrays.copyOf(values, knots), Arrays.copyOf(surprise, knots));
  }

  private static double share(double[] sorted, double value) {
    int below = Arrays.binarySearch(sorted, value);
    while (below > 0 && sorted[below - 1] == value) {
      below--;
    }
    return (double) (sorted.length - below) / sorted.length;
  }

  private static TailDistribution withTail(double[] x, double[] values, double[] surprise) {
    double start = values[values.length - 1];
    double[] excess = Arrays.stream(x).filter(v -> v > start).map(v -> v - start).toArray();
    int m = excess.length;
    double first = Arrays.stream(excess).average().orElse(0);
    if (!(first > 0)) {
      first = (x[x.length - 1] - x[0]) / Math.max(1, surprise[surprise.length - 1]);
    }
    double second = 0; // E[X·(1 − F(X))], unbiased
    for (int i = 0; i < m; i++) {
      second += excess[i] * (m - 1 - i) / Math.max(1, m - 1) / m;
    }
    double shape = m < 10 ? 0 : 2 - first / (first - 2 * second);
    shape = Double.isFinite(shape) ? Math.max(0, Math.min(HEAVIEST, shape)) : 0;
    return new TailDistribution(
        Arrays.stream(values).boxed().toList(),
        Arrays.stream(surprise).boxed().toList(),
        Math.max(first * (1 - shape), 1e-9),
        shape);
  }

  /** The same as plain arrays, for use. */
  Curve curve() {
    return new Curve(
        values.stream().mapToDouble(Double::doubleValue).toArray(),
        surprise.stream().mapToDouble(Double::doubleValue).toArray(),
        scale,
        shape);
  }

  /** A tail ready for many questions. */
  static final class Curve {
    private final double[] values;
    private final double[] surprise;
    private final double scale;
    private final double shape;

    private Curve(double[] values, double[] surprise, double scale, double shape) {
      this.values = values;
      this.surprise = surprise;
      this.scale = scale;
      this.shape = shape;
    }

    /** −ln P(X ≥ x), at least 0; it grows without bound. */
    double surprise(double x) {
      int last = values.length - 1;
      if (x >= values[last]) {
        double excess = (x - values[last]) / scale;
        double more = shape == 0 ? excess : Math.log1p(shape * excess) / shape;
        return surprise[last] + more;
      }
      if (!(x > values[0])) {
        return 0;
      }
      int low = 0;
      int high = last;
      while (high - low > 1) {
        int middle = (low + high) >>> 1;
        if (values[middle] <= x) {
          low = middle;
        } else {
          high = middle;
        }
      }
      double part = (x - values[low]) / (values[high] - values[low]);
      return surprise[low] + part * (surprise[high] - surprise[low]);
    }

    /** The x with a given −ln P(X ≥ x): inverse of {@link #surprise}. */
    double value(double wanted) {
      int last = values.length - 1;
      if (wanted >= surprise[last]) {
        double more = wanted - surprise[last];
        double excess = shape == 0 ? more : Math.expm1(shape * more) / shape;
        return values[last] + scale * excess;
      }
      int low = 0;
      while (low < last - 1 && surprise[low + 1] <= wanted) {
        low++;
      }
      double part = Math.max(0, wanted - surprise[low]) / (surprise[low + 1] - surprise[low]);
      return values[low] + part * (values[low + 1] - values[low]);
    }
  }
}
