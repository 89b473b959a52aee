package io.anode4j.latent.dynamics;

import io.anode4j.anode.LayerField;
import io.anode4j.gradient.DifferentiableSolver;
import io.anode4j.gradient.RecordedSolve;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solution;
import io.anode4j.tensor.Matrix;
import java.util.List;

/**
 * States by a numerical solve. Without a gradient rows go by the plain method, and nothing is
 * recorded.
 */
final class SolvedPass implements DynamicsPass {
  private final LayerField.Evaluator field;
  private final Integrator<Matrix> plain;
  private final RecordedSolve recorded;

  /** Rows of the last solve when it was recorded; else those of the plain one. */
  private List<Solution.Row> rows = List.of();

  SolvedPass(Mlp mlp, DifferentiableSolver solver) {
    this.field = new LayerField.Evaluator(mlp.evaluator());
    this.plain = new Integrator<>(solver.solver(), mlp.inputs(), field);
    this.recorded = solver.recorder(mlp.inputs(), field);
  }

  @Override
  public void load(Parameters parameters) {
    field.load(parameters);
  }

  @Override
  public void solve(double[] t0, Matrix z0, OutputTimes times, Matrix states, boolean record) {
    if (record) {
      Solution solution = recorded.solve(t0, z0, times);
      float[] values = solution.values().data();
      System.arraycopy(values, 0, states.data(), 0, times.total() * states.stride());
      rows = solution.rows();
    } else {
      plain.solve(t0, z0, times, states);
      rows = List.of();
    }
  }

  @Override
  public RowStatus status(int row) {
    return rows.isEmpty() ? plain.status(row) : rows.get(row).status();
  }

  @Override
  public int evaluations(int row) {
    return rows.isEmpty() ? plain.evaluations(row) : rows.get(row).evaluations();
  }

  @Override
  public void pullback(Matrix stateCotangents, Matrix z0Cotangents, float[] gradient) {
    recorded.pullback(stateCotangents, z0Cotangents, gradient);
  }
}
