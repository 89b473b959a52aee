package io.anode4j.stack;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * Finds the blend of least mean continuous ranked probability score over some cases (Gneiting and
 * Raftery 2007, eq. 21; what lies beyond a bound is taken off): exponentiated gradient on the
 * weights, which stay on the simplex (Kivinen and Warmuth 1997), and plain gradient on the rest.
 */
final class BlendDescent {
  private static final int STEPS = 120;
  private static final double RATE = 1.5;
  private static final double MOST_LOG_FACTOR = 1.5;
  private static final double LEAST_WEIGHT = 1e-4;
  private static final double INVERSE_ROOT_PI = 1 / Math.sqrt(Math.PI);

  private final List<StackCase> cases;
  private final double[] weights;
  private double ruleShare;
  private double logFactor;
  private final double disagreement;

  private BlendDescent(List<StackCase> cases, Blend start) {
    this.cases = cases;
    this.weights = start.weights().clone();
    this.ruleShare = start.ruleShare();
    this.logFactor = start.logFactor();
    this.disagreement = start.disagreement();
  }

  /**
   * Descends from a blend.
   *
   * @param cases at least one
   * @param start where to begin
   * @return the best blend found
   */
  static Blend from(List<StackCase> cases, Blend start) {
    BlendDescent descent = new BlendDescent(cases, start);
    for (int step = 0; step < STEPS; step++) {
      descent.step(RATE / Math.sqrt(1 + step / 10.0));
    }
    return descent.blend();
  }

  private Blend blend() {
    return new Blend(weights.clone(), ruleShare, logFactor, disagreement);
  }

  private void step(double rate) {
    Blend now = blend();
    double[] byWeight = new double[weights.length];
    double byShare = 0;
    double byFactor = 0;
    double size = 0;
    for (StackCase one : cases) {
      double sigma = one.width(now);
      double mean = now.mean(one.means());
      double z = (one.value() - mean) / sigma;
      double below = (one.lower() - mean) / sigma;
      double above = (mean - one.upper()) / sigma;
      double byMean = square(tail(below)) - square(tail(above)) - (2 * tail(z) - 1);
      double byLog = sigma * (2 * density(z) - INVERSE_ROOT_PI - beyond(below) - beyond(above));
      double byVariance = 0.5 * byLog * square(disagreement / sigma);
      for (int i = 0; i < byWeight.length; i++) {
        double m = one.means()[i];
        byWeight[i] += byMean * m + byVariance * m * (m - 2 * mean);
      }
      double share = square(one.ownWidth(now) / sigma);
      byShare += share * byLog * (one.logRuleWidth() - one.logWidth());
      byFactor += share * byLog;
      size += sigma;
    }
    // Relative to the mean width, so that steps are the same in any unit.
    double unit = rate / Math.max(size, 1e-12);
    descendWeights(byWeight, unit);
    ruleShare = Math.max(0, Math.min(1, ruleShare - unit * byShare));
    logFactor -= unit * byFactor;
    logFactor = Math.max(-MOST_LOG_FACTOR, Math.min(MOST_LOG_FACTOR, logFactor));
  }

  /** Φ. */
  private static double tail(double z) {
    return 0.5 * Erfc.value(-z / Math.sqrt(2));
  }

  private static double density(double z) {
    return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  }

  private static double square(double x) {
    return x * x;
  }

  /** What a bound takes off the slope in log σ: of ∫Φ² until it, in units of σ. */
  private static double beyond(double bound) {
    return bound == Double.NEGATIVE_INFINITY
        ? 0
        : 2 * density(bound) * tail(bound) - tail(Math.sqrt(2) * bound) * INVERSE_ROOT_PI;
  }

  private void descendWeights(double[] gradient, double unit) {
    double least = Arrays.stream(gradient).min().orElse(0);
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      // From the least on: exponents are not positive, so none overflows.
      weights[i] *= Math.exp(-Math.min(50, unit * (gradient[i] - least)));
      weights[i] = Math.max(LEAST_WEIGHT, weights[i]);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
  }
}
