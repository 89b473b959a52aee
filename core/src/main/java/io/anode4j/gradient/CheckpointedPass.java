package io.anode4j.gradient;

import io.anode4j.ode.BatchSolution;
import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.Solver;
import io.anode4j.ode.StepTable;
import io.anode4j.tensor.Rows;
import io.anode4j.tensor.kernel.RowArithmetic;

/**
 * {@link GradientStrategy.Checkpointed}: {@link DiscreteGradient} with start states that are made
 * again, step by step, from the last one kept. The same sums in the same order as in the forward
 * solve give the same bits.
 *
 * @param <M> the batches of states
 */
final class CheckpointedPass<M extends Rows<M>> implements GradientPass<M> {
  private final RowArithmetic<M> arithmetic;
  private final ButcherTableau tableau;
  private final Integrator<M> integrator;
  private final Outcome<M> outcome;
  private final DiscreteGradient<M> gradient;
  private final CountingEvaluator<M> field;
  private final int dimension;
  private final Checkpoints<M> checkpoints;
  private final M[] derivatives;

  private int[] place = {};
  private int[] at = {};
  private int[] stop = {};
  private int[] moving = {};
  private double[] time = {};
  private double[] slopeTime = {};
  private double[] h = {};
  private M start;
  private M stage;
  private long stepsMadeAgain;

  CheckpointedPass(
      Solver solver,
      int checkpoints,
      int dimension,
      CountingEvaluator<M> field,
      Outcome<M> outcome) {
    this.checkpoints = new Checkpoints<>(checkpoints);
    this.outcome = outcome;
    this.tableau = solver.tableau();
    this.field = field;
    this.dimension = dimension;
    integrator = new Integrator<>(solver, dimension, field);
    integrator.recordSteps(this.checkpoints);
    gradient = new DiscreteGradient<>(tableau, dimension, field);
    start = field.zeros(0, dimension);
    stage = start;
    arithmetic = RowArithmetic.of(start);
    derivatives = start.array(tableau.stages() - 1);
  }

  @Override
  public BatchSolution<M> solve(double[] t0, M y0, OutputTimes times) {
    checkpoints.reset(times.rows(), y0);
    reserve(times.rows());
    stepsMadeAgain = 0;
    M out = field.zeros(times.total(), dimension);
    integrator.solve(t0, y0, times, out);
    return integrator.solved(times, out, outcome);
  }

  private void reserve(int rows) {
    place = new int[rows];
    at = new int[rows];
    stop = new int[rows];
    moving = new int[rows];
    time = new double[rows];
    slopeTime = new double[rows];
    h = new double[rows];
    start = field.zeros(rows, dimension);
    stage = field.zeros(rows, dimension);
    for (int s = 0; s < derivatives.length; s++) {
      derivatives[s] = field.zeros(rows, dimension);
    }
  }

  @Override
  public void pullback(M cotangents, M initialCotangents, float[] parameters) {
    checkpoints.plan();
    gradient.pullback(integrator.steps(), this::restore, cotangents, initialCotangents);
    field.drainGradient(parameters);
  }

  private void restore(int active, int[] rows, int[] steps, M into) {
    for (int i = 0; i < active; i++) {
      place[i] = checkpoints.place(rows[i]);
      at[i] = checkpoints.step(rows[i]);
      stop[i] = checkpoints.stop(rows[i], place[i]);
      checkpoints.copyState(rows[i], into, i);
    }
    for (int count = gather(active, rows, into); count > 0; count = gather(active, rows, into)) {
      step(count, into);
    }
    for (int i = 0; i < active; i++) {
      checkpoints.undo(rows[i]);
    }
  }

  /** Collects rows that are not at their step yet; keeps states where the schedule says so. */
  private int gather(int active, int[] rows, M states) {
    int count = 0;
    StepTable<M> table = integrator.steps();
    for (int i = 0; i < active; i++) {
      int goal = checkpoints.steps(rows[i]) - 1;
      if (place[i] == stop[i] && place[i] < goal) {
        checkpoints.push(rows[i], place[i], at[i], states, i);
        stop[i] = checkpoints.stop(rows[i], place[i]);
      }
      if (place[i] < goal) {
        start.copyRow(count, states, i);
        time[count] = table.time(at[i]);
        slopeTime[count] = slopeTime(table, at[i]);
        h[count] = table.step(at[i]);
        moving[count++] = i;
      }
    }
    return count;
  }

  /**
   * Time of a step's first derivative: usually the last one of the step before, whose end may be
   * rounded differently from this step's start.
   */
  private double slopeTime(StepTable<M> table, int step) {
    int before = table.previous(step);
    return before < 0 || table.restarts(step)
        ? table.time(step)
        : table.time(before) + table.step(before);
  }

  /** One step of each moving row, as the integrator made it. */
  private void step(int count, M states) {
    double[] stageTime = new double[count];
    field.evaluate(count, slopeTime, start, derivatives[0]);
    for (int s = 1; s <= derivatives.length; s++) {
      arithmetic.combine(count, start, h, tableau.a()[s], derivatives, s, stage);
      if (s < derivatives.length) {
        for (int m = 0; m < count; m++) {
          stageTime[m] = time[m] + tableau.c()[s] * h[m];
        }
        field.evaluate(count, stageTime, stage, derivatives[s]);
      }
    }
    stepsMadeAgain += count;
    for (int m = 0; m < count; m++) {
      int i = moving[m];
      states.copyRow(i, stage, m);
      place[i]++;
      at[i] = checkpoints.next(at[i]);
    }
  }

  @Override
  public long backwardSteps() {
    return integrator.steps().size() + stepsMadeAgain;
  }

  @Override
  public long bytesHeld() {
    StepTable<M> steps = integrator.steps();
    return checkpoints.bytes() + (long) steps.size() * steps.bytesPerStep();
  }
}
