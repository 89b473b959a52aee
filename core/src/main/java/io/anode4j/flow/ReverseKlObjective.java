package io.anode4j.flow;

import io.anode4j.anode.Regularization;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** ln q(x) + U(x) = ln N(z) + ℓ + U(x), with x and ℓ at the end of the solve from z. */
final class ReverseKlObjective extends FlowObjective {
  private final AnnealedEnergy target;
  private final int samples;
  private final double[] point;
  private final double[] slope;

  ReverseKlObjective(
      ContinuousFlow flow,
      Energy target,
      int samples,
      Trace trace,
      Regularization added,
      Annealing annealing) {
    super(flow, trace, true, added);
    if (samples < 1) {
      throw new IllegalArgumentException(samples + " samples an epoch; expected at least 1");
    }
    this.target = new AnnealedEnergy(target, annealing);
    this.samples = samples;
    point = new double[dimension];
    slope = new double[dimension];
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public double accumulate(int[] batch, RandomGenerator random, float[] gradient) {
    target.step();
    return super.accumulate(batch, random, gradient);
  }

  @Override
  public double evaluate() {
    target.whole();
    return super.evaluate();
  }

  @Override
  void start(int rows, int[] batch, RandomGenerator random, Matrix to) {
    base.draw(rows, random, to);
  }

  @Override
  double loss(int rows, Matrix start, Matrix end, Matrix cotangent) {
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < dimension; j++) {
        point[j] = end.get(r, j);
      }
      sum += base.logDensity(start, r) + end.get(r, dimension) + target.at(point);
      target.gradient(point, slope);
      for (int j = 0; j < dimension; j++) {
        cotangent.set(r, j, (float) (slope[j] / rows));
      }
      cotangent.set(r, dimension, 1f / rows);
    }
    return sum / rows;
  }

  @Override
  RandomGenerator evaluationRandom() {
    return new SplittableRandom(1);
  }
}
