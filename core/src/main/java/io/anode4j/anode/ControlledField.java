package io.anode4j.anode;

import io.anode4j.nn.Columns;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.ParametricEvaluator;
import io.anode4j.ode.ParametricField;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;

/**
 * A field driven by a path of its row, {@code dy/dt = f([y; u(t)], t)}. The state is [y; row]: a
 * solver moves rows about, so each carries its number in a last component that does not change; see
 * {@link #initial}.
 *
 * <p>Gradients reach the path, too: the parameters of this field are the layer's, followed by the
 * values at the knots, row by row, knot by knot, channel by channel.
 *
 * <p>With linear paths the derivative has kinks at the knots, where adaptive solvers take small
 * steps; Hermite paths are smoother to follow.
 *
 * @param layer f, with {@code d + channels} inputs and {@code d} outputs
 * @param parameters its weights
 * @param path the control inputs
 */
public record ControlledField(Layer layer, Parameters parameters, ControlPath path)
    implements ParametricField {
  /** Checks the sizes. */
  public ControlledField {
    if (layer.inputs() != layer.outputs() + path.channels()) {
      throw new IllegalArgumentException(
          String.format(
              "A field from %d inputs to %d outputs with %d control channels; expected %d inputs:"
                  + " the state, then the channels",
              layer.inputs(), layer.outputs(), path.channels(), layer.outputs() + path.channels()));
    }
  }

  @Override
  public int dimension() {
    return layer.outputs() + 1;
  }

  /**
   * Initial states with their row numbers.
   *
   * @param y0 states {@code [rows × d]}, row i with the path of row i
   * @return {@code [rows × (d + 1)]}
   */
  public Matrix initial(Matrix y0) {
    if (y0.columns() != layer.outputs() || y0.rows() > path.rows()) {
      throw new IllegalArgumentException(
          String.format(
              "Initial states %s for a field of %d components with paths of %d rows; expected as"
                  + " many columns and no more rows",
              y0, layer.outputs(), path.rows()));
    }
    Matrix state = new Matrix(y0.rows(), dimension());
    Columns.copy(y0.rows(), y0.columns(), y0, 0, state, 0);
    for (int r = 0; r < y0.rows(); r++) {
      state.set(r, y0.columns(), r);
    }
    return state;
  }

  @Override
  public float[] parameterValues() {
    float[] all = Arrays.copyOf(parameters.values(), parameters.size() + knotValues());
    int at = parameters.size();
    for (float[][] row : path.values()) {
      for (float[] knot : row) {
        System.arraycopy(knot, 0, all, at, knot.length);
        at += knot.length;
      }
    }
    return all;
  }

  private int knotValues() {
    return path.knots() * path.channels();
  }

  @Override
  public ControlledField withParameterValues(float[] values) {
    if (values.length != parameters.size() + knotValues()) {
      throw new IllegalArgumentException(
          String.format(
              "%d values for %d parameters and %d control values; give one for each",
              values.length, parameters.size(), knotValues()));
    }
    float[][][] knots = new float[path.rows()][][];
    int at = parameters.size();
    for (int r = 0; r < knots.length; r++) {
      knots[r] = new float[path.times()[r].length][];
      for (int k = 0; k < knots[r].length; k++) {
        knots[r][k] = Arrays.copyOfRange(values, at, at + path.channels());
        at += path.channels();
      }
    }
    return new ControlledField(
        layer,
        new Parameters(parameters.layout(), Arrays.copyOf(values, parameters.size())),
        new ControlPath(path.times(), knots, path.interpolation()));
  }

  @Override
  public ParametricEvaluator evaluator() {
    LayerEvaluator evaluator = layer.evaluator();
    evaluator.load(parameters);
    return new Evaluator(evaluator);
  }

  private final class Evaluator implements ParametricEvaluator {
    private final LayerEvaluator inner;
    private final int dimension = layer.outputs();
    private final int channels = path.channels();
    private final int[] firstKnot = new int[path.rows()];
    private final float[] knotGradient = new float[knotValues()];
    private final double[] weights = new double[3];
    private Matrix[] inputs = {};
    private Matrix derivative = new Matrix(0, layer.outputs());
    private Matrix inputCotangent = new Matrix(0, layer.inputs());

    Evaluator(LayerEvaluator inner) {
      this.inner = inner;
      for (int r = 1; r < path.rows(); r++) {
        firstKnot[r] = firstKnot[r - 1] + path.times()[r - 1].length;
      }
    }

    private Matrix input(int rows, int tape) {
      boolean grown = rows > derivative.rows();
      if (grown || tape >= inputs.length) {
        int before = grown ? 0 : inputs.length;
        int capacity = Math.max(rows, derivative.rows());
        inputs = Arrays.copyOf(inputs, Math.max(tape + 1, inputs.length));
        for (int i = before; i < inputs.length; i++) {
          inputs[i] = new Matrix(capacity, layer.inputs());
        }
        if (grown) {
          derivative = new Matrix(rows, dimension);
          inputCotangent = new Matrix(rows, layer.inputs());
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

    private int rowOf(Matrix y, int slot) {
      return Math.round(y.data()[slot * y.stride() + dimension]);
    }

    @Override
    public void pullback(
        int rows, int tape, double[] t, Matrix y, Matrix cotangent, Matrix yCotangent) {
      Columns.copy(rows, dimension, cotangent, 0, derivative, 0);
      inner.backward(rows, tape, t, inputs[tape], derivative, inputCotangent);
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
      yCotangent.clearRows(rows);
      Columns.copy(rows, dimension, inputCotangent, 0, yCotangent, 0);
    }

    @Override
    public void drainGradient(float[] gradient) {
      inner.drainGradient(gradient);
      for (int i = 0; i < knotGradient.length; i++) {
        gradient[parameters.size() + i] += knotGradient[i];
      }
      Arrays.fill(knotGradient, 0f);
    }
  }
}
