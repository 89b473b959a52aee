package io.anode4j.flow;

import io.anode4j.anode.NeuralOde;
import io.anode4j.anode.Regularization;
import io.anode4j.gradient.GradientStrategy;
import io.anode4j.nn.Columns;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.nn.RowBlocks;
import io.anode4j.ode.Solver;
import io.anode4j.optim.Objective;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;

/**
 * A continuous normalizing flow (Chen et al., NeurIPS 2018, section 4; FFJORD: Grathwohl et al.,
 * ICLR 2019): points of a normal density at time 0 are carried by {@code dz/dt = f(z, t)} to the
 * data's density at time 1. An immutable value, shared freely between threads.
 *
 * <p>Both directions cost one solve, of blocks of rows, so memory grows with the points alone; an
 * interrupt of the thread ends them with a {@link java.util.concurrent.CancellationException}.
 * Densities use the exact trace. Going there and back returns to the start as closely as the
 * tolerance asks, not exactly.
 *
 * @param field f, with as many outputs as inputs and with directional derivatives
 * @param parameters its weights
 * @param solver method and tolerances; 10⁻⁵ is what the flows' authors use
 * @param deviation standard deviation of the normal density
 * @param gradient how gradients are found in training; the solver must be one it takes
 */
public record ContinuousFlow(
    Layer field,
    Parameters parameters,
    Solver solver,
    double deviation,
    GradientStrategy gradient) {
  /** Checks the base density and that the weights are the field's. */
  public ContinuousFlow {
    new NormalBase(field.inputs(), deviation);
    new LogDensityDynamics(field, Trace.EXACT);
    gradient.check(solver);
    field.evaluator().load(parameters);
  }

  /** A flow with the gradient of the discrete solve. */
  public ContinuousFlow(Layer field, Parameters parameters, Solver solver, double deviation) {
    this(field, parameters, solver, deviation, GradientStrategy.discrete());
  }

  /**
   * A flow from the standard normal density.
   *
   * @param field f
   * @param parameters its weights
   * @param solver method and tolerances
   * @return the flow
   */
  public static ContinuousFlow of(Layer field, Parameters parameters, Solver solver) {
    return new ContinuousFlow(field, parameters, solver, 1);
  }

  /** The same flow with other weights. */
  public ContinuousFlow with(Parameters weights) {
    return new ContinuousFlow(field, weights, solver, deviation, gradient);
  }

  /** The same flow with gradients found in another way. */
  public ContinuousFlow differentiatedBy(GradientStrategy strategy) {
    return new ContinuousFlow(field, parameters, solver, deviation, strategy);
  }

  /** Components of a point. */
  public int dimension() {
    return field.inputs();
  }

  /** Rows solved at once without a gradient: an exact trace has a direction a component. */
  int blockRows() {
    return RowBlocks.rows(dimension() * (dimension() + 1));
  }

  NormalBase base() {
    return new NormalBase(dimension(), deviation);
  }

  NeuralOde block(Trace trace, boolean toData) {
    return block(trace, toData, Regularization.none());
  }

  /** The solve of a training step; its energies are in the state, for the objective to weigh. */
  NeuralOde block(Trace trace, boolean toData, Regularization added) {
    boolean energies = added.kinetic() > 0 || added.jacobian() > 0;
    Regularization endTime = Regularization.none().withEndTimeSpread(added.endTimeSpread());
    NeuralOde ode = NeuralOde.of(new LogDensityDynamics(field, trace, energies), solver);
    return (toData ? ode : ode.over(1, 0)).with(endTime).differentiatedBy(gradient);
  }

  /**
   * Carries data to the normal density.
   *
   * @param x points {@code [rows × dimension]} on the data's side
   * @return where they come from, and their log densities
   */
  public FlowPoints toBase(Matrix x) {
    Carried carried = carry(x, false);
    NormalBase base = base();
    double[] density = new double[x.rows()];
    for (int r = 0; r < density.length; r++) {
      density[r] = base.logDensity(carried.points, r) - carried.integral(r);
    }
    return new FlowPoints(carried.points, density, carried.evaluator.takeEvaluations());
  }

  /**
   * Carries points of the normal density to the data.
   *
   * @param z points {@code [rows × dimension]} on the normal density's side
   * @return where they go, and their log densities there
   */
  public FlowPoints toData(Matrix z) {
    Carried carried = carry(z, true);
    NormalBase base = base();
    double[] density = new double[z.rows()];
    for (int r = 0; r < density.length; r++) {
      density[r] = base.logDensity(z, r) + carried.integral(r);
    }
    return new FlowPoints(carried.points, density, carried.evaluator.takeEvaluations());
  }

  /**
   * Log densities of data, in nats.
   *
   * @param x points {@code [rows × dimension]}
   * @return one value a row; NaN where the solve failed
   */
  public double[] logDensity(Matrix x) {
    return toBase(x).logDensity();
  }

  /**
   * Draws points.
   *
   * @param count how many
   * @param seed of the draws
   * @return points on the data's side, with their log densities
   */
  public FlowPoints sample(int count, long seed) {
    Matrix z = new Matrix(count, dimension());
    base().draw(count, new SplittableRandom(seed), z);
    return toData(z);
  }

  /** End points and, behind them, the integral of −tr over the way. */
  private record Carried(Matrix points, Matrix state, LayerEvaluator evaluator) {
    double integral(int row) {
      return state.get(row, points.columns());
    }
  }

  private Carried carry(Matrix from, boolean toData) {
    int d = dimension();
    if (from.columns() != d) {
      throw new IllegalArgumentException(
          String.format(
              "Points %s for a flow of %d dimensions; expected as many columns", from, d));
    }
    int rows = from.rows();
    LayerEvaluator evaluator = block(Trace.EXACT, toData).evaluator();
    evaluator.load(parameters);
    Matrix state = new Matrix(rows, d + 1);
    Columns.copy(rows, d, from, 0, state, 0);
    Matrix out = new Matrix(rows, d + 1);
    RowBlocks.forward(blockRows(), evaluator, state, out, "The flow's solve");
    Matrix points = new Matrix(rows, d);
    Columns.copy(rows, d, out, 0, points, 0);
    return new Carried(points, out, evaluator);
  }

  /**
   * The negative log likelihood of data, in nats a sample.
   *
   * @param data {@code [samples × dimension]}
   * @param trace trace in training; evaluation is exact
   * @return an objective for a {@code Trainer}
   */
  public Objective likelihood(Matrix data, Trace trace) {
    return likelihood(data, trace, Regularization.none());
  }

  /**
   * The negative log likelihood of data with what keeps the flow easy to solve, in training only
   * (RNODE: Finlay et al., ICML 2020; STEER: Ghosh et al., NeurIPS 2020). The weights are for
   * energies of the whole point, not for each of its components.
   *
   * @param data {@code [samples × dimension]}
   * @param trace trace in training; evaluation is exact and without penalties
   * @param added kinetic energy, Jacobian norm, random end time
   * @return an objective for a {@code Trainer}
   */
  public Objective likelihood(Matrix data, Trace trace, Regularization added) {
    return new LikelihoodObjective(this, data, trace, added);
  }

  /**
   * The reverse Kullback–Leibler divergence to a density known by its energy, without its constant:
   * E[ln q(x) + U(x)] over fresh samples of the flow.
   *
   * @param target energy
   * @param samples samples an epoch, and in an evaluation
   * @param trace trace in training; evaluation is exact
   * @return an objective for a {@code Trainer}
   */
  public Objective reverseKl(Energy target, int samples, Trace trace) {
    return reverseKl(target, samples, trace, Regularization.none());
  }

  /**
   * The reverse divergence with what keeps the flow easy to solve, in training only; the parameters
   * are those of {@link #reverseKl(Energy, int, Trace)} and {@link #likelihood(Matrix, Trace,
   * Regularization)}.
   */
  public Objective reverseKl(Energy target, int samples, Trace trace, Regularization added) {
    return new ReverseKlObjective(this, target, samples, trace, added, Annealing.none());
  }

  /**
   * The reverse divergence, whose energy is turned on in the course of training: for targets of
   * several modes. Its evaluation is of the whole energy.
   *
   * @param target energy
   * @param samples samples an epoch, and in an evaluation
   * @param trace trace in training; evaluation is exact
   * @param annealing weight of the energy by training step, which the objective counts
   * @return an objective for one run of a {@code Trainer}
   */
  public Objective reverseKl(Energy target, int samples, Trace trace, Annealing annealing) {
    return new ReverseKlObjective(this, target, samples, trace, Regularization.none(), annealing);
  }
}
