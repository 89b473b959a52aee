package io.anode4j.ode;

import io.anode4j.tensor.Rows;

/**
 * Watches the event function of every row and finds its first counting change of sign inside a
 * step. The step's polynomial is probed at {@link #PROBES} places, and where the function comes
 * near 0 and turns back its extremum is looked for, so that two changes within one step are seen.
 *
 * @param <M> the batches of states
 */
final class EventSearch<M extends Rows<M>> {
  /** No change of sign that counts. */
  static final double NONE = Double.POSITIVE_INFINITY;

  /** The function was NaN somewhere. */
  static final double UNDEFINED = Double.NaN;

  /** Parts into which a step is cut. */
  private static final int PROBES = 10;

  /** Golden sections of an interval of a tenth: to a thousandth of that. */
  private static final int SECTIONS = 16;

  /**
   * More than twice what bisection takes from 1 to the last bit: Brent's steps are rarely worse.
   */
  private static final int MOST_BISECTIONS = 128;

  /** Halvings of a step's first tenth: to a few roundings of its length. */
  private static final int HALVINGS = 48;

  private static final double GOLDEN = 0.381966011250105;

  private final Event event;
  private final double[] state;
  private final double[] gradient;

  /** What the function is taken to be too large by. */
  private double left;

  private final double[] values = new double[PROBES + 1];

  EventSearch(Event event, int dimension) {
    this.event = event;
    state = new double[dimension];
    gradient = new double[dimension];
  }

  /** Value of the event function at a row of a batch. */
  double value(double t, M y, int row) {
    for (int j = 0; j < state.length; j++) {
      state[j] = y.value(row, j);
    }
    return event.function().value(t, state);
  }

  /**
   * The first change of sign that counts, on a step's polynomial.
   *
   * @param before value at the step's start; 0 there is no change
   * @param after value at its end
   * @return θ of the step in (0, 1], {@link #NONE} or {@link #UNDEFINED}
   */
  double first(Slots<M> slots, int slot, DenseOutput<M> dense, double before, double after) {
    values[0] = before;
    values[PROBES] = after;
    for (int i = 1; i < PROBES; i++) {
      values[i] = along(slots, slot, dense, theta(i));
    }
    for (double value : values) {
      if (Double.isNaN(value)) {
        return UNDEFINED;
      }
    }
    for (int i = 0; i < PROBES; i++) {
      double found = between(slots, slot, dense, i);
      if (found != NONE) {
        return found;
      }
    }
    return NONE;
  }

  private static double theta(int probe) {
    return (double) probe / PROBES;
  }

  /** The first counting change from one probe to the next. */
  private double between(Slots<M> slots, int slot, DenseOutput<M> dense, int i) {
    double a = theta(i);
    double b = theta(i + 1);
    double fa = values[i];
    double fb = values[i + 1];
    if (fa * Math.signum(fb) < 0 || fb == 0) {
      return event.between(fa, fb) ? root(slots, slot, dense, a, fa, b, fb) : NONE;
    }
    if (fa == 0 && i == 0) {
      return back(slots, slot, dense, b, fb);
    }
    if (fa == 0 || !dips(slots, slot, dense, i)) {
      return NONE;
    }
    double turn = turn(slots, slot, dense, a, b, Math.signum(fa));
    if (Double.isNaN(turn)) {
      return NONE;
    }
    double ft = along(slots, slot, dense, turn);
    if (event.between(fa, ft)) {
      return root(slots, slot, dense, a, fa, turn, ft);
    }
    return event.between(ft, fb) ? root(slots, slot, dense, turn, ft, b, fb) : NONE;
  }

  /**
   * The change of a function that is 0 at the step's start, leaves it to one side and is on the
   * other at the first probe, as that of a ball which bounces a last few times.
   */
  private double back(Slots<M> slots, int slot, DenseOutput<M> dense, double first, double value) {
    dense.wide(slots, slot, 0, state);
    double rate = event.function().gradient(slots.t[slot], state, gradient) * slots.attempt[slot];
    for (int j = 0; j < state.length; j++) {
      rate += gradient[j] * dense.coefficients()[0].value(slot, j);
    }
    return event.between(rate, value) ? back(slots, slot, dense, first, value, rate) : NONE;
  }

  private double back(
      Slots<M> slots, int slot, DenseOutput<M> dense, double first, double value, double rate) {
    // What rounding has left of the 0 would hide the last bounces.
    left = event.function().value(slots.t[slot], state);
    double b = first;
    double fb = value - left;
    double found = NONE;
    for (int i = 0; i < HALVINGS && found == NONE; i++) {
      double a = b / 2;
      double fa = along(slots, slot, dense, a);
      if (fa * Math.signum(rate) > 0) {
        found = root(slots, slot, dense, a, fa, b, fb);
      }
      b = a;
      fb = fa;
    }
    left = 0;
    return found == NONE ? b : found; // Shorter than times can tell.
  }

  /** True where |g| falls at the interval's start and rises at its end. */
  private boolean dips(Slots<M> slots, int slot, DenseOutput<M> dense, int i) {
    double inch = 1e-3 / PROBES;
    double a = Math.abs(values[i]);
    double b = Math.abs(values[i + 1]);
    return Math.abs(along(slots, slot, dense, theta(i) + inch)) < a
        && Math.abs(along(slots, slot, dense, theta(i + 1) - inch)) < b;
  }

  /** A place where the function has the other sign or is 0, by golden section; NaN where none. */
  private double turn(
      Slots<M> slots, int slot, DenseOutput<M> dense, double from, double to, double sign) {
    double a = from;
    double b = to;
    double x = a + GOLDEN * (b - a);
    double y = b - GOLDEN * (b - a);
    double fx = sign * along(slots, slot, dense, x);
    double fy = sign * along(slots, slot, dense, y);
    for (int i = 0; i < SECTIONS && fx > 0 && fy > 0; i++) {
      if (fx < fy) {
        b = y;
        y = x;
        fy = fx;
        x = a + GOLDEN * (b - a);
        fx = sign * along(slots, slot, dense, x);
      } else {
        a = x;
        x = y;
        fx = fy;
        y = b - GOLDEN * (b - a);
        fy = sign * along(slots, slot, dense, y);
      }
    }
    return fx <= 0 ? x : fy <= 0 ? y : Double.NaN;
  }

  /**
   * The root of the event function on a step's polynomial between two values of other sign, by
   * Brent's method ("Algorithms for Minimization without Derivatives" (1973), chapter 4): at worst
   * bisection, to the last bit of θ.
   */
  private double root(
      Slots<M> slots,
      int slot,
      DenseOutput<M> dense,
      double from,
      double before,
      double to,
      double after) {
    double a = from;
    double fa = before;
    double b = to;
    double fb = after;
    double c = a;
    double fc = fa;
    double d = b - a;
    double e = d;
    for (int i = 0; i < MOST_BISECTIONS && fb != 0; i++) {
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
      if (Math.abs(half) <= tolerance || Double.isNaN(fb)) {
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
    return Double.isNaN(fb) ? UNDEFINED : b;
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

  private double along(Slots<M> slots, int slot, DenseOutput<M> dense, double theta) {
    dense.wide(slots, slot, theta, state);
    return event.function().value(slots.t[slot] + theta * slots.attempt[slot], state) - left;
  }
}
