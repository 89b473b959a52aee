package io.anode4j.anode;

import io.anode4j.nn.Columns;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.ParametricEvaluator;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;

/**
 * One thread's evaluator of a {@link ControlledField}, whose weights and paths can be replaced
 * between solves. The last component of a state {@code [y; mark]} is the number of its row, in
 * units of the evaluator's own.
 */
public final class ControlledEvaluator implements ParametricEvaluator {
  /**
   * A unit of marks that no norm feels: the first step of an adaptive solve does not depend on the
   * number of its row.
   */
  public static final float UNFELT = 0x1p-110f;

  private static final ControlPath NONE =
      new ControlPath(
          new double[][] {{0}}, new float[][][] {{{0}}}, ControlPath.Interpolation.LINEAR);

  private final LayerEvaluator inner;
  private final float unit;
  private final int dimension;
  private final int channels;
  private final double[] weights = new double[3];
  private ControlPath path = NONE;
  private int[] firstKnot = {0};
  private float[] knotGradient = {};
  private int knotsAt = -1;
  private Matrix[] inputs = {};
  private Matrix derivative;
  private Matrix inputCotangent;

  /**
   * An evaluator; load weights and give it paths before solving.
   *
   * @param layer f, from {@code [y; u]} to the derivative of y
   * @param unit what a row's number is multiplied by in its state, a power of two
   */
  public ControlledEvaluator(Layer layer, float unit) {
    this.unit = unit;
    this.inner = layer.evaluator();
    this.dimension = layer.outputs();
    this.channels = layer.inputs() - dimension;
    this.derivative = new Matrix(0, dimension);
    this.inputCotangent = new Matrix(0, layer.inputs());
  }

  private int rowOf(Matrix y, int slot) {
    return Math.round(y.data()[slot * y.stride() + dimension] / unit);
  }

  /** Takes over current weights. */
  public void load(Parameters parameters) {
    inner.load(parameters);
  }

  /** Takes over the paths of the rows of the next solve. */
  public void follow(ControlPath paths) {
    path = paths;
  }

  /** Also drains the gradient of the paths' values, behind so many parameters. */
  ControlledEvaluator withKnots(int offset) {
    knotsAt = offset;
    knotGradient = new float[path.knots() * channels];
    firstKnot = new int[path.rows()];
    for (int r = 1; r < path.rows(); r++) {
      firstKnot[r] = firstKnot[r - 1] + path.times()[r - 1].length;
    }
    return this;
  }

  private Matrix input(int rows, int tape) {
    boolean grown = rows > derivative.rows();
    if (grown || tape >= inputs.length) {
      int before = grown ? 0 : inputs.length;
      int capacity = Math.max(rows, derivative.rows());
      inputs = Arrays.copyOf(inputs, Math.max(tape + 1, inputs.length));
      for (int i = before; i < inputs.length; i++) {
        inputs[i] = new Matrix(capacity, dimension + channels);
      }
      if (grown) {
        derivative = new Matrix(rows, dimension);
        inputCotangent = new Matrix(rows, dimension + channels);
      }
    }
    return inputs[tape];
  }

  @Override
  public void evaluate(int rows, double[] t, Matrix y, Matrix dydt) {
    record(rows, 0, t, y, dydt);
  }

  @Override
  public void record(int rows, int tape, double[] t, Matrix y, Matrix dydt) {
    Matrix in = input(rows, tape);
    Columns.copy(rows, dimension, y, 0, in, 0);
    for (int r = 0; r < rows; r++) {
      int row = rowOf(y, r);
      int k = path.weights(row, t[r], weights);
      for (int c = 0; c < channels; c++) {
        double u = 0;
        for (int w = 0; w < 3; w++) {
          u += weights[w] == 0 ? 0 : weights[w] * path.values()[row][k - 1 + w][c];
        }
        in.set(r, dimension + c, (float) u);
      }
    }
    inner.forward(rows, tape, t, in, derivative);
    dydt.clearRows(rows);
    Columns.copy(rows, dimension, derivative, 0, dydt, 0);
  }

  @Override
  public void pullback(
      int rows, int tape, double[] t, Matrix y, Matrix cotangent, Matrix yCotangent) {
    Columns.copy(rows, dimension, cotangent, 0, derivative, 0);
    inner.backward(rows, tape, t, inputs[tape], derivative, inputCotangent);
    if (knotsAt >= 0) {
      addKnots(rows, t, y);
    }
    yCotangent.clearRows(rows);
    Columns.copy(rows, dimension, inputCotangent, 0, yCotangent, 0);
  }

  private void addKnots(int rows, double[] t, Matrix y) {
    for (int r = 0; r < rows; r++) {
      int row = rowOf(y, r);
      int k = path.weights(row, t[r], weights);
      for (int w = 0; w < 3; w++) {
        for (int c = 0; weights[w] != 0 && c < channels; c++) {
          knotGradient[(firstKnot[row] + k - 1 + w) * channels + c] +=
              (float) weights[w] * inputCotangent.get(r, dimension + c);
        }
      }
    }
  }

  @Override
  public void drainGradient(float[] gradient) {
    inner.drainGradient(gradient);
    for (int i = 0; i < knotGradient.length; i++) {
      gradient[knotsAt + i] += knotGradient[i];
    }
    Arrays.fill(knotGradient, 0f);
  }
}
