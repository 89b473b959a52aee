package io.anode4j.examples.nd4j;

import io.anode4j.anode.SameDiffField;
import io.anode4j.gradient.DifferentiableSolver;
import io.anode4j.gradient.Gradients;
import io.anode4j.gradient.OutputLoss;
import io.anode4j.ode.Solver;
import io.anode4j.tensor.Matrix;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A SameDiff graph as the right-hand side: growth that saturates, y′ = r·y·(1 − y), with the rate r
 * as the graph's one trainable variable. The solver of anode4j solves it, and its gradient with
 * respect to r comes through the graph's own.
 */
public final class GraphAsField {
  private GraphAsField() {}

  /**
   * What the lesson computed.
   *
   * @param field the graph as a field, its parameters the graph's variables by name
   * @param gradients of the sum of the squared states
   */
  record Result(SameDiffField field, Gradients gradients) {}

  /** Solves from two starts to t = 2. */
  static Result run(float rate) {
    SameDiff graph = SameDiff.create();
    SDVariable y = graph.placeHolder("y", DataType.FLOAT, -1, 1);
    SDVariable r = graph.var("rate", Nd4j.createFromArray(new float[][] {{rate}}));
    y.mul(y.rsub(1)).mul("dydt", r);
    SameDiffField field = new SameDiffField(graph, "dydt");

    Matrix starts = Matrix.of(new float[][] {{0.1f}, {0.5f}});
    DifferentiableSolver solver = new DifferentiableSolver(Solver.rk4(0.1));
    return new Result(field, solver.solve(field, starts, OutputLoss.sumOfSquares(), 0, 2));
  }
}
