package io.anode4j.classification;

import io.anode4j.tensor.Cancellation;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises a smooth convex function: L-BFGS with ten pairs (Nocedal and Wright, Numerical
 * Optimization, 2nd ed., algorithm 7.5) and backtracking until the decrease suffices (algorithm
 * 3.1).
 */
final class QuasiNewton {
  private static final int PAIRS = 10;
  private static final int MOST_STEPS = 500;
  private static final int MOST_HALVINGS = 40;
  private static final double SUFFICIENT = 1e-4;

  private QuasiNewton() {}

  /** A function with its gradient. */
  @FunctionalInterface
  interface Objective {
    /**
     * Evaluates.
     *
     * @param x where
     * @param gradient receives the gradient
     * @return the value
     */
    double at(double[] x, double[] gradient);
  }

  /** One step of the past: how far, and how the gradient changed. */
  private record Pair(double[] step, double[] change, double curvature) {}

  /**
   * Minimises.
   *
   * @param objective convex
   * @param start where to begin
   * @param tolerance ends where no component of the gradient is larger
   * @return the minimum, as near as the steps allow
   */
  static double[] minimum(Objective objective, double[] start, double tolerance) {
    double[] x = start.clone();
    double[] gradient = new double[x.length];
    double value = objective.at(x, gradient);
    Deque<Pair> pairs = new ArrayDeque<>();
    for (int k = 0; k < MOST_STEPS && largest(gradient) > tolerance; k++) {
      Cancellation.check("The fit of a regression");
      double[] direction = direction(gradient, pairs);
      double slope = dot(gradient, direction);
      double length = pairs.isEmpty() ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
      double[] next = x;
      double[] nextGradient = new double[x.length];
      double nextValue = Double.POSITIVE_INFINITY;
      for (int h = 0;
          h < MOST_HALVINGS && !(nextValue <= value + SUFFICIENT * length * slope);
          h++) {
        length = h == 0 ? length : length / 2;
        next = moved(x, direction, length);
        nextValue = objective.at(next, nextGradient);
      }
      if (!(nextValue < value)) {
        break; // Rounding is all that is left.
      }
      remember(pairs, moved(next, x, -1), moved(nextGradient, gradient, -1));
      x = next;
      gradient = nextGradient;
      value = nextValue;
    }
    return x;
  }

  private static void remember(Deque<Pair> pairs, double[] step, double[] change) {
    double curvature = dot(step, change);
    if (curvature > 0) {
      pairs.addFirst(new Pair(step, change, curvature));
      if (pairs.size() > PAIRS) {
        pairs.removeLast();
      }
    }
  }

  /** The two loops of algorithm 7.4. */
  private static double[] direction(double[] gradient, Deque<Pair> pairs) {
    double[] q = gradient.clone();
    double[] alpha = new double[pairs.size()];
    int i = 0;
    for (Pair p : pairs) {
      alpha[i] = dot(p.step(), q) / p.curvature();
      q = moved(q, p.change(), -alpha[i++]);
    }
    if (!pairs.isEmpty()) {
      Pair latest = pairs.getFirst();
      double scale = latest.curvature() / dot(latest.change(), latest.change());
      q = Arrays.stream(q).map(v -> v * scale).toArray();
    }
    for (Iterator<Pair> oldest = pairs.descendingIterator(); oldest.hasNext(); ) {
      Pair p = oldest.next();
      q = moved(q, p.step(), alpha[--i] - dot(p.change(), q) / p.curvature());
    }
    return Arrays.stream(q).map(v -> -v).toArray();
  }

  private static double[] moved(double[] x, double[] direction, double length) {
    double[] y = x.clone();
    for (int i = 0; i < y.length; i++) {
      y[i] += length * direction[i];
    }
    return y;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }
}
