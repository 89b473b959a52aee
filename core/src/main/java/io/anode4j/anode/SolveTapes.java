package io.anode4j.anode;

import io.anode4j.gradient.DiscreteGradient;
import io.anode4j.nn.FieldEvaluations;
import io.anode4j.ode.FieldEvaluator;
import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solver;
import io.anode4j.ode.StepTable;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;

/** Recorded solves to one end time on numbered tapes, and the exact gradient of each. */
final class SolveTapes {
  private final Solver solver;
  private final int dimension;
  private final FieldEvaluator field;
  private final DiscreteGradient gradient;
  private Integrator[] solves = {};
  private Matrix[] outputs = {};
  private Matrix initial;
  private Matrix outputCotangent;
  private Matrix initialCotangent;
  private double[] startTimes = {};
  private OutputTimes ends = OutputTimes.same(0);

  SolveTapes(Solver solver, int dimension, FieldEvaluator field) {
    this.solver = solver;
    this.dimension = dimension;
    this.field = field;
    gradient = new DiscreteGradient(solver.tableau(), dimension, field);
    initial = new Matrix(0, dimension);
    outputCotangent = initial;
    initialCotangent = initial;
  }

  void reserve(int rows, int count) {
    boolean grown = rows > initial.rows();
    if (grown) {
      initial = new Matrix(rows, dimension);
      outputCotangent = new Matrix(rows, dimension);
      initialCotangent = new Matrix(rows, dimension);
      startTimes = new double[rows];
    }
    int before = solves.length;
    if (count > before) {
      solves = Arrays.copyOf(solves, count);
      outputs = Arrays.copyOf(outputs, count);
      for (int i = before; i < count; i++) {
        solves[i] = new Integrator(solver, dimension, field);
        solves[i].recordSteps(true);
      }
    }
    for (int i = grown ? 0 : before; i < outputs.length; i++) {
      outputs[i] = new Matrix(initial.rows(), dimension);
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
    solves[tape].solve(startTimes, initial, ends, outputs[tape]);
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
    StepTable steps = solves[tape].steps();
    gradient.pullback(steps, outputCotangent, initialCotangent);
    long stages = solver.tableau().stages() - 1L;
    return new FieldEvaluations(0, steps.size() * stages, 0, 0);
  }

  Matrix initialCotangent() {
    return initialCotangent;
  }

  FieldEvaluations forwardEvaluations(int rows, int tape) {
    long sum = 0;
    long failed = 0;
    for (int r = 0; r < rows; r++) {
      sum += solves[tape].evaluations(r);
      failed += solves[tape].status(r) == RowStatus.SUCCESS ? 0 : 1;
    }
    return new FieldEvaluations(sum, 0, rows, failed);
  }
}
