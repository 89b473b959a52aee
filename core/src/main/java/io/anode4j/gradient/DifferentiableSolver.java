package io.anode4j.gradient;

import io.anode4j.ode.DoubleSolution;
import io.anode4j.ode.FieldEvaluator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.ParametricField;
import io.anode4j.ode.Solution;
import io.anode4j.ode.Solver;
import io.anode4j.ode.SwitchingSolver;
import io.anode4j.ode.VectorField;
import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.Rows;

/**
 * A solver and the way to differentiate through it: an immutable value, shared freely between
 * threads.
 *
 * @param solver method, tolerances and limits of the forward solve; with {@link
 *     GradientStrategy.Switching} the explicit one of two
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

  /**
   * A solver that changes between an explicit and an implicit method where stiffness is felt, its
   * gradient exact for the numbers computed, and gradients of times.
   */
  public DifferentiableSolver(SwitchingSolver solver) {
    this(solver.explicit(), new GradientStrategy.Switching(solver.implicit()));
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
    return solve(
        field,
        OutputTimes.starts(y0.rows(), outputs),
        y0,
        OutputTimes.same(y0.rows(), outputs),
        loss);
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
    CountingEvaluator<Matrix> evaluator = new CountingEvaluator<>(field.evaluator());
    Differentiated<Matrix> d =
        Differentiated.of(
            pass(field.dimension(), evaluator),
            evaluator,
            parameterCount(field),
            times,
            t0,
            y0,
            outputs,
            (solution, cotangents) -> loss.evaluate((Solution) solution, cotangents));
    return new Gradients(
        (Solution) d.solution(),
        d.loss(),
        d.initial(),
        d.parameters(),
        d.startTimes(),
        d.outputTimes(),
        d.backward(),
        d.statistics());
  }

  /**
   * Solves one batch over the same times in float64 and differentiates a loss of the outputs.
   *
   * @param field right-hand side: a {@link io.anode4j.ode.DoubleField} for full accuracy
   * @param y0 initial states {@code [rows × dimension]} at {@code times[0]}
   * @param loss function of the states at all times, the start included
   * @param outputs at least one time, increasing or decreasing; the first is the start
   */
  public DoubleGradients solve(
      VectorField field, DoubleMatrix y0, DoubleOutputLoss loss, double... outputs) {
    return solve(
        field,
        OutputTimes.starts(y0.rows(), outputs),
        y0,
        OutputTimes.same(y0.rows(), outputs),
        loss);
  }

  /**
   * Solves one batch in float64, each row over its own times, and differentiates a loss of the
   * outputs. With dopri8, whose own dense output is coarser than its steps, steps end on outputs.
   *
   * @param field right-hand side: a {@link io.anode4j.ode.DoubleField} for full accuracy
   * @param t0 start time of each row
   * @param y0 initial states {@code [rows × dimension]}
   * @param outputs output times of each row
   * @param loss function of the outputs
   * @throws IllegalArgumentException when the strategy is {@link GradientStrategy.Reversible},
   *     whose integer arithmetic is made for float32
   */
  public DoubleGradients solve(
      VectorField field, double[] t0, DoubleMatrix y0, OutputTimes outputs, DoubleOutputLoss loss) {
    if (strategy instanceof GradientStrategy.Reversible) {
      throw new IllegalArgumentException(
          "Reversible was given float64 states; its integer arithmetic is made for float32: take"
              + " GradientStrategy.discrete() or checkpointed()");
    }
    CountingEvaluator<DoubleMatrix> evaluator = new CountingEvaluator<>(field.doubleEvaluator());
    Differentiated<DoubleMatrix> d =
        Differentiated.of(
            pass(field.dimension(), evaluator, DoubleSolution::new),
            evaluator,
            parameterCount(field),
            times,
            t0,
            y0,
            outputs,
            (solution, cotangents) -> loss.evaluate((DoubleSolution) solution, cotangents));
    return new DoubleGradients(
        (DoubleSolution) d.solution(),
        d.loss(),
        d.initial(),
        d.parameters(),
        d.startTimes(),
        d.outputTimes(),
        d.backward(),
        d.statistics());
  }

  /**
   * A thread's solves with an evaluator of its own, for repeated use.
   *
   * @param dimension state components of a row
   * @param field the thread's evaluator
   * @return solves and their ways back
   */
  public RecordedSolve recorder(int dimension, FieldEvaluator field) {
    CountingEvaluator<Matrix> counting = new CountingEvaluator<>(field);
    return new RecordedSolve(pass(dimension, counting), counting);
  }

  private static int parameterCount(VectorField field) {
    return field instanceof ParametricField parametric ? parametric.parameterValues().length : 0;
  }

  private GradientPass<Matrix> pass(int dimension, CountingEvaluator<Matrix> field) {
    return strategy instanceof GradientStrategy.Reversible reversible
        ? new ReversiblePass(solver, reversible.coupling(), dimension, field)
        : pass(dimension, field, Solution::new);
  }

  private <M extends Rows<M>> GradientPass<M> pass(
      int dimension, CountingEvaluator<M> field, Outcome<M> outcome) {
    if (!solver.events().changing()) {
      return smooth(solver, dimension, field, outcome);
    }
    ForwardSolve<M> whole =
        strategy instanceof GradientStrategy.Switching switching
            ? new ForwardSolve<>(switching.from(solver), dimension, field, outcome)
            : new ForwardSolve<>(solver, dimension, field, outcome);
    GradientPass<M> segments = smooth(solver.withEvents(), dimension, field, outcome);
    return new EventfulPass<>(whole, solver.events(), dimension, field, segments);
  }

  private <M extends Rows<M>> GradientPass<M> smooth(
      Solver by, int dimension, CountingEvaluator<M> field, Outcome<M> outcome) {
    if (strategy instanceof GradientStrategy.Checkpointed checkpointed) {
      return new CheckpointedPass<>(by, checkpointed.checkpoints(), dimension, field, outcome);
    }
    if (strategy instanceof GradientStrategy.ContinuousAdjoint adjoint) {
      return new AdjointPass<>(by, adjoint, dimension, field, outcome);
    }
    if (strategy instanceof GradientStrategy.Switching switching) {
      return new SwitchingPass<>(switching.from(by), dimension, field, outcome);
    }
    return new DiscretePass<>(by, dimension, field, outcome);
  }
}
