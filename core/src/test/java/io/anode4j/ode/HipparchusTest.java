package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.anode.LayerField;
import io.anode4j.anode.RandomField;
import io.anode4j.reference.Doubles;
import io.anode4j.reference.Networks;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against an independent solver of order eight in double precision, where no formula is known. */
class HipparchusTest {
  private static final double[] TIMES = {0, 0.37, 1, 1.9, 3};

  static OrdinaryDifferentialEquation equation(VectorField.RowFunction function, int dimension) {
    return new OrdinaryDifferentialEquation() {
      @Override
      public int getDimension() {
        return dimension;
      }

      @Override
      public double[] computeDerivatives(double t, double[] y) {
        double[] dydt = new double[dimension];
        function.evaluate(t, y, dydt);
        return dydt;
      }
    };
  }

  static double[][] oracle(
      VectorField.RowFunction function, int dimension, double[] y0, double[] times) {
    OrdinaryDifferentialEquation equation = equation(function, dimension);
    double[][] states = new double[times.length][];
    states[0] = y0;
    for (int i = 1; i < times.length; i++) {
      DormandPrince853Integrator solver = new DormandPrince853Integrator(1e-12, 1, 1e-12, 1e-12);
      states[i] =
          solver
              .integrate(equation, new ODEState(times[i - 1], states[i - 1]), times[i])
              .getPrimaryState();
    }
    return states;
  }

  private static double largestError(Solver solver, VectorField field, double[][] expected) {
    return largestError(solver, field, expected, TIMES);
  }

  private static double largestError(
      Solver solver, VectorField field, double[][] expected, double[] times) {
    Matrix y0 = new Matrix(1, expected[0].length);
    for (int j = 0; j < expected[0].length; j++) {
      y0.set(0, j, (float) expected[0][j]);
    }
    Solution solution = solver.solve(field, y0, times).orThrow();
    double largest = 0;
    for (int i = 0; i < TIMES.length; i++) {
      for (int j = 0; j < expected[0].length; j++) {
        largest = Math.max(largest, Math.abs(expected[i][j] - solution.value(0, i, j)));
      }
    }
    return largest;
  }

  @Test
  void vanDerPol() {
    VectorField.RowFunction function =
        (t, y, dy) -> {
          dy[0] = y[1];
          dy[1] = 2 * (1 - y[0] * y[0]) * y[1] - y[0] + 0.5 * Math.sin(3 * t);
        };
    check(VectorField.of(2, function), oracle(function, 2, new double[] {1, 0.5}, TIMES));
  }

  @Test
  void predatorsAndPrey() {
    VectorField.RowFunction function =
        (t, y, dy) -> {
          dy[0] = y[0] * (1.5 - y[1]);
          dy[1] = -y[1] * (3 - y[0]);
        };
    check(VectorField.of(2, function), oracle(function, 2, new double[] {1, 1}, TIMES));
  }

  /** The way back of a field without friction or amplification, which order and sign must fit. */
  @Test
  void predatorsAndPreyBackwardsInTime() {
    VectorField.RowFunction function =
        (t, y, dy) -> {
          dy[0] = y[0] * (1.5 - y[1]) + 0.1 * Math.sin(t);
          dy[1] = -y[1] * (3 - y[0]);
        };
    VectorField.RowFunction mirrored =
        (t, y, dy) -> {
          function.evaluate(-t, y, dy);
          dy[0] = -dy[0];
          dy[1] = -dy[1];
        };
    double[][] expected = oracle(mirrored, 2, new double[] {1, 1}, TIMES);
    double[] times = Arrays.stream(TIMES).map(t -> t == 0 ? 0 : -t).toArray();
    for (Solver solver : accurate()) {
      double error = largestError(solver, VectorField.of(2, function), expected, times);
      assertTrue(error < 1e-4, solver.tableau() + ": " + error);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void neuralFields(long seed) {
    LayerField field = RandomField.of(seed, 1.5, 4, 20, 20, 4);
    double[] p = Doubles.of(field.parameters().values());
    double[] y0 = Doubles.row(Doubles.randomMatrix(new SplittableRandom(seed), 1, 4), 0);
    VectorField.RowFunction function =
        (t, y, dy) -> System.arraycopy(Networks.mlp(field.layer(), p, y), 0, dy, 0, 4);
    check(field, oracle(function, 4, y0, TIMES));
  }

  /** Chaos, but briefly: errors grow e-fold a time unit over a tenth of it. */
  @Test
  void lorenz() {
    VectorField.RowFunction function =
        (t, y, dy) -> {
          dy[0] = (10 * (y[1] - y[0])) / 10;
          dy[1] = (y[0] * (28 - y[2]) - y[1]) / 10;
          dy[2] = (y[0] * y[1] - 8.0 / 3 * y[2]) / 10;
        };
    double[][] expected = oracle(function, 3, new double[] {1, 1, 1}, TIMES);
    double size = 20; // of the attractor
    for (Solver solver : accurate()) {
      double error = largestError(solver, VectorField.of(3, function), expected) / size;
      assertTrue(error < 2e-4, solver.tableau() + ": " + error);
    }
  }

  private static List<Solver> accurate() {
    List<Solver> solvers = new ArrayList<>();
    for (ButcherTableau tableau : ButcherTableau.all()) {
      if (tableau.embedded() && tableau.order() > 2) {
        solvers.add(Solver.adaptive(tableau, 1e-6, 1e-7));
      } else if (tableau.order() > 1) { // Euler's rounding alone is larger
        solvers.add(Solver.fixed(tableau, 0.003));
      }
    }
    return solvers;
  }

  /** States are of size 1 to 6; methods may err by a few tolerances of each. */
  private static void check(VectorField field, double[][] expected) {
    double loose = largestError(Solver.dopri5(1e-3, 1e-4), field, expected);
    assertTrue(loose < 3e-2, "dopri5 at 1e-3: " + loose);
    for (Solver solver : accurate()) {
      double error = largestError(solver, field, expected);
      // Cubic dense output and second-order steps are the less accurate ones.
      assertTrue(error < 1e-4, solver.tableau() + ": " + error);
    }
  }
}
