package io.anode4j.stack;

import io.anode4j.tensor.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * Finds the blend of least mean continuous ranked probability score over some cases (Gneiting and
 * Raftery 2007, eq. 21; what lies beyond a bound is taken off): exponentiated gradient on the
 * weights, which stay on the simplex (Kivinen and Warmuth 1997), and plain gradient on the rest.
 */
final class BlendDescent {
  private static final int STEPS = 120;
  private static final double RATE = 1.5;
  private static final double MOST_LOG_FACTOR = 3.5;

  private static final double LEAST_WEIGHT = 1e-4;

  /** Steps of the width alone, once members have been left out. */
  private static final int WIDTH_STEPS = 60;

  private static final double INVERSE_ROOT_PI = 1 / Math.sqrt(Math.PI);

  /** Cases of a piece of work: some tenths of a millisecond. */
  private static final int PIECE = 1024;

  private final List<StackCase> cases;
  private final Pieces pieces;
  private final double[] weights;
  private final double[] floors;
  private double ruleShare;
  private double logFactor;
  private final double disagreement;

  /** What each case adds to the slopes: by weight {@code [cases × members]}, then the others. */
  private final double[] byWeight;

  private final double[] byShare;
  private final double[] byFactor;
  private final double[] sigmas;

  /** Who does the pieces of a step. */
  interface Pieces {
    /** One after the other. */
    Pieces IN_TURN = (count, piece) -> IntStream.range(0, count).forEach(piece);

    /** Does all of them, by their numbers from 0. */
    void run(int count, IntConsumer piece);

    /** Side by side. */
    static Pieces over(Workers workers) {
      return (count, piece) -> {
        if (count == 1) {
          piece.accept(0);
        } else {
          workers.map(
              count,
              k -> {
                piece.accept(k);
                return k;
              });
        }
      };
    }
  }

  private BlendDescent(List<StackCase> cases, Blend start, double[] floors, Pieces pieces) {
    this.cases = cases;
    this.pieces = pieces;
    this.floors = floors;
    this.weights = start.weights().clone();
    this.ruleShare = start.ruleShare();
    this.logFactor = start.logFactor();
    this.disagreement = start.disagreement();
    this.byWeight = new double[cases.size() * weights.length];
    this.byShare = new double[cases.size()];
    this.byFactor = new double[cases.size()];
    this.sigmas = new double[cases.size()];
  }

  /**
   * Descends from a blend.
   *
   * @param cases at least one
   * @param start where to begin
   * @param floors least weight of each member on the way, {@link #floors}
   * @param ignored members of less weight have no say, neither in the mean nor in the width
   * @param pieces who computes; the blend does not depend on it
   * @return the best blend found
   */
  static Blend from(
      List<StackCase> cases, Blend start, double[] floors, double ignored, Pieces pieces) {
    BlendDescent descent = new BlendDescent(cases, start, floors, pieces);
    for (int step = 0; step < STEPS; step++) {
      descent.step(rate(step), true);
    }
    Blend weighed = descent.blend();
    return ignored > 0 ? ofWidth(cases, weighed.without(ignored), pieces) : weighed;
  }

  /**
   * Least weights on the way: a little, from which a member can rise again, but nothing for those
   * that are left out.
   *
   * @param members how many there are
   * @param out numbers of those left out
   */
  static double[] floors(int members, Set<Integer> out) {
    return IntStream.range(0, members)
        .mapToDouble(i -> out.contains(i) ? 0 : LEAST_WEIGHT)
        .toArray();
  }

  private static Blend ofWidth(List<StackCase> cases, Blend weighed, Pieces pieces) {
    double[] none = new double[weighed.weights().length];
    BlendDescent descent = new BlendDescent(cases, weighed, none, pieces);
    for (int step = 0; step < WIDTH_STEPS; step++) {
      descent.step(rate(step), false);
    }
    return descent.blend();
  }

  private static double rate(int step) {
    return RATE / Math.sqrt(1 + step / 10.0);
  }

  private Blend blend() {
    return new Blend(weights.clone(), ruleShare, logFactor, disagreement);
  }

  private void step(double rate, boolean weighing) {
    Blend now = blend();
    int size = cases.size();
    pieces.run(
        (size + PIECE - 1) / PIECE,
        k -> {
          for (int i = k * PIECE; i < Math.min(size, (k + 1) * PIECE); i++) {
            slopes(now, i);
          }
        });
    // Relative to the mean width, so that steps are the same in any unit.
    double unit = rate / Math.max(sum(sigmas), 1e-12);
    if (weighing) {
      descendWeights(sumsByWeight(), unit);
    }
    ruleShare = Math.max(0, Math.min(1, ruleShare - unit * sum(byShare)));
    logFactor -= unit * sum(byFactor);
    logFactor = Math.max(-MOST_LOG_FACTOR, Math.min(MOST_LOG_FACTOR, logFactor));
  }

  /** What one case adds. */
  private void slopes(Blend now, int at) {
    StackCase one = cases.get(at);
    double[] means = one.means();
    double sigma = one.width(now);
    double mean = now.mean(means);
    double z = (one.value() - mean) / sigma;
    double below = (one.lower() - mean) / sigma;
    double above = (mean - one.upper()) / sigma;
    double belowTail = tail(below);
    double aboveTail = tail(above);
    double byMean = square(belowTail) - square(aboveTail) - (2 * tail(z) - 1);
    double beyond = beyond(below, belowTail);
    double byLog = sigma * (2 * density(z) - INVERSE_ROOT_PI - beyond - beyond(above, aboveTail));
    double byVariance = 0.5 * byLog * square(disagreement / sigma);
    int start = at * weights.length;
    for (int i = 0; i < weights.length; i++) {
      double m = means[i];
      byWeight[start + i] = byMean * m + byVariance * m * (m - 2 * mean);
    }
    double share = square(one.ownWidth(now) / sigma);
    byShare[at] = share * byLog * (one.logRuleWidth() - one.logWidth());
    byFactor[at] = share * byLog;
    sigmas[at] = sigma;
  }

  /** In the order of the cases, whoever computed them. */
  private static double sum(double[] terms) {
    double sum = 0;
    for (double term : terms) {
      sum += term;
    }
    return sum;
  }

  private double[] sumsByWeight() {
    double[] sums = new double[weights.length];
    for (int at = 0; at < byWeight.length; at += sums.length) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += byWeight[at + i];
      }
    }
    return sums;
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
  private static double beyond(double bound, double tail) {
    return bound == Double.NEGATIVE_INFINITY
        ? 0
        : 2 * density(bound) * tail - tail(Math.sqrt(2) * bound) * INVERSE_ROOT_PI;
  }

  private void descendWeights(double[] gradient, double unit) {
    double least = Arrays.stream(gradient).min().orElse(0);
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      // From the least on: exponents are not positive, so none overflows.
      weights[i] *= Math.exp(-Math.min(50, unit * (gradient[i] - least)));
      weights[i] = Math.max(floors[i], weights[i]);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
  }
}
