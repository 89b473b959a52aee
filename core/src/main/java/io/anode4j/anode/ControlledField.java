package io.anode4j.anode;

import io.anode4j.nn.Columns;
import io.anode4j.nn.Layer;
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
    ControlledEvaluator evaluator = new ControlledEvaluator(layer, 1);
    evaluator.load(parameters);
    evaluator.follow(path);
    return evaluator.withKnots(parameters.size());
  }
}
