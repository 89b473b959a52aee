package io.anode4j.ode;

import io.anode4j.tensor.Precision;
import io.anode4j.tensor.Rows;

/**
 * Error norm, first step and step-size rule of one row (Hairer, Nørsett and Wanner, "Solving
 * Ordinary Differential Equations I", II.4, eq. 4.11 and 4.13).
 */
final class StepControl {
  private static final double SAFETY = 0.9;
  private static final double SHRINK = 0.2;
  private static final double GROW = 10;

  /** Smaller error ratios are remembered as this one, so that one lucky step does not echo. */
  static final double SMALLEST_RATIO = 1e-4;

  private final StepController.Adaptive steps;
  private final Tolerances tolerances;

  /** One over the order of the error of one step. */
  private final double exponent;

  private final double now;
  private final double before;
  private final double beforeThat;

  StepControl(StepController.Adaptive steps, Tolerances tolerances, int order) {
    this.steps = steps;
    this.tolerances = tolerances;
    exponent = 1.0 / order;
    double[] exponents = steps.filter().exponents(order);
    now = exponents[0];
    before = exponents[1];
    beforeThat = exponents[2];
  }

  /** Root mean square of error over tolerance, at most 1 for an acceptable step. */
  double errorRatio(Rows<?> before, Rows<?> after, Rows<?> error, int row) {
    double sum = 0;
    int n = error.columns();
    for (int j = 0; j < n; j++) {
      double size = Math.max(Math.abs(before.value(row, j)), Math.abs(after.value(row, j)));
      double e = error.value(row, j) / tolerances.of(j, size);
      sum += e * e;
    }
    return Math.sqrt(sum / n);
  }

  /** Size of the step after an accepted one, whose error is then remembered. */
  void afterAccepted(Slots<?> slots, int slot, double ratio) {
    double factor = factor(slots, slot, ratio);
    double wanted = slots.attempt[slot] * factor;
    slots.h[slot] = Math.copySign(felt(slots, slot, steps.clamp(Math.abs(wanted))), wanted);
    slots.ratioBeforeThat[slot] = slots.ratioBefore[slot];
    slots.ratioBefore[slot] = Math.max(ratio, SMALLEST_RATIO);
    slots.rejectedBefore[slot] = false;
  }

  private double factor(Slots<?> slots, int slot, double ratio) {
    double largest = slots.rejectedBefore[slot] ? 1 : GROW;
    if (ratio == 0) {
      return largest;
    }
    double factor = SAFETY * Math.pow(slots.ratioBefore[slot], -before) / Math.pow(ratio, now);
    if (beforeThat != 0) {
      factor /= Math.pow(slots.ratioBeforeThat[slot], beforeThat);
    }
    return Math.max(SHRINK, Math.min(largest, factor));
  }

  /**
   * Size of the retry of a rejected step; a non-finite error shrinks as far as allowed. The filters
   * that smooth are not asked: a retry must be shorter by what the error says.
   *
   * @return false when a smaller step than allowed is needed
   */
  boolean afterRejected(Slots<?> slots, int slot, double ratio) {
    double power = Math.max(now, exponent - 0.75 * 0.04);
    double factor =
        Double.isFinite(ratio) ? Math.max(SHRINK, SAFETY / Math.pow(ratio, power)) : SHRINK;
    slots.h[slot] = slots.attempt[slot] * factor;
    slots.rejectedBefore[slot] = true;
    double size = Math.abs(slots.h[slot]);
    return size >= slots.smallestStep(slot) && size >= steps.minStep();
  }

  /** A size that times can tell from none, unless the largest step allowed is smaller still. */
  double felt(Slots<?> slots, int slot, double size) {
    double smallest = slots.smallestStep(slot);
    return smallest > steps.maxStep() ? size : Math.max(size, smallest);
  }

  /** First guess h₀ of the starting step (II.4, steps a and b of "Starting step size"). */
  double firstGuess(Rows<?> y, Rows<?> f, int row, double span) {
    double d0 = norm(y, y, row);
    double d1 = norm(f, y, row);
    double h = d0 < 1e-5 || d1 < 1e-5 ? 1e-6 : 0.01 * d0 / d1;
    return Math.min(h, span);
  }

  /** The starting step from a trial Euler step (same place, steps c to f). */
  double start(Rows<?> y, Rows<?> f0, Rows<?> f1, int row, double guess, double span) {
    double d1 = norm(f0, y, row);
    double sum = 0;
    for (int j = 0; j < y.columns(); j++) {
      double scale = tolerances.of(j, Math.abs(y.value(row, j)));
      double e = difference(f1, f0, row, j) / scale;
      sum += e * e;
    }
    double d2 = Math.sqrt(sum / y.columns()) / guess;
    double steepest = Math.max(d1, d2);
    double h =
        steepest <= 1e-15 ? Math.max(1e-6, guess * 1e-3) : Math.pow(0.01 / steepest, exponent);
    double step = Math.min(Math.min(100 * guess, h), span);
    return steps.clamp(Double.isFinite(step) && step > 0 ? step : guess);
  }

  /** Rounded to the precision of the states, as all sums of float32 networks are. */
  private static double difference(Rows<?> a, Rows<?> b, int row, int column) {
    double difference = a.value(row, column) - b.value(row, column);
    return a.precision() == Precision.FLOAT32 ? (float) difference : difference;
  }

  private double norm(Rows<?> x, Rows<?> y, int row) {
    double sum = 0;
    for (int j = 0; j < y.columns(); j++) {
      double e = x.value(row, j) / tolerances.of(j, Math.abs(y.value(row, j)));
      sum += e * e;
    }
    return Math.sqrt(sum / y.columns());
  }
}
