package io.anode4j.examples;

import io.anode4j.gradient.DifferentiableSolver;
import io.anode4j.gradient.GradientCheck;
import io.anode4j.gradient.GradientReport;
import io.anode4j.gradient.Gradients;
import io.anode4j.gradient.OutputLoss;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.ParametricField;
import io.anode4j.ode.Solution;
import io.anode4j.ode.Solver;
import io.anode4j.optim.Optimizer;
import io.anode4j.tensor.Matrix;

/**
 * A model of your own with unknown rates: write its right-hand side with parameters, check its
 * gradient, and fit it to what was measured. Here foxes hunt hares, and the four rates are found
 * from how many there were.
 */
public final class OwnField {
  private static final double[] DAYS = {0, 0.5, 1, 1.5, 2, 3, 4, 5, 6};
  private static final Solver SOLVER = Solver.dopri5(1e-5, 1e-6);

  private OwnField() {}

  /**
   * What the lesson computed.
   *
   * @param check verdict on the field's own vector-Jacobian products
   * @param rates growth, hunting, feeding, dying, as fitted
   * @param loss mean squared error at the end
   */
  record Result(GradientReport check, float[] rates, double loss) {}

  /** Growth, hunting, feeding and dying are p[0] to p[3]; y[0] are hares, y[1] foxes. */
  static ParametricField hunt(double... rates) {
    return ParametricField.of(
        2,
        rates,
        (t, y, p, dy) -> {
          dy[0] = p[0] * y[0] - p[1] * y[0] * y[1];
          dy[1] = p[2] * y[0] * y[1] - p[3] * y[1];
        },
        (t, y, p, ct, yCt, pCt) -> {
          yCt[0] = ct[0] * (p[0] - p[1] * y[1]) + ct[1] * p[2] * y[1];
          yCt[1] = -ct[0] * p[1] * y[0] + ct[1] * (p[2] * y[0] - p[3]);
          pCt[0] = ct[0] * y[0];
          pCt[1] = -ct[0] * y[0] * y[1];
          pCt[2] = ct[1] * y[0] * y[1];
          pCt[3] = -ct[1] * y[1];
        });
    // ParametricField.withFiniteDifferences(2, rates, (t, y, p, dy) -> …) needs no second lambda.
  }

  /** Fits the rates from a rough guess. */
  static Result run() {
    Matrix start = Matrix.of(new float[][] {{1, 1}});
    Solution measured = SOLVER.solve(hunt(1.5, 1, 1, 3), start, DAYS);
    OutputLoss error =
        (solution, cotangents) -> {
          double sum = 0;
          for (int i = 0; i < DAYS.length; i++) {
            for (int j = 0; j < 2; j++) {
              float e = solution.value(0, i, j) - measured.value(0, i, j);
              cotangents.set(i, j, 2 * e / DAYS.length);
              sum += e * e / DAYS.length;
            }
          }
          return sum;
        };
    ParametricField guess = hunt(1.3, 0.9, 1.1, 2.7);
    GradientReport check = GradientCheck.of(SOLVER).check(guess, start, error, DAYS);

    ParameterLayout.Builder layout = ParameterLayout.builder();
    layout.add("rates", 1, 4);
    Parameters rates = new Parameters(layout.build(), guess.parameterValues());
    Optimizer adam = Optimizer.adam();
    double loss = Double.NaN;
    for (int step = 0; step < 500; step++) {
      Gradients g =
          new DifferentiableSolver(SOLVER)
              .solve(guess.withParameterValues(rates.values()), start, error, DAYS);
      loss = g.loss();
      adam.step(rates, g.parameters(), 0.02 * Math.pow(0.994, step));
    }
    return new Result(check, rates.values(), loss);
  }
}
