package io.anode4j.ode;

import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A solve that stops and goes on: on the same object, or elsewhere from its {@link #state}, which
 * is a small record a row. Stopped at t₁ and resumed to t₂, it gives the bits of one solve to t₂
 * whose steps end on t₁ too ({@link Solver#stepAt}): step size, history of errors, last derivative
 * and what sums have left over go on. Limits of steps and evaluations, and the watch over float32's
 * lost increments, begin anew with each {@link #to}, and so does the limit of events: any row goes
 * on where it stopped, also one that an event has ended or that ran out of steps or events, as a
 * ball that has come to rest would fall on, so ask for its status before going on. Belongs to one
 * thread.
 *
 * <pre>{@code
 * ResumableSolve<DoubleMatrix> run = ResumableSolve.start(solver, field, 0, y0);
 * run.to(0.5, 1);
 * byte[] saved = run.state().get(0).bytes();
 * ResumableSolve.resume(solver, field, List.of(RowState.of(saved))).to(1.5, 2);
 * }</pre>
 *
 * @param <M> the batches of states
 */
public final class ResumableSolve<M extends Rows<M>> {
  /** {@code Solution::of} or {@code DoubleSolution::of}. */
  private interface Outcome<M extends Rows<M>> {
    BatchSolution<M> of(Integrator<M> integrator, OutputTimes times, M out);
  }

  private final Integrator<M> integrator;
  private final Outcome<M> outcome;
  private final M empty;
  private List<RowState> states;

  private ResumableSolve(
      Solver solver,
      int dimension,
      RowsEvaluator<M> field,
      Outcome<M> outcome,
      List<RowState> states) {
    this.outcome = outcome;
    this.states = List.copyOf(states);
    integrator = new Integrator<>(solver, dimension, field);
    empty = field.zeros(0, dimension);
    integrator.resumption().check(states);
  }

  /**
   * A float64 solve before its first step.
   *
   * @param solver method, tolerances and limits
   * @param field right-hand side
   * @param t0 start time of all rows
   * @param y0 initial states {@code [rows × dimension]}
   */
  public static ResumableSolve<DoubleMatrix> start(
      Solver solver, VectorField field, double t0, DoubleMatrix y0) {
    return resume(solver, field, fresh(solver, times(t0, y0), y0));
  }

  /** The same in float32, that of networks. */
  public static ResumableSolve<Matrix> start(
      Solver solver, VectorField field, double t0, Matrix y0) {
    return resumeFloat32(solver, field, fresh(solver, times(t0, y0), y0));
  }

  private static double[] times(double t0, Rows<?> y0) {
    double[] times = new double[y0.rows()];
    Arrays.fill(times, t0);
    return times;
  }

  /** Rows before their first steps. */
  static <M extends Rows<M>> List<RowState> fresh(Solver solver, double[] t0, M y0) {
    double[] events = new double[solver.events().all().size()];
    Arrays.fill(events, Double.NaN);
    List<RowState> states = new ArrayList<>();
    double least = StepControl.SMALLEST_RATIO;
    for (int r = 0; r < y0.rows(); r++) {
      double[] y = Resumption.values(y0, r);
      double[] none = {};
      states.add(new RowState(t0[r], 0, y, none, none, least, least, false, events));
    }
    return states;
  }

  /**
   * A float64 solve that goes on.
   *
   * @param solver the solver with which it began
   * @param field its right-hand side
   * @param states where its rows stood
   * @throws IllegalArgumentException when solver or field are of other sizes
   */
  public static ResumableSolve<DoubleMatrix> resume(
      Solver solver, VectorField field, List<RowState> states) {
    return new ResumableSolve<>(
        solver, field.dimension(), field.doubleEvaluator(), DoubleSolution::of, states);
  }

  /** The same in float32. */
  public static ResumableSolve<Matrix> resumeFloat32(
      Solver solver, VectorField field, List<RowState> states) {
    return new ResumableSolve<>(solver, field.dimension(), field.evaluator(), Solution::of, states);
  }

  /** Where the rows stand now. */
  public List<RowState> state() {
    return states;
  }

  /**
   * Goes on to the last of some times, the same for all rows.
   *
   * @param times from where the rows stand on, in the order of integration
   * @return states at these times
   */
  public BatchSolution<M> to(double... times) {
    return to(OutputTimes.same(states.size(), times));
  }

  /** Goes on, each row to the last of its own times; a row without any stays where it is. */
  public BatchSolution<M> to(OutputTimes times) {
    M out = empty.zeros(times.total(), empty.columns());
    integrator.resume(states, times, out);
    List<RowState> reached = integrator.resumption().states();
    List<RowState> next = new ArrayList<>();
    for (int r = 0; r < reached.size(); r++) {
      // A row that was there already has lost nothing.
      boolean moved = reached.get(r).time() != states.get(r).time();
      next.add(moved ? reached.get(r) : states.get(r));
    }
    states = List.copyOf(next);
    return outcome.of(integrator, times, out);
  }
}
