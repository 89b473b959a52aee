package io.anode4j.flow;

import io.anode4j.anode.Regularization;
import io.anode4j.nn.FieldEvaluations;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.optim.Objective;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import java.util.random.RandomGenerator;

/** What both ways of training a continuous flow share: a solve of [z; ℓ] and its gradient. */
abstract class FlowObjective implements Objective {
  private static final String CALL = "The flow's evaluation";

  final ContinuousFlow flow;
  final NormalBase base;
  final int dimension;
  private final LayerEvaluator training;
  private final LayerEvaluator exact;
  private final int trainingColumns;
  private final boolean estimates;
  private final Regularization added;

  /** +1 where the solve runs forwards, so that the integrals of energies count positive. */
  private final int sign;

  private Matrix state;
  private Matrix out;
  private Matrix outCotangent;
  private Matrix stateCotangent;
  private double[] time = {};

  FlowObjective(ContinuousFlow flow, Trace trace, boolean toData, Regularization added) {
    this.flow = flow;
    base = flow.base();
    dimension = flow.dimension();
    this.added = added;
    estimates = trace == Trace.HUTCHINSON;
    sign = toData ? 1 : -1;
    training = flow.block(trace, toData, added).evaluator();
    exact = flow.block(Trace.EXACT, toData).evaluator();
    trainingColumns = flow.block(trace, toData, added).inputs();
    state = new Matrix(0, trainingColumns);
    out = state;
    outCotangent = state;
    stateCotangent = state;
  }

  private void reserve(int rows, int columns) {
    if (rows > time.length || columns != state.columns()) {
      state = new Matrix(rows, columns);
      out = new Matrix(rows, columns);
      outCotangent = new Matrix(rows, columns);
      stateCotangent = new Matrix(rows, columns);
      time = new double[rows];
    }
  }

  /** Writes start points into the first columns of a state. */
  abstract void start(int rows, int[] batch, RandomGenerator random, Matrix to);

  /** The mean loss; writes the gradient with respect to end points and ℓ where asked. */
  abstract double loss(int rows, Matrix start, Matrix end, Matrix cotangent);

  /** A source of randomness for evaluations, the same for each. */
  abstract RandomGenerator evaluationRandom();

  @Override
  public void load(Parameters parameters) {
    training.load(parameters);
    exact.load(parameters);
  }

  @Override
  public double accumulate(int[] batch, RandomGenerator random, float[] gradient) {
    int rows = batch.length;
    reserve(rows, trainingColumns);
    training.resample(random);
    prepare(rows, batch, random, estimates);
    training.forward(rows, 0, time, state, out);
    outCotangent.clearRows(rows);
    double loss = loss(rows, state, out, outCotangent) + penalty(rows);
    if (Double.isFinite(loss)) {
      try {
        training.backward(rows, 0, time, state, outCotangent, stateCotangent);
      } catch (RuntimeException e) {
        // A part of a gradient must not wait for the next batch.
        training.drainGradient(new float[gradient.length]);
        throw e;
      }
      training.drainGradient(gradient);
    }
    return loss;
  }

  /** The weighted energies, averaged over rows, with their gradient. */
  private double penalty(int rows) {
    if (added.kinetic() == 0 && added.jacobian() == 0) {
      return 0;
    }
    int energy = trainingColumns - 2;
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      sum += added.kinetic() * out.get(r, energy) + added.jacobian() * out.get(r, energy + 1);
      outCotangent.set(r, energy, (float) (sign * added.kinetic() / rows));
      outCotangent.set(r, energy + 1, (float) (sign * added.jacobian() / rows));
    }
    return sign * sum / rows;
  }

  private void prepare(int rows, int[] batch, RandomGenerator random, boolean numbered) {
    state.clearRows(rows);
    start(rows, batch, random, state);
    for (int r = 0; numbered && r < rows; r++) {
      state.set(r, dimension + 1, r);
    }
  }

  @Override
  public double evaluate() {
    double sum = 0;
    RandomGenerator random = evaluationRandom();
    int block = flow.blockRows();
    for (int from = 0; from < samples(); from += block) {
      Cancellation.check(CALL);
      int rows = Math.min(block, samples() - from);
      int[] batch = new int[rows];
      for (int i = 0; i < rows; i++) {
        batch[i] = from + i;
      }
      reserve(rows, dimension + 1);
      prepare(rows, batch, random, false);
      exact.forward(rows, 0, time, state, out);
      sum += rows * loss(rows, state, out, outCotangent);
    }
    return sum / samples();
  }

  @Override
  public FieldEvaluations takeEvaluations() {
    exact.takeEvaluations();
    return training.takeEvaluations();
  }
}
