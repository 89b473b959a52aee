package io.anode4j.ode;

import io.anode4j.tensor.DoubleMatrix;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A field with parameters given as a function of one row, evaluated row by row in double precision
 * and solved in it. The parameters' gradient is summed in double, too.
 */
final class ParametricFunctionField implements ParametricField, DoubleField {
  private final int dimension;
  private final double[] theta;
  private final ParametricRow function;

  /** Makes the product that belongs to one thread. */
  private final Supplier<ParametricRow.Pullback> pullback;

  ParametricFunctionField(
      int dimension,
      double[] theta,
      ParametricRow function,
      Supplier<ParametricRow.Pullback> pullback) {
    if (dimension < 1 || theta.length < 1) {
      throw new IllegalArgumentException(
          "A field of dimension "
              + dimension
              + " with "
              + theta.length
              + " parameters; expected at least 1 and 1: VectorField.of makes fields without"
              + " parameters");
    }
    this.dimension = dimension;
    this.theta = theta.clone();
    this.function = function;
    this.pullback = pullback;
  }

  /** Central differences of the function of [y; θ], whose derivative is [dy/dt; 0]. */
  static Supplier<ParametricRow.Pullback> differences(int d, int p, ParametricRow function) {
    return () -> {
      double[] y = new double[d];
      double[] theta = new double[p];
      double[] both = new double[d + p];
      double[] cotangents = new double[d + p];
      double[] products = new double[d + p];
      DifferencePullback differences =
          new DifferencePullback(
              d + p,
              (t, state, out) -> {
                System.arraycopy(state, 0, y, 0, d);
                System.arraycopy(state, d, theta, 0, p);
                function.evaluate(t, y, theta, out);
              });
      return (t, at, parameters, cotangent, yCotangent, thetaCotangent) -> {
        System.arraycopy(at, 0, both, 0, d);
        System.arraycopy(parameters, 0, both, d, p);
        System.arraycopy(cotangent, 0, cotangents, 0, d);
        differences.pullback(t, both, cotangents, products);
        System.arraycopy(products, 0, yCotangent, 0, d);
        System.arraycopy(products, d, thetaCotangent, 0, p);
      };
    };
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public float[] parameterValues() {
    float[] values = new float[theta.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) theta[i];
    }
    return values;
  }

  @Override
  public ParametricField withParameterValues(float[] values) {
    if (values.length != theta.length) {
      throw new IllegalArgumentException(
          values.length + " values for a field of " + theta.length + " parameters; give as many");
    }
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return new ParametricFunctionField(dimension, wide, function, pullback);
  }

  @Override
  public DoubleFieldEvaluator doubleEvaluator() {
    return new Evaluator();
  }

  @Override
  public ParametricEvaluator evaluator() {
    return new NarrowedEvaluator(doubleEvaluator(), dimension);
  }

  private final class Evaluator implements DoubleFieldEvaluator, GradientHolder {
    private final ParametricRow.Pullback ownPullback = pullback.get();
    private final double[] own = theta.clone();
    private final double[] y = new double[dimension];
    private final double[] out = new double[dimension];
    private final double[] ct = new double[dimension];
    private final double[] share = new double[theta.length];
    private final double[] gradient = new double[theta.length];

    @Override
    public void evaluate(int rows, double[] t, DoubleMatrix states, DoubleMatrix dydt) {
      for (int r = 0; r < rows; r++) {
        states.copyTo(r, y);
        Arrays.fill(out, 0);
        function.evaluate(t[r], y, own, out);
        dydt.copyFrom(r, out);
      }
    }

    @Override
    public void record(int rows, int tape, double[] t, DoubleMatrix states, DoubleMatrix dydt) {
      evaluate(rows, t, states, dydt);
    }

    @Override
    public void pullback(
        int rows,
        int tape,
        double[] t,
        DoubleMatrix states,
        DoubleMatrix cotangent,
        DoubleMatrix yCotangent) {
      for (int r = 0; r < rows; r++) {
        states.copyTo(r, y);
        cotangent.copyTo(r, ct);
        Arrays.fill(out, 0);
        Arrays.fill(share, 0);
        ownPullback.pullback(t[r], y, own, ct, out, share);
        for (int i = 0; i < share.length; i++) {
          gradient[i] += share[i];
        }
        yCotangent.copyFrom(r, out);
      }
    }

    @Override
    public void drainGradient(float[] to) {
      for (int i = 0; i < gradient.length; i++) {
        to[i] += (float) gradient[i];
      }
      Arrays.fill(gradient, 0);
    }
  }
}
