package io.anode4j.anode;

import io.anode4j.nn.Columns;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;
import java.util.random.RandomGenerator;

/**
 * Keeps the first components of a state: the position of a second-order system, the features of an
 * augmented one.
 *
 * @param inputs components before
 * @param outputs components kept
 */
public record FirstColumns(int inputs, int outputs) implements Layer {
  /** Checks the sizes. */
  public FirstColumns {
    if (outputs < 1 || outputs > inputs) {
      throw new IllegalArgumentException(
          "Keeping " + outputs + " of " + inputs + " components; expected at least one of them");
    }
  }

  @Override
  public LayerEvaluator evaluator() {
    return new Evaluator();
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {}

  private final class Evaluator implements LayerEvaluator {
    @Override
    public void load(Parameters parameters) {}

    @Override
    public void reserve(int rows, int tapes) {}

    @Override
    public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
      Columns.copy(rows, outputs, x, 0, y, 0);
    }

    @Override
    public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
      dx.clearRows(rows);
      Columns.copy(rows, outputs, dy, 0, dx, 0);
    }

    @Override
    public void drainGradient(float[] gradient) {}

    @Override
    public void forwardTangent(
        int rows, int directions, int tape, double[] t, Matrix x, Matrix u, Matrix y, Matrix v) {
      forward(rows, tape, t, x, y);
      Columns.copy(directions * rows, outputs, u, 0, v, 0);
    }

    @Override
    public void backwardTangent(
        int rows,
        int directions,
        int tape,
        double[] t,
        Matrix x,
        Matrix u,
        Matrix dy,
        Matrix dv,
        Matrix dx,
        Matrix du) {
      backward(rows, tape, t, x, dy, dx);
      du.clearRows(directions * rows);
      Columns.copy(directions * rows, outputs, dv, 0, du, 0);
    }
  }
}
