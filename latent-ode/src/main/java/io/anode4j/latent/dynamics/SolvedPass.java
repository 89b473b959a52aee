package io.anode4j.latent.dynamics;

import io.anode4j.anode.LayerField;
import io.anode4j.gradient.DifferentiableSolver;
import io.anode4j.gradient.RecordedSolve;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.ParametricEvaluator;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solution;
import io.anode4j.tensor.Matrix;
import java.util.List;
import java.util.function.Consumer;

/**
 * States by a numerical solve. Without a gradient rows go by the plain method, and nothing is
 * recorded.
 */
final class SolvedPass implements DynamicsPass {
  private final Consumer<Parameters> loading;
  private final Integrator<Matrix> plain;
  private final RecordedSolve recorded;

  /** Rows of the last solve when it was recorded; else those of the plain one. */
  private List<Solution.Row> rows = List.of();

  /**
   * A pass.
   *
   * @param field evaluator of a field
   * @param loading gives it current weights
   * @param dimension components of a state
   * @param solver how it is solved and differentiated
   */
  SolvedPass(
      ParametricEvaluator field,
      Consumer<Parameters> loading,
      int dimension,
      DifferentiableSolver solver) {
    this.loading = loading;
    this.plain = new Integrator<>(solver.solver(), dimension, field);
    this.recorded = solver.recorder(dimension, field);
  }

  /** A pass of a perceptron as field. */
  static SolvedPass of(Mlp mlp, DifferentiableSolver solver) {
    LayerField.Evaluator field = new LayerField.Evaluator(mlp.evaluator());
    return new SolvedPass(field, field::load, mlp.inputs(), solver);
  }

  @Override
  public void load(Parameters parameters) {
    loading.accept(parameters);
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
