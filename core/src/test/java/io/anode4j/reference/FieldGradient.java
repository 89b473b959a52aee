package io.anode4j.reference;

import io.anode4j.gradient.DiscreteGradient;
import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.ParametricEvaluator;
import io.anode4j.ode.ParametricField;
import io.anode4j.ode.Solver;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;

/** The gradient of a weighted sum of final states, for tests of fields. */
public record FieldGradient(Matrix initial, float[] parameters) {
  /** Solves from 0 to an end time and pulls a cotangent of the final states back. */
  public static FieldGradient of(
      ParametricField field, Solver solver, Matrix y0, double end, Matrix cotangent) {
    ParametricEvaluator evaluator = field.evaluator();
    Integrator<Matrix> integrator = new Integrator<>(solver, field.dimension(), evaluator);
    integrator.recordSteps(true);
    OutputTimes times = OutputTimes.same(y0.rows(), end);
    integrator.solve(new double[y0.rows()], y0, times, new Matrix(y0.rows(), field.dimension()));
    Matrix initial = new Matrix(y0.rows(), field.dimension());
    new DiscreteGradient<>(solver.tableau(), field.dimension(), evaluator)
        .pullback(integrator.steps(), cotangent, initial);
    float[] gradient = new float[field.parameterValues().length];
    evaluator.drainGradient(gradient);
    return new FieldGradient(initial, gradient);
  }

  /** The weighted sum of final states itself. */
  public static double loss(
      ParametricField field, Solver solver, Matrix y0, double end, Matrix cotangent) {
    Matrix out =
        solver
            .solve(field, new double[y0.rows()], y0, OutputTimes.same(y0.rows(), end))
            .orThrow()
            .values();
    double sum = 0;
    for (int r = 0; r < y0.rows(); r++) {
      sum += Doubles.dot(Doubles.row(out, r), Doubles.row(cotangent, r));
    }
    return sum;
  }

  /** Differences of a loss with respect to parameters, with float32 in mind: step 10⁻². */
  public static double[] differences(
      ParametricField field, Solver solver, Matrix y0, double end, Matrix cotangent) {
    float[] p = field.parameterValues();
    double[] gradient = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      float[] up = p.clone();
      float[] down = p.clone();
      up[i] += 1e-2f;
      down[i] -= 1e-2f;
      gradient[i] =
          (loss(field.withParameterValues(up), solver, y0, end, cotangent)
                  - loss(field.withParameterValues(down), solver, y0, end, cotangent))
              / ((double) up[i] - down[i]);
    }
    return gradient;
  }

  /** The same with respect to the initial states. */
  public static double[] initialDifferences(
      ParametricField field, Solver solver, Matrix y0, double end, Matrix cotangent) {
    double[] gradient = new double[y0.rows() * y0.columns()];
    for (int i = 0; i < gradient.length; i++) {
      double[] side = new double[2];
      for (int s = 0; s < 2; s++) {
        Matrix moved = Matrix.of(y0.rows(), y0.columns(), y0.toArray());
        int r = i / y0.columns();
        int j = i % y0.columns();
        moved.set(r, j, moved.get(r, j) + (s == 0 ? 1e-2f : -1e-2f));
        side[s] = loss(field, solver, moved, end, cotangent);
      }
      gradient[i] = (side[0] - side[1]) / 2e-2;
    }
    return gradient;
  }

  /** A matrix of one value everywhere. */
  public static Matrix filled(int rows, int columns, float value) {
    float[] values = new float[rows * columns];
    Arrays.fill(values, value);
    return Matrix.of(rows, columns, values);
  }
}
