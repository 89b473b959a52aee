package io.anode4j.gradient;

import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.ParametricField;
import io.anode4j.ode.Solution;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.tensor.Matrix;

/** All that a loss depends on, and the same a little way along a direction. */
record GradientCheckPoint(VectorField field, double[] t0, Matrix y0, OutputTimes times) {

  GradientCheckPoint moved(Direction along, double step) {
    double[] d = along.components();
    return switch (along.quantity()) {
      case INITIAL_STATES -> new GradientCheckPoint(field, t0, states(d, step), times);
      case PARAMETERS -> new GradientCheckPoint(parameters(d, step), t0, y0, times);
      case START_TIMES -> new GradientCheckPoint(field, sum(t0, d, step), y0, times);
      case OUTPUT_TIMES ->
          new GradientCheckPoint(
              field, t0, y0, new OutputTimes(times.offsets(), sum(times.times(), d, step)));
    };
  }

  /** In float32, as the gradients that are checked are solved, whatever the field's precision. */
  Solution solve(Solver solver) {
    Integrator<Matrix> integrator = new Integrator<>(solver, field.dimension(), field.evaluator());
    Matrix out = new Matrix(times.total(), field.dimension());
    integrator.solve(t0, y0, times, out);
    return Solution.of(integrator, times, out);
  }

  private Matrix states(double[] d, double step) {
    Matrix moved = new Matrix(y0.rows(), y0.columns());
    for (int r = 0; r < y0.rows(); r++) {
      for (int j = 0; j < y0.columns(); j++) {
        moved.set(r, j, (float) (y0.get(r, j) + step * d[r * y0.columns() + j]));
      }
    }
    return moved;
  }

  private VectorField parameters(double[] d, double step) {
    ParametricField parametric = (ParametricField) field;
    float[] values = parametric.parameterValues();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] + step * d[i]);
    }
    return parametric.withParameterValues(values);
  }

  private static double[] sum(double[] values, double[] d, double step) {
    double[] moved = values.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += step * d[i];
    }
    return moved;
  }
}
