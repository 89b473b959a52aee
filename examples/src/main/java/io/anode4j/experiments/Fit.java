package io.anode4j.experiments;

import java.util.stream.IntStream;

/**
 * A straight line through points, by least squares.
 *
 * @param slope its slope; NaN for fewer than two points
 * @param share the share of the variance that it explains, R²
 */
record Fit(double slope, double share) {
  static Fit of(double[] x, double[] y) {
    int n = x.length;
    double mx = IntStream.range(0, n).mapToDouble(i -> x[i]).sum() / n;
    double my = IntStream.range(0, n).mapToDouble(i -> y[i]).sum() / n;
    double xx = IntStream.range(0, n).mapToDouble(i -> (x[i] - mx) * (x[i] - mx)).sum();
    double xy = IntStream.range(0, n).mapToDouble(i -> (x[i] - mx) * (y[i] - my)).sum();
    double yy = IntStream.range(0, n).mapToDouble(i -> (y[i] - my) * (y[i] - my)).sum();
    return n < 2 ? new Fit(Double.NaN, Double.NaN) : new Fit(xy / xx, xy * xy / (xx * yy));
  }

  /** The line through the logarithms of those points whose y lies between two bounds. */
  static Fit ofLogarithms(double[] x, double[] y, double low, double high) {
    int[] kept = IntStream.range(0, x.length).filter(i -> y[i] > low && y[i] < high).toArray();
    double[] lx = IntStream.of(kept).mapToDouble(i -> Math.log(x[i])).toArray();
    double[] ly = IntStream.of(kept).mapToDouble(i -> Math.log(y[i])).toArray();
    return of(lx, ly);
  }
}
