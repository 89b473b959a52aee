package io.anode4j.ode;

import io.anode4j.tensor.Matrix;

/** Watches the event function of every row and finds its root inside a step. */
final class EventSearch {
  private final Event event;
  private final double[] state;

  EventSearch(Event event, int dimension) {
    this.event = event;
    state = new double[dimension];
  }

  /** Value of the event function at a row of a matrix. */
  double value(double t, Matrix y, int row) {
    int at = row * y.stride();
    for (int j = 0; j < state.length; j++) {
      state[j] = y.data()[at + j];
    }
    return event.function().value(t, state);
  }

  boolean between(double before, double after) {
    return event.between(before, after);
  }

  /**
   * The root of the event function on a step's polynomial, by Brent's method ("Algorithms for
   * Minimization without Derivatives" (1973), chapter 4): at worst bisection, to the last bit of θ.
   *
   * @param before value at the step's start, not 0
   * @param after value at its end, of other sign or 0
   * @return θ of the step in (0, 1]
   */
  double root(Slots slots, int slot, DenseOutput dense, double before, double after) {
    double a = 0;
    double fa = before;
    double b = 1;
    double fb = after;
    double c = a;
    double fc = fa;
    double d = b - a;
    double e = d;
    while (fb != 0) {
      if (Math.signum(fb) == Math.signum(fc)) {
        c = a;
        fc = fa;
        d = b - a;
        e = d;
      }
      if (Math.abs(fc) < Math.abs(fb)) {
        a = b;
        fa = fb;
        b = c;
        fb = fc;
        c = a;
        fc = fa;
      }
      double tolerance = 2 * Math.ulp(b);
      double half = 0.5 * (c - b);
      if (Math.abs(half) <= tolerance) {
        break;
      }
      double step = interpolated(a, fa, b, fb, c, fc);
      if (Math.abs(e) < tolerance
          || !(2 * Math.abs(step) < Math.min(3 * Math.abs(half) - tolerance, Math.abs(e)))
          || Math.signum(step) != Math.signum(half)) {
        step = half;
        e = half;
      } else {
        e = d;
      }
      d = step;
      a = b;
      fa = fb;
      b += Math.abs(d) > tolerance ? d : Math.copySign(tolerance, half);
      fb = along(slots, slot, dense, b);
    }
    return b;
  }

  /** A step by inverse quadratic interpolation, or by the secant where only two points differ. */
  private static double interpolated(
      double a, double fa, double b, double fb, double c, double fc) {
    double s = fb / fa;
    if (a == c) {
      return -s * (c - b) / (s - 1);
    }
    double q = fa / fc;
    double r = fb / fc;
    double p = s * ((c - b) * q * (q - r) - (b - a) * (r - 1));
    return -p / ((q - 1) * (r - 1) * (s - 1));
  }

  private double along(Slots slots, int slot, DenseOutput dense, double theta) {
    dense.wide(slots, slot, theta, state);
    return event.function().value(slots.t[slot] + theta * slots.attempt[slot], state);
  }

  /** Writes the state at a position in a slot's step into a row of a matrix. */
  void keep(Slots slots, int slot, DenseOutput dense, double theta, Matrix to, int row) {
    dense.wide(slots, slot, theta, state);
    for (int j = 0; j < state.length; j++) {
      to.set(row, j, (float) state[j]);
    }
  }
}
