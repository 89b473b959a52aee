package io.anode4j.data.synthetic;

import java.util.Arrays;

/**
 * Points of a curve with normal noise, and perhaps uniform noise before it: an average over nodes
 * of the curve, which lie closer than the noise is wide.
 *
 * @param xs nodes, of equal weight
 * @param ys as many
 * @param deviation of the normal noise on both coordinates
 * @param width of the uniform noise on both coordinates, centred on a node; 0 for none
 */
record BlurredCurve(double[] xs, double[] ys, double deviation, double width)
    implements PlaneDensity {
  /** Deviations beyond which noise is not seen: e⁻¹⁸. */
  private static final double SEEN = 6;

  /** A curve given by a share of its length's measure, 0 to 1. */
  interface Path {
    double[] at(double share);
  }

  /** Nodes at the middles of equal shares. */
  static BlurredCurve of(Path path, int nodes, double deviation, double width) {
    double[] xs = new double[nodes];
    double[] ys = new double[nodes];
    for (int i = 0; i < nodes; i++) {
      double[] p = path.at((i + 0.5) / nodes);
      xs[i] = p[0];
      ys[i] = p[1];
    }
    return new BlurredCurve(xs, ys, deviation, width);
  }

  @Override
  public double at(double x, double y) {
    double far = SEEN * deviation + width / 2;
    double sum = 0;
    for (int i = 0; i < xs.length; i++) {
      double dx = x - xs[i];
      double dy = y - ys[i];
      if (Math.abs(dx) < far && Math.abs(dy) < far) {
        sum += width == 0 ? normal(dx, dy) : edge(dx) * edge(dy);
      }
    }
    return sum / xs.length;
  }

  private double normal(double dx, double dy) {
    double variance = deviation * deviation;
    return Math.exp(-(dx * dx + dy * dy) / (2 * variance)) / (2 * Math.PI * variance);
  }

  /** The density of uniform and normal noise together. */
  private double edge(double d) {
    return (cumulative((d + width / 2) / deviation) - cumulative((d - width / 2) / deviation))
        / width;
  }

  /** The normal distribution function, to 10⁻⁷ (Abramowitz and Stegun, 26.2.17). */
  static double cumulative(double z) {
    double t = 1 / (1 + 0.2316419 * Math.abs(z));
    double series =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double upper = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
    return z >= 0 ? 1 - upper : upper;
  }

  @Override
  public double reach() {
    double most = 0;
    for (int i = 0; i < xs.length; i++) {
      most = Math.max(most, Math.max(Math.abs(xs[i]), Math.abs(ys[i])));
    }
    return most + SEEN * deviation + width / 2;
  }

  @Override
  public double grain() {
    return deviation;
  }

  @Override
  public String toString() {
    return "BlurredCurve" + Arrays.asList(xs.length, deviation, width);
  }
}
