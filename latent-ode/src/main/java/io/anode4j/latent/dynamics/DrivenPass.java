package io.anode4j.latent.dynamics;

import io.anode4j.anode.ControlPath;
import io.anode4j.anode.ControlledEvaluator;
import io.anode4j.gradient.DifferentiableSolver;
import io.anode4j.nn.Columns;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.tensor.Matrix;

/**
 * States driven by covariates, {@code dz/dt = f(z, u(t))}, by a numerical solve: behind each state
 * stands the mark of its row, by which the field finds the row's path.
 */
final class DrivenPass implements DynamicsPass {
  private final ControlledEvaluator field;
  private final SolvedPass marked;
  private final int dimension;

  DrivenPass(Mlp mlp, DifferentiableSolver solver) {
    this.field = new ControlledEvaluator(mlp, ControlledEvaluator.UNFELT);
    this.dimension = mlp.outputs();
    this.marked = new SolvedPass(field, field::load, dimension + 1, solver);
  }

  @Override
  public void load(Parameters parameters) {
    marked.load(parameters);
  }

  @Override
  public void drive(ControlPath paths) {
    field.follow(paths);
  }

  @Override
  public void solve(double[] t0, Matrix z0, OutputTimes times, Matrix states, boolean record) {
    Matrix initial = new Matrix(z0.rows(), dimension + 1);
    Columns.copy(z0.rows(), dimension, z0, 0, initial, 0);
    for (int r = 0; r < z0.rows(); r++) {
      initial.set(r, dimension, r * ControlledEvaluator.UNFELT);
    }
    Matrix all = new Matrix(times.total(), dimension + 1);
    marked.solve(t0, initial, times, all, record);
    Columns.copy(times.total(), dimension, all, 0, states, 0);
  }

  @Override
  public RowStatus status(int row) {
    return marked.status(row);
  }

  @Override
  public int evaluations(int row) {
    return marked.evaluations(row);
  }

  @Override
  public void pullback(Matrix stateCotangents, Matrix z0Cotangents, float[] gradient) {
    Matrix all = new Matrix(stateCotangents.rows(), dimension + 1);
    Columns.copy(stateCotangents.rows(), dimension, stateCotangents, 0, all, 0);
    Matrix starts = new Matrix(z0Cotangents.rows(), dimension + 1);
    marked.pullback(all, starts, gradient);
    Columns.copy(z0Cotangents.rows(), dimension, starts, 0, z0Cotangents, 0);
  }
}
