package io.anode4j.flow;

import io.anode4j.nn.FieldEvaluations;
import io.anode4j.nn.InvertibleResidual;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.optim.Objective;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A normalizing flow of invertible residual blocks, which carry data to the standard normal density
 * (Behrmann, Grathwohl, Chen, Duvenaud and Jacobsen, "Invertible residual networks", ICML 2019,
 * section 3). It is trained with determinants by a {@link PowerSeries}; densities here are of exact
 * determinants, from one directional derivative a component, for few dimensions. Sampling inverts
 * the blocks by their fixed points. An immutable value.
 *
 * @param blocks blocks in the order in which data pass them, at least one, of one size
 * @param parameters their weights
 */
public record ResidualFlow(List<InvertibleResidual> blocks, Parameters parameters) {
  private static final String CALL = "The flow's evaluation";

  /** Inverses are found to a share of this of the first step: what float32 resolves. */
  private static final double INVERSE = 1e-7;

  /** Checks that the sizes chain and that the weights are the blocks'. */
  public ResidualFlow {
    blocks = List.copyOf(blocks);
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("A flow of no blocks; expected at least one");
    }
    for (InvertibleResidual block : blocks) {
      if (block.inputs() != blocks.get(0).inputs()) {
        throw new IllegalArgumentException(
            "A flow of blocks of "
                + blocks.get(0).inputs()
                + " and "
                + block.inputs()
                + " components; expected one size");
      }
      block.evaluator().load(parameters);
    }
  }

  /** The same flow with other weights. */
  public ResidualFlow with(Parameters weights) {
    return new ResidualFlow(blocks, weights);
  }

  /** Components of a point. */
  public int dimension() {
    return blocks.get(0).inputs();
  }

  NormalBase base() {
    return new NormalBase(dimension(), 1);
  }

  /**
   * Carries data to the normal density, with exact determinants.
   *
   * @param x points {@code [rows × dimension]}
   * @return where they arrive, and their log densities
   * @throws IllegalArgumentException when the points have another number of columns
   */
  public FlowPoints toBase(Matrix x) {
    requireColumns(x);
    Matrix at = copy(x);
    double[] density = new double[x.rows()];
    for (InvertibleResidual block : blocks) {
      Cancellation.check(CALL);
      at = move(block, at, density);
    }
    for (int r = 0; r < density.length; r++) {
      density[r] += base().logDensity(at, r);
    }
    return new FlowPoints(at, density, FieldEvaluations.NONE);
  }

  /** Moves points through a block and adds its log determinants. */
  private Matrix move(InvertibleResidual block, Matrix x, double[] logDeterminant) {
    int d = dimension();
    int rows = x.rows();
    LayerEvaluator map = block.inner().evaluator();
    map.load(parameters);
    Matrix axes = new Matrix(d * rows, d);
    for (int i = 0; i < d * rows; i++) {
      axes.set(i, i / rows, 1);
    }
    Matrix y = new Matrix(rows, d);
    Matrix slopes = new Matrix(d * rows, d);
    map.forwardTangent(rows, d, 0, new double[rows], x, axes, y, slopes);
    for (int r = 0; r < rows; r++) {
      double[][] jacobian = new double[d][d];
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          jacobian[i][j] = (i == j ? 1 : 0) + slopes.get(j * rows + r, i);
        }
        y.set(r, i, y.get(r, i) + x.get(r, i));
      }
      logDeterminant[r] += SmallDeterminant.logarithm(jacobian);
    }
    return y;
  }

  /**
   * Log determinants of the whole flow by the power series.
   *
   * @param x points {@code [rows × dimension]}
   * @param series terms and trace
   * @param seed of the signs of Hutchinson's trace
   * @return one value a row, in nats
   * @throws IllegalArgumentException when the points have another number of columns
   */
  public double[] logDeterminant(Matrix x, PowerSeries series, long seed) {
    requireColumns(x);
    Matrix at = copy(x);
    double[] sum = new double[x.rows()];
    SplittableRandom random = new SplittableRandom(seed);
    for (InvertibleResidual block : blocks) {
      Cancellation.check(CALL);
      BlockDeterminant workspace = new BlockDeterminant(block, series);
      workspace.load(parameters);
      workspace.forward(x.rows(), at, at, random, sum);
    }
    return sum;
  }

  /**
   * Log densities of data, in nats.
   *
   * @param x points {@code [rows × dimension]}
   * @return one value a row
   */
  public double[] logDensity(Matrix x) {
    return toBase(x).logDensity();
  }

  /**
   * Carries points of the normal density to the data, by the blocks' fixed points.
   *
   * @param z points {@code [rows × dimension]} on the normal density's side
   * @return where they come from
   * @throws IllegalArgumentException when the points have another number of columns
   */
  public Matrix inverse(Matrix z) {
    requireColumns(z);
    Matrix x = z;
    for (int i = blocks.size() - 1; i >= 0; i--) {
      InvertibleResidual block = blocks.get(i);
      x = block.inverse(parameters, x, block.iterationsTo(INVERSE));
    }
    return x;
  }

  /**
   * Draws points.
   *
   * @param count how many
   * @param seed of the draws
   * @return points on the data's side {@code [count × dimension]}
   */
  public Matrix sample(int count, long seed) {
    Matrix z = new Matrix(count, dimension());
    base().draw(count, new SplittableRandom(seed), z);
    return inverse(z);
  }

  /**
   * The negative log likelihood of data, in nats a sample, with determinants by a power series.
   *
   * @param data {@code [samples × dimension]}
   * @param series terms and trace
   * @return an objective for a {@code Trainer}
   * @throws IllegalArgumentException when the data have another number of columns or no row
   */
  public Objective likelihood(Matrix data, PowerSeries series) {
    requireColumns(data);
    return new ResidualObjective(this, data, series);
  }

  private void requireColumns(Matrix x) {
    if (x.columns() != dimension() || x.rows() == 0) {
      throw new IllegalArgumentException(
          String.format(
              "Points %s for a flow of %d dimensions; expected as many columns and at least one row",
              x, dimension()));
    }
  }

  private static Matrix copy(Matrix x) {
    Matrix same = new Matrix(x.rows(), x.columns());
    for (int r = 0; r < x.rows(); r++) {
      same.copyRow(r, x, r);
    }
    return same;
  }
}
