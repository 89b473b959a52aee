package io.anode4j.flow;

import io.anode4j.nn.FieldEvaluations;
import io.anode4j.nn.Initializer;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import io.anode4j.optim.Objective;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A stack of K planar maps {@code z ← z + û·tanh(w·z + b)}, the discrete counterpart of a
 * continuous flow (Rezende and Mohamed, "Variational inference with normalizing flows", ICML 2015,
 * eq. 10 to 12). {@code û = u + (m(w·u) − w·u)·w/‖w‖²} with {@code m(x) = −1 + ln(1 + eˣ)} keeps
 * each map invertible (appendix A.1). An immutable value; all of it is computed in double
 * precision.
 *
 * <p>Trained by {@link #reverseKl}, the stack carries normal points to the target: {@link #sample}.
 * Trained by {@link #likelihood}, it carries data to the normal density: {@link #logDensity}, as
 * Chen et al. trained it beside their continuous flow. A stack serves one of the two directions
 * cheaply; the other needs {@link #inverse}.
 *
 * @param u place of u, {@code [K × dimension]}
 * @param w place of w, {@code [K × dimension]}
 * @param b place of b, {@code [1 × K]}
 * @param parameters the weights
 */
public record PlanarFlow(ParameterSlot u, ParameterSlot w, ParameterSlot b, Parameters parameters) {
  private static final String CALL = "The flow's evaluation";

  /** Checks that the weights are the maps'. */
  public PlanarFlow {
    parameters.layout().require(u);
    parameters.layout().require(w);
    parameters.layout().require(b);
  }

  /**
   * A stack with first weights, uniform on ±0.1 so that it starts near the identity.
   *
   * @param dimension components of a point
   * @param depth number K of maps
   * @param seed of the first weights
   * @return the flow
   */
  public static PlanarFlow create(int dimension, int depth, long seed) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    ParameterSlot u = layout.add("planar.u", depth, dimension);
    ParameterSlot w = layout.add("planar.w", depth, dimension);
    ParameterSlot b = layout.add("planar.b", 1, depth);
    Parameters parameters = new Parameters(layout.build());
    RandomGenerator random = new SplittableRandom(seed);
    Initializer small = Initializer.fanInUniform(100);
    small.initialize(parameters, u, random);
    small.initialize(parameters, w, random);
    small.initialize(parameters, b, random);
    return new PlanarFlow(u, w, b, parameters);
  }

  /** The same flow with other weights. */
  public PlanarFlow with(Parameters weights) {
    return new PlanarFlow(u, w, b, weights);
  }

  /** Components of a point. */
  public int dimension() {
    return u.columns();
  }

  /** Number of maps. */
  public int depth() {
    return u.rows();
  }

  NormalBase base() {
    return new NormalBase(dimension(), 1);
  }

  /**
   * Carries points through the stack.
   *
   * @param z points {@code [rows × dimension]}
   * @return where they arrive; their log densities there, if they were drawn from the standard
   *     normal
   */
  public FlowPoints forward(Matrix z) {
    PlanarStack stack = new PlanarStack(this);
    stack.load(parameters);
    Matrix y = new Matrix(z.rows(), dimension());
    double[] density = new double[z.rows()];
    double[] point = new double[dimension()];
    for (int r = 0; r < z.rows(); r++) {
      Cancellation.check(CALL);
      density[r] = base().logDensity(z, r) - stack.forward(read(z, r, point));
      write(stack.end(), y, r);
    }
    return new FlowPoints(y, density, FieldEvaluations.NONE);
  }

  /**
   * Carries points back through the stack, each map inverted by bisection to double precision.
   *
   * @param y points {@code [rows × dimension]}
   * @return where they come from {@code [rows × dimension]}
   */
  public Matrix inverse(Matrix y) {
    PlanarStack stack = new PlanarStack(this);
    stack.load(parameters);
    Matrix z = new Matrix(y.rows(), dimension());
    double[] point = new double[dimension()];
    for (int r = 0; r < y.rows(); r++) {
      Cancellation.check(CALL);
      read(y, r, point);
      stack.inverse(point);
      write(point, z, r);
    }
    return z;
  }

  /**
   * Log densities of data under a stack that carries data to the standard normal density.
   *
   * @param x points {@code [rows × dimension]}
   * @return one value a row, in nats
   */
  public double[] logDensity(Matrix x) {
    PlanarStack stack = new PlanarStack(this);
    stack.load(parameters);
    double[] density = new double[x.rows()];
    double[] point = new double[dimension()];
    Matrix one = new Matrix(1, dimension());
    for (int r = 0; r < density.length; r++) {
      Cancellation.check(CALL);
      double logDeterminant = stack.forward(read(x, r, point));
      write(stack.end(), one, 0);
      density[r] = base().logDensity(one, 0) + logDeterminant;
    }
    return density;
  }

  /**
   * Draws points by carrying normal ones through the stack.
   *
   * @param count how many
   * @param seed of the draws
   * @return points and their log densities
   */
  public FlowPoints sample(int count, long seed) {
    Matrix z = new Matrix(count, dimension());
    base().draw(count, new SplittableRandom(seed), z);
    return forward(z);
  }

  /**
   * The negative log likelihood of data, in nats a sample.
   *
   * @param data {@code [samples × dimension]}
   * @return an objective for a {@code Trainer}
   */
  public Objective likelihood(Matrix data) {
    return new PlanarObjective(this, data, null, data.rows(), Annealing.none());
  }

  /**
   * The reverse Kullback–Leibler divergence to a density known by its energy, without its constant.
   *
   * @param target energy
   * @param samples samples an epoch, and in an evaluation
   * @return an objective for a {@code Trainer}
   */
  public Objective reverseKl(Energy target, int samples) {
    return reverseKl(target, samples, Annealing.none());
  }

  /**
   * The reverse divergence, whose energy is turned on in the course of training: for targets of
   * several modes. Its evaluation is of the whole energy.
   *
   * @param target energy
   * @param samples samples an epoch, and in an evaluation
   * @param annealing weight of the energy by training step, which the objective counts
   * @return an objective for one run of a {@code Trainer}
   */
  public Objective reverseKl(Energy target, int samples, Annealing annealing) {
    return new PlanarObjective(this, null, target, samples, annealing);
  }

  static double[] read(Matrix from, int row, double[] to) {
    for (int j = 0; j < to.length; j++) {
      to[j] = from.get(row, j);
    }
    return to;
  }

  private static void write(double[] from, Matrix to, int row) {
    for (int j = 0; j < from.length; j++) {
      to.set(row, j, (float) from[j]);
    }
  }
}
