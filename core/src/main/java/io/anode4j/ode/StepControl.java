package io.anode4j.ode;

import io.anode4j.tensor.Matrix;

/**
 * Error norm and PI step-size rule of one row (Hairer, Nørsett and Wanner, "Solving Ordinary
 * Differential Equations I", II.4, eq. 4.11 and 4.13; PI control of Gustafsson 1991 with their
 * constants for order 5).
 */
final class StepControl {
  private static final double SAFETY = 0.9;
  private static final double SHRINK = 0.2;
  private static final double GROW = 10;

  /** Memory of the last error; 0.04 is the value of Hairer's DOPRI5. */
  private static final double BETA = 0.04;

  /** Smaller error ratios are remembered as this one, so that one lucky step does not echo. */
  static final double SMALLEST_RATIO = 1e-4;

  private final double rtol;
  private final double atol;
  private final double exponent;

  StepControl(Solver solver) {
    rtol = solver.rtol();
    atol = solver.atol();
    exponent = 1.0 / solver.tableau().order();
  }

  /** Root mean square of error over tolerance, at most 1 for an acceptable step. */
  double errorRatio(float[] before, float[] after, float[] error, int offset, int dimension) {
    double sum = 0;
    for (int i = offset; i < offset + dimension; i++) {
      double scale = atol + rtol * Math.max(Math.abs(before[i]), Math.abs(after[i]));
      double e = error[i] / scale;
      sum += e * e;
    }
    return Math.sqrt(sum / dimension);
  }

  /** Factor for the step after an accepted one, which is then remembered. */
  double afterAccepted(Slots slots, int slot, double ratio) {
    double factor = factor(ratio, slots.ratioBefore[slot], slots.rejectedBefore[slot]);
    slots.ratioBefore[slot] = Math.max(ratio, SMALLEST_RATIO);
    slots.rejectedBefore[slot] = false;
    return factor;
  }

  private double factor(double ratio, double previousRatio, boolean afterRejection) {
    if (ratio == 0) {
      return afterRejection ? 1 : GROW;
    }
    double factor =
        SAFETY * Math.pow(previousRatio, BETA) / Math.pow(ratio, exponent - 0.75 * BETA);
    return Math.max(SHRINK, Math.min(afterRejection ? 1 : GROW, factor));
  }

  /** Factor for the retry of a rejected step; a non-finite error shrinks as far as allowed. */
  double afterRejected(double ratio) {
    if (!Double.isFinite(ratio)) {
      return SHRINK;
    }
    return Math.max(SHRINK, SAFETY / Math.pow(ratio, exponent - 0.75 * BETA));
  }

  /** First guess h₀ of the starting step (II.4, steps a and b of "Starting step size"). */
  double firstGuess(Matrix y, Matrix f, int row, double span) {
    double d0 = norm(y, y, row);
    double d1 = norm(f, y, row);
    double h = d0 < 1e-5 || d1 < 1e-5 ? 1e-6 : 0.01 * d0 / d1;
    return Math.min(h, span);
  }

  /** The starting step from a trial Euler step (same place, steps c to f). */
  double start(Matrix y, Matrix f0, Matrix f1, int row, double guess, double span) {
    double d1 = norm(f0, y, row);
    double sum = 0;
    int at = row * y.stride();
    for (int i = at; i < at + y.columns(); i++) {
      double scale = atol + rtol * Math.abs(y.data()[i]);
      double e = (f1.data()[i] - f0.data()[i]) / scale;
      sum += e * e;
    }
    double d2 = Math.sqrt(sum / y.columns()) / guess;
    double steepest = Math.max(d1, d2);
    double h =
        steepest <= 1e-15 ? Math.max(1e-6, guess * 1e-3) : Math.pow(0.01 / steepest, exponent);
    double step = Math.min(Math.min(100 * guess, h), span);
    return Double.isFinite(step) && step > 0 ? step : guess;
  }

  private double norm(Matrix x, Matrix y, int row) {
    double sum = 0;
    int at = row * y.stride();
    for (int i = at; i < at + y.columns(); i++) {
      double e = x.data()[i] / (atol + rtol * Math.abs(y.data()[i]));
      sum += e * e;
    }
    return Math.sqrt(sum / y.columns());
  }
}
