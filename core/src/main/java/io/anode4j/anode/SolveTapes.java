package io.anode4j.anode;

import io.anode4j.gradient.DifferentiableSolver;
import io.anode4j.gradient.DiscreteGradient;
import io.anode4j.gradient.GradientStrategy;
import io.anode4j.gradient.RecordedSolve;
import io.anode4j.nn.FieldEvaluations;
import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.ParametricEvaluator;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solution;
import io.anode4j.ode.StepTable;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Solves to one end time on numbered tapes, and the gradient of each. The discrete gradient of
 * explicit methods is done here, allocating nothing; other strategies are left to {@link
 * RecordedSolve}.
 */
final class SolveTapes {
  private final DifferentiableSolver solver;
  private final int dimension;
  private final ParametricEvaluator field;

  /** Null where tapes are {@link RecordedSolve}s. */
  private final @Nullable DiscreteGradient<Matrix> gradient;

  private final List<Integrator<Matrix>> solves = new ArrayList<>();
  private RecordedSolve[] recorded = {};
  private Solution[] solutions = {};
  private Matrix[] outputs = {};
  private Matrix initial;
  private Matrix outputCotangent;
  private Matrix initialCotangent;
  private double[] startTimes = {};
  private OutputTimes ends = OutputTimes.same(0);

  /** Parameter gradient of recorded solves, in the layout of the whole network. */
  private float[] gathered = {};

  SolveTapes(DifferentiableSolver solver, int dimension, ParametricEvaluator field) {
    this.solver = solver;
    this.dimension = dimension;
    this.field = field;
    boolean plain =
        solver.strategy() instanceof GradientStrategy.Discrete
            && !solver.solver().tableau().implicit();
    gradient = plain ? new DiscreteGradient<>(solver.solver().tableau(), dimension, field) : null;
    initial = new Matrix(0, dimension);
    outputCotangent = initial;
    initialCotangent = initial;
  }

  /** Sets the number of parameters of the whole network. */
  void parameters(int count) {
    if (gradient == null && gathered.length != count) {
      gathered = new float[count];
    }
  }

  void reserve(int rows, int count) {
    boolean grown = rows > initial.rows();
    if (grown) {
      initial = new Matrix(rows, dimension);
      outputCotangent = new Matrix(rows, dimension);
      initialCotangent = new Matrix(rows, dimension);
      startTimes = new double[rows];
    }
    int before = outputs.length;
    if (count > before) {
      outputs = Arrays.copyOf(outputs, count);
      addTapes(before, count);
    }
    for (int i = grown ? 0 : before; i < outputs.length; i++) {
      outputs[i] = new Matrix(initial.rows(), dimension);
    }
  }

  private void addTapes(int before, int count) {
    if (gradient == null) {
      recorded = Arrays.copyOf(recorded, count);
      solutions = Arrays.copyOf(solutions, count);
    }
    for (int i = before; i < count; i++) {
      if (gradient == null) {
        recorded[i] = solver.recorder(dimension, field);
      } else {
        Integrator<Matrix> solve = new Integrator<>(solver.solver(), dimension, field);
        solve.recordSteps(true);
        solves.add(solve);
      }
    }
  }

  /** Where the initial states of the next solve go. */
  Matrix initial() {
    return initial;
  }

  void solve(int rows, int tape, double start, double end) {
    Arrays.fill(startTimes, start);
    if (ends.rows() != rows || (rows > 0 && ends.times()[0] != end)) {
      double[] times = new double[rows];
      int[] offsets = new int[rows + 1];
      Arrays.fill(times, end);
      Arrays.setAll(offsets, i -> i);
      ends = new OutputTimes(offsets, times);
    }
    if (gradient == null) {
      solutions[tape] = recorded[tape].solve(startTimes, initial, ends);
      outputs[tape] = solutions[tape].values();
    } else {
      solves.get(tape).solve(startTimes, initial, ends, outputs[tape]);
    }
  }

  Matrix output(int tape) {
    return outputs[tape];
  }

  /** Where the cotangents of the outputs go before a pullback. */
  Matrix outputCotangent() {
    return outputCotangent;
  }

  /** Pulls back, and counts one evaluation for each recomputed stage. */
  FieldEvaluations pullback(int tape) {
    if (gradient == null) {
      long evaluations = recorded[tape].pullback(outputCotangent, initialCotangent, gathered);
      return new FieldEvaluations(0, evaluations, 0, 0);
    }
    StepTable<Matrix> steps = solves.get(tape).steps();
    gradient.pullback(steps, outputCotangent, initialCotangent);
    long stages = solver.solver().tableau().stages() - 1L;
    return new FieldEvaluations(0, steps.size() * stages, 0, 0);
  }

  Matrix initialCotangent() {
    return initialCotangent;
  }

  /** Adds what recorded solves have gathered to a gradient, and forgets it. */
  void drainGradient(float[] to) {
    for (int i = 0; i < gathered.length; i++) {
      to[i] += gathered[i];
    }
    Arrays.fill(gathered, 0);
  }

  FieldEvaluations forwardEvaluations(int rows, int tape) {
    long sum = 0;
    long failed = 0;
    for (int r = 0; r < rows; r++) {
      sum += evaluations(tape, r);
      failed += status(tape, r) == RowStatus.SUCCESS ? 0 : 1;
    }
    return new FieldEvaluations(sum, 0, rows, failed);
  }

  private int evaluations(int tape, int row) {
    return gradient == null
        ? solutions[tape].rows().get(row).evaluations()
        : solves.get(tape).evaluations(row);
  }

  private RowStatus status(int tape, int row) {
    return gradient == null
        ? solutions[tape].rows().get(row).status()
        : solves.get(tape).status(row);
  }
}
