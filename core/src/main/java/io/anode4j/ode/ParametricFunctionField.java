package io.anode4j.ode;

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
    return new Evaluator(dimension, function, new Products(pullback.get(), theta.clone()));
  }

  @Override
  public ParametricEvaluator evaluator() {
    return new NarrowedEvaluator(doubleEvaluator(), dimension);
  }

  /** Sums the parameters' gradient over rows. */
  private static final class Evaluator extends RowEvaluator implements GradientHolder {
    private final Products products;

    private Evaluator(int dimension, ParametricRow function, Products products) {
      super(
          dimension,
          (t, y, dydt) -> {
            Arrays.fill(dydt, 0);
            function.evaluate(t, y, products.theta, dydt);
          },
          products);
      this.products = products;
    }

    @Override
    public void drainGradient(float[] to) {
      double[] gradient = products.gradient;
      for (int i = 0; i < gradient.length; i++) {
        to[i] += (float) gradient[i];
      }
      Arrays.fill(gradient, 0);
    }
  }

  /** One thread's vector-Jacobian products, which keep the parameters' gradient. */
  private static final class Products implements RowPullback {
    private final ParametricRow.Pullback pullback;
    private final double[] theta;
    private final double[] share;
    private final double[] gradient;

    Products(ParametricRow.Pullback pullback, double[] theta) {
      this.pullback = pullback;
      this.theta = theta;
      share = new double[theta.length];
      gradient = new double[theta.length];
    }

    @Override
    public void pullback(double t, double[] y, double[] cotangent, double[] yCotangent) {
      Arrays.fill(yCotangent, 0);
      Arrays.fill(share, 0);
      pullback.pullback(t, y, theta, cotangent, yCotangent, share);
      for (int i = 0; i < share.length; i++) {
        gradient[i] += share[i];
      }
    }
  }
}
