package io.anode4j.flow;

import io.anode4j.anode.Regularization;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** −ln p(x) = −ln N(z) + ℓ, with z and ℓ at the end of the solve from the data. */
final class LikelihoodObjective extends FlowObjective {
  private final Matrix data;

  LikelihoodObjective(ContinuousFlow flow, Matrix data, Trace trace, Regularization added) {
    super(flow, trace, false, added);
    if (data.columns() != dimension || data.rows() == 0) {
      throw new IllegalArgumentException(
          String.format(
              "Data %s for a flow of %d dimensions; expected as many columns and at least one row",
              data, dimension));
    }
    this.data = data;
  }

  @Override
  public int samples() {
    return data.rows();
  }

  @Override
  void start(int rows, int[] batch, RandomGenerator random, Matrix to) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(
          data.data(), batch[r] * data.stride(), to.data(), r * to.stride(), dimension);
    }
  }

  @Override
  double loss(int rows, Matrix start, Matrix end, Matrix cotangent) {
    double sum = 0;
    double share = 1 / (flow.deviation() * flow.deviation() * rows);
    for (int r = 0; r < rows; r++) {
      sum += end.get(r, dimension) - base.logDensity(end, r);
      for (int j = 0; j < dimension; j++) {
        cotangent.set(r, j, (float) (end.get(r, j) * share));
      }
      cotangent.set(r, dimension, 1f / rows);
    }
    return sum / rows;
  }

  @Override
  RandomGenerator evaluationRandom() {
    return new SplittableRandom(0);
  }
}
