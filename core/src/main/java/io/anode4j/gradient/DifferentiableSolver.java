package io.anode4j.gradient;

import io.anode4j.ode.FieldEvaluator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.ParametricField;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solution;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A solver and the way to differentiate through it: an immutable value, shared freely between
 * threads.
 *
 * @param solver method, tolerances and limits of the forward solve
 * @param strategy how the gradient is found
 * @param times whether gradients of start and output times are found, an evaluation of the field
 *     each; they are empty otherwise
 */
public record DifferentiableSolver(Solver solver, GradientStrategy strategy, boolean times) {

  /**
   * Checks that the strategy can differentiate such a solve.
   *
   * @throws IllegalArgumentException when it cannot: {@link GradientStrategy.Discrete} takes every
   *     solver, and {@link GradientStrategy} says which ones the others take
   */
  public DifferentiableSolver {
    strategy.check(solver);
  }

  /** With gradients of times. */
  public DifferentiableSolver(Solver solver, GradientStrategy strategy) {
    this(solver, strategy, true);
  }

  /** With the default strategy, {@link GradientStrategy.Discrete}, and gradients of times. */
  public DifferentiableSolver(Solver solver) {
    this(solver, GradientStrategy.discrete());
  }

  /** The same without gradients of times: where there are many outputs, they cost time. */
  public DifferentiableSolver withoutTimes() {
    return new DifferentiableSolver(solver, strategy, false);
  }

  /**
   * Solves one batch over the same times and differentiates a loss of the outputs.
   *
   * @param field right-hand side; its parameters' gradient is found if it is a {@link
   *     ParametricField}
   * @param y0 initial states {@code [rows × dimension]} at {@code times[0]}
   * @param loss function of the states at all times, the start included
   * @param outputs at least one time, increasing or decreasing; the first is the start
   */
  public Gradients solve(VectorField field, Matrix y0, OutputLoss loss, double... outputs) {
    double[] t0 = new double[y0.rows()];
    Arrays.fill(t0, outputs[0]);
    return solve(field, t0, y0, OutputTimes.same(y0.rows(), outputs), loss);
  }

  /**
   * Solves one batch, each row over its own times, and differentiates a loss of the outputs with
   * respect to initial states, parameters, start times and output times.
   *
   * <p>The gradient of a start time takes output times as fixed. An output at the start time itself
   * counts in both: add the two where such an output moves with the start.
   *
   * @param field right-hand side
   * @param t0 start time of each row
   * @param y0 initial states {@code [rows × dimension]}
   * @param outputs output times of each row
   * @param loss function of the outputs
   */
  public Gradients solve(
      VectorField field, double[] t0, Matrix y0, OutputTimes outputs, OutputLoss loss) {
    CountingEvaluator evaluator = new CountingEvaluator(field.evaluator());
    GradientPass pass = pass(field.dimension(), evaluator);
    Solution solution = pass.solve(t0, y0, outputs);
    Matrix cotangents = new Matrix(outputs.total(), field.dimension());
    double value = loss.evaluate(solution, cotangents);
    Matrix initial = new Matrix(outputs.rows(), field.dimension());
    float[] parameters = new float[parameterCount(field)];
    long forward = evaluator.evaluations();
    pass.pullback(cotangents, initial, parameters);
    GradientStatistics statistics =
        new GradientStatistics(
            forward,
            evaluator.evaluations() - forward,
            evaluator.pullbacks(),
            solution.statistics().accepted(),
            solution.statistics().rejected(),
            pass.backwardSteps(),
            pass.bytesHeld());
    TimeGradient time = new TimeGradient(evaluator);
    return new Gradients(
        solution,
        value,
        initial,
        parameters,
        times ? time.ofStarts(t0, y0, initial) : new double[0],
        times ? time.ofOutputs(outputs, solution.values(), cotangents) : new double[0],
        backward(pass, outputs.rows()),
        statistics);
  }

  /**
   * A thread's solves with an evaluator of its own, for repeated use.
   *
   * @param dimension state components of a row
   * @param field the thread's evaluator
   * @return solves and their ways back
   */
  public RecordedSolve recorder(int dimension, FieldEvaluator field) {
    CountingEvaluator counting = new CountingEvaluator(field);
    return new RecordedSolve(pass(dimension, counting), counting);
  }

  private static int parameterCount(VectorField field) {
    return field instanceof ParametricField parametric ? parametric.parameterValues().length : 0;
  }

  private static List<RowStatus> backward(GradientPass pass, int rows) {
    return IntStream.range(0, rows).mapToObj(pass::backward).toList();
  }

  private GradientPass pass(int dimension, CountingEvaluator field) {
    if (strategy instanceof GradientStrategy.Checkpointed checkpointed) {
      return new CheckpointedPass(solver, checkpointed.checkpoints(), dimension, field);
    }
    if (strategy instanceof GradientStrategy.ContinuousAdjoint adjoint) {
      return new AdjointPass(solver, adjoint, dimension, field);
    }
    if (strategy instanceof GradientStrategy.Reversible reversible) {
      return new ReversiblePass(solver, reversible.coupling(), dimension, field);
    }
    return new DiscretePass(solver, dimension, field);
  }
}
