package io.anode4j.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.reference.DualLayers.Dual;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What every layer must keep: values, gradients, tangents, tapes, independent rows. */
public final class LayerContract {
  /** A layer's formula for one row in double precision. */
  @FunctionalInterface
  public interface Formula {
    /** Output and directional derivative. */
    Dual apply(double[] p, double t, Dual x);
  }

  private final Layer layer;
  private final Parameters parameters;
  private final double[] p;
  private final Formula formula;
  private final double tolerance;

  /** A contract of one layer; the tolerance is absolute, on values of size 1. */
  public LayerContract(Layer layer, Parameters parameters, Formula formula, double tolerance) {
    this.layer = layer;
    this.parameters = parameters;
    this.p = Doubles.of(parameters.values());
    this.formula = formula;
    this.tolerance = tolerance;
  }

  private LayerEvaluator evaluator() {
    LayerEvaluator evaluator = layer.evaluator();
    evaluator.load(parameters);
    return evaluator;
  }

  private static double[] times(int rows) {
    double[] t = new double[rows];
    Arrays.setAll(t, r -> 0.3 + 0.4 * r);
    return t;
  }

  /** The forward pass is the formula. */
  public void followsItsFormula() {
    LayerEvaluator evaluator = evaluator();
    SplittableRandom random = new SplittableRandom(1);
    for (int rows : new int[] {1, 2, 5, 3}) {
      Matrix x = Doubles.randomMatrix(random, rows, layer.inputs());
      Matrix y = new Matrix(rows, layer.outputs());
      evaluator.forward(rows, 0, times(rows), x, y);
      for (int r = 0; r < rows; r++) {
        double[] expected = formula.apply(p, times(rows)[r], constant(x, r)).value();
        Doubles.assertClose(expected, Doubles.row(y, r), tolerance);
      }
    }
  }

  private static Dual constant(Matrix x, int row) {
    return Dual.constant(Doubles.row(x, row));
  }

  /** The reverse pass is the derivative of the formula. */
  public void pullsBackExactly() {
    int rows = 3;
    LayerEvaluator evaluator = evaluator();
    SplittableRandom random = new SplittableRandom(2);
    Matrix x = Doubles.randomMatrix(random, rows, layer.inputs());
    Matrix dy = Doubles.randomMatrix(random, rows, layer.outputs());
    Matrix dx = new Matrix(rows, layer.inputs());
    evaluator.forward(rows, 1, times(rows), x, new Matrix(rows, layer.outputs()));
    evaluator.backward(rows, 1, times(rows), x, dy, dx);
    float[] gradient = new float[p.length];
    evaluator.drainGradient(gradient);
    for (int r = 0; r < rows; r++) {
      double[] ct = Doubles.row(dy, r);
      double t = times(rows)[r];
      double[] expected =
          FiniteDifferences.gradient(
              in -> Doubles.dot(formula.apply(p, t, Dual.constant(in)).value(), ct),
              Doubles.row(x, r));
      Doubles.assertClose(expected, Doubles.row(dx, r), 4 * tolerance);
    }
    double[] expected =
        FiniteDifferences.gradient(
            q -> {
              double sum = 0;
              for (int r = 0; r < rows; r++) {
                double[] y = formula.apply(q, times(rows)[r], constant(x, r)).value();
                sum += Doubles.dot(y, Doubles.row(dy, r));
              }
              return sum;
            },
            p);
    Doubles.assertClose(expected, Doubles.of(gradient), 4 * rows * tolerance);
    float[] nothing = new float[p.length];
    evaluator.drainGradient(nothing);
    assertArrayEquals(new float[p.length], nothing, "drained twice");
  }

