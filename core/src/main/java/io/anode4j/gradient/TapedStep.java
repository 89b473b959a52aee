package io.anode4j.gradient;

import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.RowsEvaluator;
import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.kernel.KernelProvider;
import io.anode4j.tensor.kernel.Kernels;

/**
 * The increment Ψ of one explicit Runge–Kutta step for rows in slots, its dense output, and the
 * vector-Jacobian product of both. Steps may be negative.
 */
final class TapedStep {
  /** Differences of states below this share of them are float32's rounding. */
  private static final double ROUNDING = 5e-7;

  private final Kernels kernels = KernelProvider.active();
  private final ButcherTableau tableau;
  private final RowsEvaluator<Matrix> field;
  private final int end;
  private final int degree;
  private final Matrix[] states;
  private final Matrix[] derivatives;
  private final float[][] derivativeData;
  private final Matrix[] cotangents;
  private final double[][] times;
  private final float[] zeros;
  private final Matrix cotangent;
  private final float[][] dense;
  private final float[][] terms;
  private final double[] weights;
  private int recorded;

  TapedStep(ButcherTableau tableau, int rows, int dimension, RowsEvaluator<Matrix> field) {
    this.tableau = tableau;
    this.field = field;
    int stages = tableau.stages();
    end = stages - 1;
    degree = tableau.degree();
    states = matrices(stages, rows, dimension);
    derivatives = matrices(stages, rows, dimension);
    cotangents = matrices(stages, rows, dimension);
    derivativeData = new float[stages][];
    for (int s = 0; s < stages; s++) {
      derivativeData[s] = derivatives[s].data();
    }
    times = new double[stages][rows];
    cotangent = new Matrix(rows, dimension);
    zeros = new float[cotangent.data().length];
    dense = new float[degree][zeros.length];
    terms = new float[1 + stages + degree][];
    weights = new double[terms.length];
  }

  private static Matrix[] matrices(int count, int rows, int dimension) {
    Matrix[] all = new Matrix[count];
    for (int i = 0; i < count; i++) {
      all[i] = new Matrix(rows, dimension);
    }
    return all;
  }

  /**
   * Computes the stages.
   *
   * @param active slots used
   * @param t start time of each
   * @param h size of each
   * @param start start states
   * @param withEnd whether to compute the derivative at the end too, for error and dense output
   * @param taped whether {@link #pullback} follows
   */
  void compute(int active, double[] t, double[] h, Matrix start, boolean withEnd, boolean taped) {
    recorded = withEnd ? end + 1 : end;
    for (int s = 0; s < recorded; s++) {
      float[] state = states[s].data();
      double[] a = tableau.a()[s];
      kernels.combine(active, start.stride(), start.data(), h, a, derivativeData, s, state);
      for (int i = 0; i < active; i++) {
        times[s][i] = t[i] + tableau.c()[s] * h[i];
      }
      if (taped) {
        field.record(active, s, times[s], states[s], derivatives[s]);
      } else {
        field.evaluate(active, times[s], states[s], derivatives[s]);
      }
    }
  }

  /** Ψ. */
  void increment(int active, double[] h, Matrix into) {
    double[] b = tableau.a()[end];
    kernels.combine(active, into.stride(), zeros, h, b, derivativeData, end, into.data());
  }

  /** The estimated error of Ψ. */
  void error(int active, double[] h, Matrix into) {
    double[] e = tableau.error();
    kernels.combine(active, into.stride(), zeros, h, e, derivativeData, end + 1, into.data());
  }

  /**
   * How fast the field contracts along the difference of two stages at the step's end, times the
   * step's size; of the step computed last, with its end. Negative where it expands.
   *
   * @return NaN where the method has one such stage only, or where rounding hides the difference
   */
  double contraction(int slot, double h) {
    int twin = tableau.twin();
    if (twin < 0) {
      return Double.NaN;
    }
    double along = 0;
    double apart = 0;
    double size = 0;
    int at = slot * cotangent.stride();
    for (int i = at; i < at + cotangent.columns(); i++) {
      double step = (double) states[end].data()[i] - states[twin].data()[i];
      along -= step * (derivativeData[end][i] - derivativeData[twin][i]);
      apart += step * step;
      size += (double) states[end].data()[i] * states[end].data()[i];
    }
    return apart > ROUNDING * ROUNDING * size ? h * along / apart : Double.NaN;
  }

  /** Coefficients of θ, θ², … of the dense output, to be added to the start state. */
  float[][] dense(int active, double[] h) {
    double[] w = new double[end + 1];
    for (int p = 0; p < degree; p++) {
      for (int s = 0; s <= end; s++) {
        w[s] = tableau.dense()[s][p];
      }
      kernels.combine(active, cotangent.stride(), zeros, h, w, derivativeData, end + 1, dense[p]);
    }
    return dense;
  }

  /**
   * Pulls back what was computed last and taped.
   *
   * @param increment cotangent of Ψ
   * @param moments cotangents of the dense output's coefficients; not read unless the end was
   *     computed
   * @param into receives the cotangent of the start state
   */
  void pullback(int active, double[] h, Matrix increment, float[][] moments, Matrix into) {
    boolean withEnd = recorded > end;
    for (int s = recorded - 1; s >= 0; s--) {
      int count = 0;
      if (s < end) {
        weights[count] = tableau.a()[end][s];
        terms[count++] = increment.data();
      }
      for (int j = s + 1; j < recorded; j++) {
        weights[count] = tableau.a()[j][s];
        terms[count++] = cotangents[j].data();
      }
      for (int p = 0; withEnd && p < degree; p++) {
        weights[count] = tableau.dense()[s][p];
        terms[count++] = moments[p];
      }
      kernels.combine(active, into.stride(), zeros, h, weights, terms, count, cotangent.data());
      field.pullback(active, s, times[s], states[s], cotangent, cotangents[s]);
    }
    sum(active, into);
  }

  private void sum(int active, Matrix into) {
    float[] to = into.data();
    System.arraycopy(cotangents[0].data(), 0, to, 0, active * into.stride());
    for (int s = 1; s < recorded; s++) {
      float[] from = cotangents[s].data();
      for (int i = 0; i < active * into.stride(); i++) {
        to[i] += from[i];
      }
    }
  }
}
