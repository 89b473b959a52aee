package io.anode4j.anode;

import io.anode4j.nn.Columns;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.LinearEvaluator;
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

  private final class Evaluator implements LinearEvaluator {
    @Override
    public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
      Columns.copy(rows, outputs, x, 0, y, 0);
    }

    @Override
    public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
      dx.clearRows(rows);
      Columns.copy(rows, outputs, dy, 0, dx, 0);
    }
  }
}