  /** Directional derivatives are those of the formula, and so is their reverse pass. */
  public void differentiatesTwice() {
    int rows = 3;
    int directions = 2;
    int all = rows * directions;
    LayerEvaluator evaluator = evaluator();
    SplittableRandom random = new SplittableRandom(3);
    Matrix x = Doubles.randomMatrix(random, rows, layer.inputs());
    Matrix u = Doubles.randomMatrix(random, all, layer.inputs());
    Matrix dy = Doubles.randomMatrix(random, rows, layer.outputs());
    Matrix dv = Doubles.randomMatrix(random, all, layer.outputs());
    Matrix y = new Matrix(rows, layer.outputs());
    Matrix v = new Matrix(all, layer.outputs());
    Matrix dx = new Matrix(rows, layer.inputs());
    Matrix du = new Matrix(all, layer.inputs());
    double[] t = times(rows);
    evaluator.forwardTangent(rows, directions, 0, t, x, u, y, v);
    evaluator.backwardTangent(rows, directions, 0, t, x, u, dy, dv, dx, du);
    float[] gradient = new float[p.length];
    evaluator.drainGradient(gradient);
    for (int r = 0; r < rows; r++) {
      int row = r;
      double[] at = Doubles.row(x, r);
      for (int d = 0; d < directions; d++) {
        double[] along = Doubles.row(u, d * rows + r);
        Dual expected = formula.apply(p, t[r], new Dual(at, along));
        Doubles.assertClose(expected.value(), Doubles.row(y, r), tolerance);
        Doubles.assertClose(expected.tangent(), Doubles.row(v, d * rows + r), 4 * tolerance);
        assertSlope(row, t[r], at, along, expected.tangent());
        int direction = d;
        Doubles.assertClose(
            FiniteDifferences.gradient(
                q -> product(p, t[row], at, q, dy, dv, row, direction * rows + row), along),
            Doubles.row(du, d * rows + r),
            4 * tolerance);
      }
      Doubles.assertClose(
          FiniteDifferences.gradient(in -> sum(p, t, x, in, u, dy, dv, row, rows), at),
          Doubles.row(dx, r),
          20 * tolerance);
    }
    Doubles.assertClose(
        FiniteDifferences.gradient(
            q -> {
              double s = 0;
              for (int r = 0; r < rows; r++) {
                s += sum(q, t, x, Doubles.row(x, r), u, dy, dv, r, rows);
              }
              return s;
            },
            p),
        Doubles.of(gradient),
        20 * rows * tolerance);
  }

  /** The reference's own tangent, against differences: 10⁻⁹ of truncation and rounding. */
  private void assertSlope(int row, double t, double[] at, double[] along, double[] tangent) {
    double h = 1e-5;
    double[] up = at.clone();
    double[] down = at.clone();
    for (int i = 0; i < at.length; i++) {
      up[i] += h * along[i];
      down[i] -= h * along[i];
    }
    double[] a = formula.apply(p, t, Dual.constant(up)).value();
    double[] b = formula.apply(p, t, Dual.constant(down)).value();
    for (int j = 0; j < a.length; j++) {
      assertEquals((a[j] - b[j]) / (2 * h), tangent[j], 1e-7, "row " + row);
    }
  }

  private double product(
      double[] q, double t, double[] at, double[] along, Matrix dy, Matrix dv, int r, int vr) {
    return Doubles.dot(formula.apply(q, t, new Dual(at, along)).tangent(), Doubles.row(dv, vr));
  }

  private double sum(
      double[] q,
      double[] t,
      Matrix x,
      double[] at,
      Matrix u,
      Matrix dy,
      Matrix dv,
      int r,
      int rows) {
    double s = Doubles.dot(formula.apply(q, t[r], Dual.constant(at)).value(), Doubles.row(dy, r));
    for (int d = 0; d < u.rows() / rows; d++) {
      s += product(q, t[r], at, Doubles.row(u, d * rows + r), dy, dv, r, d * rows + r);
    }
    return s;
  }

  /** Tapes do not disturb each other, and a row is the same, bit for bit, in every batch. */
  public void keepsTapesAndRowsApart() {
    int rows = 5;
    LayerEvaluator evaluator = evaluator();
    SplittableRandom random = new SplittableRandom(4);
    Matrix[] x = new Matrix[2];
    Matrix[] y = new Matrix[2];
    Matrix ct = Doubles.randomMatrix(random, rows, layer.outputs());
    evaluator.reserve(rows, 2);
    for (int k = 0; k < 2; k++) {
      x[k] = Doubles.randomMatrix(random, rows, layer.inputs());
      y[k] = new Matrix(rows, layer.outputs());
      evaluator.forward(rows, k, times(rows), x[k], y[k]);
    }
    for (int k : new int[] {0, 1}) {
      Matrix dx = new Matrix(rows, layer.inputs());
      evaluator.backward(rows, k, times(rows), x[k], ct, dx);
      LayerEvaluator fresh = evaluator();
      for (int r = 0; r < rows; r++) {
        Matrix one = new Matrix(1, layer.inputs());
        Matrix oneCt = new Matrix(1, layer.outputs());
        Matrix oneY = new Matrix(1, layer.outputs());
        Matrix oneDx = new Matrix(1, layer.inputs());
        one.copyRow(0, x[k], r);
        oneCt.copyRow(0, ct, r);
        double[] t = {times(rows)[r]};
        fresh.forward(1, 0, t, one, oneY);
        fresh.backward(1, 0, t, one, oneCt, oneDx);
        assertArrayEquals(row(y[k], r), oneY.toArray(), "output of row " + r + ", tape " + k);
        assertArrayEquals(row(dx, r), oneDx.toArray(), "cotangent of row " + r + ", tape " + k);
      }
    }
  }

  private static float[] row(Matrix m, int row) {
    return Arrays.copyOfRange(m.data(), row * m.stride(), row * m.stride() + m.columns());
  }
}
