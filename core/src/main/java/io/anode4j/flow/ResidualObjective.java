package io.anode4j.flow;

import io.anode4j.nn.Parameters;
import io.anode4j.optim.Objective;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** −ln p(x) = −ln N(z) − Σ ln det of the blocks on the way from x to z. */
final class ResidualObjective implements Objective {
  private static final String CALL = "The flow's evaluation";
  private static final int BLOCK = 512;

  private final List<BlockDeterminant> blocks;
  private final NormalBase base;
  private final Matrix data;
  private final int dimension;
  private Matrix state;
  private double[] logDeterminant = {};

  ResidualObjective(ResidualFlow flow, Matrix data, PowerSeries series) {
    blocks = flow.blocks().stream().map(b -> new BlockDeterminant(b, series)).toList();
    base = flow.base();
    dimension = flow.dimension();
    this.data = data;
    state = new Matrix(0, dimension);
  }

  @Override
  public int samples() {
    return data.rows();
  }

  @Override
  public void load(Parameters parameters) {
    blocks.forEach(block -> block.load(parameters));
  }

  @Override
  public double accumulate(int[] batch, RandomGenerator random, float[] gradient) {
    Cancellation.check(CALL);
    int rows = batch.length;
    double loss = forward(batch, random) / rows;
    if (Double.isFinite(loss)) {
      for (int r = 0; r < rows; r++) {
        for (int j = 0; j < dimension; j++) {
          state.set(r, j, state.get(r, j) / rows);
        }
      }
      for (int i = blocks.size() - 1; i >= 0; i--) {
        blocks.get(i).backward(rows, state, -1.0 / rows);
        blocks.get(i).drainGradient(gradient);
      }
    }
    return loss;
  }

  /** The summed loss; the end points stay in the state. */
  private double forward(int[] batch, RandomGenerator random) {
    int rows = batch.length;
    if (state.rows() < rows) {
      state = new Matrix(rows, dimension);
      logDeterminant = new double[rows];
    }
    for (int r = 0; r < rows; r++) {
      state.copyRow(r, data, batch[r]);
    }
    Arrays.fill(logDeterminant, 0, rows, 0);
    for (BlockDeterminant block : blocks) {
      block.forward(rows, state, state, random, logDeterminant);
    }
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      sum -= base.logDensity(state, r) + logDeterminant[r];
    }
    return sum;
  }

  @Override
  public double evaluate() {
    double sum = 0;
    RandomGenerator random = new SplittableRandom(0);
    for (int from = 0; from < data.rows(); from += BLOCK) {
      Cancellation.check(CALL);
      int[] batch = new int[Math.min(BLOCK, data.rows() - from)];
      int first = from;
      Arrays.setAll(batch, i -> first + i);
      sum += forward(batch, random);
    }
    return sum / data.rows();
  }
}
