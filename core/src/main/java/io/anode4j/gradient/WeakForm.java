package io.anode4j.gradient;

import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.ParametricEvaluator;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How well a field explains measured states, without a solve: for test functions φ that are 0 at
 * the ends of short windows, ∫ φ·f(t, y) dt = −∫ φ′·y dt holds along every solution (the weak form;
 * Bortz, Messenger and Dukic, "Direct estimation of parameters in ODE models using WENDy", Bull.
 * Math. Biol. 85 (2023), eq. 4–6). No derivative is taken of the measurements, so their noise is
 * averaged; all of them are one batch of evaluations. A fit begun here is near enough for solves to
 * finish it, and cheaper than solves from nowhere.
 *
 * <p>A window holds 2·reach + 1 measurements of a row around each that has as many on both sides; φ
 * = (1 − s²)⁴ there, s from −1 to 1, scaled to an integral of 1; integrals are by the trapezoid
 * rule, of high order on regular times because φ is flat at its ends, of order 2 on others. All
 * components must be measured. Working memory for one thread.
 */
public final class WeakForm {
  /**
   * One test function.
   *
   * @param first its first measurement
   * @param weights of the field at its measurements
   * @param slope ∫ φ′·y dt by component
   */
  private record Window(int first, double[] weights, double[] slope) {}

  private final OutputTimes times;
  private final Matrix states;
  private final Matrix derivatives;
  private final Matrix cotangents;
  private final Matrix ignored;
  private final List<Window> windows = new ArrayList<>();

  /**
   * Measurements.
   *
   * @param times times of each row, all increasing or all decreasing
   * @param states measured {@code [times.total() × dimension]}; not copied
   * @param reach measurements of a window on each side of its middle, at least 2: more average more
   *     noise, and blur what is quicker than the window
   * @throws IllegalArgumentException when no row has a window's measurements
   */
  public WeakForm(OutputTimes times, Matrix states, int reach) {
    if (reach < 2 || states.rows() != times.total()) {
      throw new IllegalArgumentException(
          String.format(
              "A reach of %d and %d states at %d times; expected at least 2, and a state a time",
              reach, states.rows(), times.total()));
    }
    this.times = times;
    this.states = states;
    derivatives = new Matrix(states.rows(), states.columns());
    cotangents = new Matrix(states.rows(), states.columns());
    ignored = new Matrix(states.rows(), states.columns());
    for (int r = 0; r < times.rows(); r++) {
      for (int i = 0; i + 2 * reach < times.count(r); i++) {
        windows.add(window(times.offsets()[r] + i, 2 * reach + 1));
      }
    }
    if (windows.isEmpty()) {
      throw new IllegalArgumentException(
          "No row has the " + (2 * reach + 1) + " measurements of a window; take a shorter reach");
    }
  }

  private Window window(int first, int count) {
    double[] t = times.times();
    double middle = (t[first] + t[first + count - 1]) / 2;
    double radius = (t[first + count - 1] - t[first]) / 2;
    double[] weights = new double[count];
    double[] slope = new double[states.columns()];
    double area = 0;
    for (int i = 1; i < count - 1; i++) {
      double s = (t[first + i] - middle) / radius;
      double share = (t[first + i + 1] - t[first + i - 1]) / 2;
      double bump = 1 - s * s;
      weights[i] = share * bump * bump * bump * bump;
      area += weights[i];
      double steepness = -8 * s * bump * bump * bump / radius;
      for (int j = 0; j < slope.length; j++) {
        slope[j] += share * steepness * states.value(first + i, j);
      }
    }
    for (int i = 0; i < count; i++) {
      weights[i] /= area;
    }
    for (int j = 0; j < slope.length; j++) {
      slope[j] /= area;
    }
    return new Window(first, weights, slope);
  }

  /**
   * The loss and its gradient.
   *
   * @param field the thread's own evaluator
   * @param gradient the parameters' gradient is added to it
   * @return mean over windows of the squared residual {@code ∫ φ·f dt + ∫ φ′·y dt}, summed over
   *     components: in units of the derivative, squared
   */
  public double evaluate(ParametricEvaluator field, float[] gradient) {
    int count = states.rows();
    field.record(count, 0, times.times(), states, derivatives);
    Arrays.fill(cotangents.data(), 0);
    double sum = 0;
    for (Window w : windows) {
      for (int j = 0; j < states.columns(); j++) {
        double residual = w.slope()[j];
        for (int i = 0; i < w.weights().length; i++) {
          residual += w.weights()[i] * derivatives.value(w.first() + i, j);
        }
        sum += residual * residual;
        double share = 2 * residual / windows.size();
        for (int i = 0; i < w.weights().length; i++) {
          int at = w.first() + i;
          cotangents.value(at, j, cotangents.value(at, j) + share * w.weights()[i]);
        }
      }
    }
    field.pullback(count, 0, times.times(), states, cotangents, ignored);
    field.drainGradient(gradient);
    return sum / windows.size();
  }

  /** Evaluations of the field for single rows that {@link #evaluate} costs. */
  public int evaluations() {
    return states.rows();
  }
}
