package io.anode4j.period;

/**
 * The generalised Lomb-Scargle periodogram on a grid of frequencies: the share of the weighted
 * variance that a constant and a sinusoid, both fitted, explain (Zechmeister and Kürster 2009, eq.
 * 5 to 17). What depends on the times alone is computed once for all values seen at them.
 */
final class LombScargle {
  /** Below this determinant all phases are as good as two, and a sinusoid fits anything. */
  private static final double DEGENERATE = 1e-9;

  /** The same for sums of float32. */
  private static final double ROUGH = 1e-4;

  private final Observations at;
  private final double step;
  private final int count;
  private final TrigonometricSums sums;

  /** Sums of the weights, up to twice the last frequency: their squares and products need those. */
  private final float[] cosine;

  private final float[] sine;

  /**
   * Prepares.
   *
   * @param at times and weights, at least one
   * @param step the first frequency and the distance of the others, cycles a unit of time
   * @param count number of frequencies
   */
  LombScargle(Observations at, double step, int count) {
    this.at = at;
    this.step = step;
    this.count = count;
    this.sums = new TrigonometricSums(at.time(), step);
    this.cosine = new float[2 * count];
    this.sine = new float[2 * count];
    sums.fill(at.weight(), cosine, sine);
  }

  /**
   * The power of values, 0 to 1.
   *
   * @param value one a time
   * @return {@code [frequencies]}
   */
  float[] power(double[] value) {
    float[] yc = new float[count];
    float[] ys = new float[count];
    sums.fill(products(at.with(value)), yc, ys);
    for (int k = 0; k < count; k++) {
      double cc = (1 + cosine[2 * k + 1]) / 2;
      double cs = sine[2 * k + 1] / 2;
      yc[k] = (float) power(ROUGH, cosine[k], sine[k], cc, cs, yc[k], ys[k]);
    }
    return yc;
  }

  /** Weight times distance from the mean in standard deviations. */
  private static double[] products(Observations seen) {
    double mean = seen.mean();
    double deviation = Math.sqrt(seen.variance());
    double[] product = new double[seen.size()];
    for (int i = 0; i < product.length; i++) {
      product[i] = seen.weight()[i] * (seen.value()[i] - mean) / deviation;
    }
    return product;
  }

  /**
   * The square of |Σ w·exp(2πi·f·t)|, the spectral window: 1 where all times have one phase.
   *
   * @param k number of the frequency
   */
  double window(int k) {
    return cosine[k] * cosine[k] + sine[k] * sine[k];
  }

  /** The frequency of a number, cycles a unit of time. */
  double frequency(int k) {
    return step * (k + 1);
  }

  /**
   * The power at one frequency, off the grid.
   *
   * @param seen observations
   * @param frequency cycles a unit of time
   * @return 0 to 1
   */
  static double power(Observations seen, double frequency) {
    double[] product = products(seen);
    double[] sums = new double[6];
    for (int i = 0; i < product.length; i++) {
      double angle = 2 * Math.PI * frequency * seen.time()[i];
      double c = Math.cos(angle);
      double s = Math.sin(angle);
      sums[0] += seen.weight()[i] * c;
      sums[1] += seen.weight()[i] * s;
      sums[2] += seen.weight()[i] * c * c;
      sums[3] += seen.weight()[i] * c * s;
      sums[4] += product[i] * c;
      sums[5] += product[i] * s;
    }
    return power(DEGENERATE, sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]);
  }

  private static double power(
      double least, double c, double s, double cc, double cs, double yc, double ys) {
    double cosines = cc - c * c;
    double sines = 1 - cc - s * s;
    double mixed = cs - c * s;
    double determinant = cosines * sines - mixed * mixed;
    if (!(determinant > least)) {
      return 0;
    }
    double explained = (sines * yc * yc + cosines * ys * ys - 2 * mixed * yc * ys) / determinant;
    return Math.max(0, Math.min(1, explained));
  }
}
