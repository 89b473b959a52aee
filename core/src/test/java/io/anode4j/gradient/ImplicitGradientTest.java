package io.anode4j.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.anode.LayerField;
import io.anode4j.anode.RandomField;
import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.FieldEvaluator;
import io.anode4j.ode.ImplicitGradient;
import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solver;
import io.anode4j.ode.StepTable;
import io.anode4j.ode.VectorField;
import io.anode4j.reference.Doubles;
import io.anode4j.reference.FiniteDifferences;
import io.anode4j.reference.Networks;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gradient through implicit solves against finite differences of the same steps, replayed in
 * double precision with every stage solved to its rounding.
 */
class ImplicitGradientTest {
  static Stream<Solver> solvers() {
    return Stream.of(
        Solver.kencarp4(1e-3, 1e-5),
        Solver.kvaerno5(1e-3, 1e-5),
        Solver.fixed(ButcherTableau.kencarp4(), 0.005));
  }

  private static final double[][] TIMES = {
    {0.1, 0.37, 0.9}, {}, {0, 0.2, 0.2, 0.5}, {0.01, 0.05}, {0.8}
  };

  /** Backwards too, which a stiff field does not bear. */
  private static final double[][] BOTH_WAYS = {{-0.1, -0.7}, {}, {0, 0.2}, {-0.01, -1}, {0.8}};

  private record Run(
      Integrator<Matrix> integrator, OutputTimes times, Matrix cotangents, Matrix y0) {
    static Run of(
        Solver solver, VectorField field, FieldEvaluator evaluator, Matrix y0, double[][] outputs) {
      Integrator<Matrix> integrator = new Integrator<>(solver, field.dimension(), evaluator);
      integrator.recordSteps(true);
      OutputTimes times = OutputTimes.of(outputs);
      integrator.solve(new double[5], y0, times, new Matrix(times.total(), field.dimension()));
      for (int r = 0; r < 5; r++) {
        assertEquals(RowStatus.SUCCESS, integrator.status(r), "row " + r);
      }
      Matrix ct = new Matrix(times.total(), field.dimension());
      SplittableRandom random = new SplittableRandom(3);
      for (int o = 0; o < ct.rows(); o++) {
        for (int j = 0; j < ct.columns(); j++) {
          ct.set(o, j, (float) random.nextDouble(-1, 1));
        }
      }
      return new Run(integrator, times, ct, y0);
    }

    double loss(ButcherTableau m, VectorField.RowFunction f, int row, double[] start) {
      StepTable<Matrix> steps = integrator.steps();
      double[] y = start;
      double sum = 0;
      for (int o = times.offsets()[row]; o < times.offsets()[row + 1]; o++) {
        sum += times.times()[o] == 0 ? Doubles.dot(y, Doubles.row(cotangents, o)) : 0;
      }
      double[] first = new double[y.length];
      f.evaluate(0, y, first);
      for (int step : Replay.inOrder(steps, row)) {
        double h = steps.step(step);
        double[][] k = stages(m, f, steps.time(step), h, y, first);
        for (int o = steps.outputFrom(step); o < steps.outputTo(step); o++) {
          double[] state = dense(m, h, y, k, (times.times()[o] - steps.time(step)) / h);
          sum += Doubles.dot(state, Doubles.row(cotangents, o));
        }
        y = dense(m, h, y, k, 1);
        first = k[m.stages() - 1];
      }
      return sum;
    }
  }

  private static double[] dense(
      ButcherTableau m, double h, double[] y, double[][] k, double theta) {
    double[] state = y.clone();
    for (int s = 0; s < m.stages(); s++) {
      for (int p = 0; p < m.degree(); p++) {
        for (int j = 0; j < y.length; j++) {
          state[j] += h * m.dense()[s][p] * Math.pow(theta, p + 1) * k[s][j];
        }
      }
    }
    return state;
  }

  private static double[][] stages(
      ButcherTableau m, VectorField.RowFunction f, double t, double h, double[] y, double[] first) {
    double[][] k = new double[m.stages()][];
    k[0] = first;
    for (int s = 1; s < m.stages(); s++) {
      double[] base = y.clone();
      for (int q = 0; q < s; q++) {
        for (int j = 0; j < y.length; j++) {
          base[j] += h * m.a()[s][q] * k[q][j];
        }
      }
      k[s] = newton(f, t + m.c()[s] * h, h * m.gamma(), base, k[s - 1].clone());
    }
    return k;
  }

  /** Solves k = f(base + g·k) by Newton with a differenced Jacobian and Gauss elimination. */
  private static double[] newton(
      VectorField.RowFunction f, double t, double g, double[] base, double[] k) {
    int n = k.length;
    for (int iteration = 0; iteration < 30; iteration++) {
      double[] r = defect(f, t, g, base, k);
      double[][] a = new double[n][n + 1];
      for (int j = 0; j < n; j++) {
        double[] moved = k.clone();
        double increment = 1e-6 * Math.max(1, Math.abs(k[j]));
        moved[j] += increment;
        double[] d = defect(f, t, g, base, moved);
        for (int i = 0; i < n; i++) {
          a[i][j] = (d[i] - r[i]) / increment;
          a[i][n] = -r[i];
        }
      }
      double[] delta = gauss(a);
      double size = 0;
      for (int j = 0; j < n; j++) {
        k[j] += delta[j];
        size = Math.max(size, Math.abs(delta[j]) / Math.max(1, Math.abs(k[j])));
      }
      if (size < 1e-14) {
        break;
      }
    }
    return k;
  }

  private static double[] defect(
      VectorField.RowFunction f, double t, double g, double[] base, double[] k) {
    double[] y = base.clone();
    for (int j = 0; j < y.length; j++) {
      y[j] += g * k[j];
    }
    double[] d = new double[y.length];
    f.evaluate(t, y, d);
    for (int j = 0; j < y.length; j++) {
      d[j] = k[j] - d[j];
    }
    return d;
  }

  private static double[] gauss(double[][] a) {
    int n = a.length;
    for (int c = 0; c < n; c++) {
      int best = c;
      for (int r = c; r < n; r++) {
        best = Math.abs(a[r][c]) > Math.abs(a[best][c]) ? r : best;
      }
      double[] swap = a[c];
      a[c] = a[best];
      a[best] = swap;
      for (int r = 0; r < n; r++) {
        double l = r == c ? 0 : a[r][c] / a[c][c];
        for (int j = c; j <= n; j++) {
          a[r][j] -= l * a[c][j];
        }
      }
    }
    double[] x = new double[n];
    for (int c = 0; c < n; c++) {
      x[c] = a[c][n] / a[c][c];
    }
    return x;
  }

  private static final VectorField.RowFunction VAN_DER_POL =
      (t, y, dy) -> {
        dy[0] = y[1];
        dy[1] = ((1 - y[0] * y[0]) * y[1] - y[0] + 0.1 * Math.sin(t)) / 0.02;
      };

  private static final VectorField STIFF =
      VectorField.of(
          2,
          VAN_DER_POL,
          (t, y, ct, out) -> {
            out[0] = ct[1] * (-2 * y[0] * y[1] - 1) / 0.02;
            out[1] = ct[0] + ct[1] * (1 - y[0] * y[0]) / 0.02;
          });

  private static final Matrix STARTS =
      Matrix.of(new float[][] {{2, -0.66f}, {1, 1}, {1.7f, -0.9f}, {1.9f, -0.7f}, {-1.8f, 0.8f}});

  @ParameterizedTest
  @MethodSource("solvers")
  void isThatOfTheConvergedStages(Solver solver) {
    FieldEvaluator evaluator = STIFF.evaluator();
    Run run = Run.of(solver, STIFF, evaluator, STARTS, TIMES);
    Matrix initial = new Matrix(5, 2);
    new ImplicitGradient<>(solver, 2, evaluator)
        .pullback(run.integrator.steps(), run.cotangents, initial);
    for (int r = 0; r < 5; r++) {
      int row = r;
      double[] expected =
          FiniteDifferences.gradient(
              y -> run.loss(solver.tableau(), VAN_DER_POL, row, y), Doubles.row(STARTS, r));
      // Stages solved to a share of 0.01 of the tolerance move the points of linearisation.
      double size = Math.max(1, Math.sqrt(Doubles.dot(expected, expected)));
      Doubles.assertClose(expected, Doubles.row(initial, r), 1e-4 * size);
    }
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void reachesTheParametersOfANeuralField(Solver solver) {
    LayerField field = RandomField.of(4, 2, 3, 9, 3);
    double[] p = Doubles.of(field.parameters().values());
    LayerField.Evaluator evaluator = field.evaluator();
    Matrix y0 = Doubles.randomMatrix(new SplittableRandom(1), 5, 3);
    Run run = Run.of(solver, field, evaluator, y0, BOTH_WAYS);
    Matrix initial = new Matrix(5, 3);
    new ImplicitGradient<>(solver, 3, evaluator)
        .pullback(run.integrator.steps(), run.cotangents, initial);
    float[] gradient = new float[p.length];
    evaluator.drainGradient(gradient);
    double[] expected =
        FiniteDifferences.gradient(
            q -> {
              VectorField.RowFunction f =
                  (t, y, dy) -> System.arraycopy(Networks.mlp(field.layer(), q, y), 0, dy, 0, 3);
              double sum = 0;
              for (int r = 0; r < 5; r++) {
                sum += run.loss(solver.tableau(), f, r, Doubles.row(y0, r));
              }
              return sum;
            },
            p);
    double error = Doubles.relativeError(expected, Doubles.of(gradient));
    assertTrue(error < 3e-5, "relative error " + error);
  }

  @Test
  void rowsAreIndependentAndFastComponentsForgotten() {
    VectorField field =
        VectorField.of(
            2,
            (t, y, dy) -> {
              dy[0] = -1e5 * (y[0] - y[1]);
              dy[1] = -y[1];
            },
            (t, y, ct, out) -> {
              out[0] = -1e5 * ct[0];
              out[1] = 1e5 * ct[0] - ct[1];
            });
    Solver solver = Solver.kvaerno5(1e-5, 1e-7);
    FieldEvaluator evaluator = field.evaluator();
    Run run = Run.of(solver, field, evaluator, STARTS, TIMES);
    Matrix initial = new Matrix(5, 2);
    ImplicitGradient<Matrix> gradient = new ImplicitGradient<>(solver, 2, evaluator);
    gradient.pullback(run.integrator.steps(), run.cotangents, initial);
    double[] ct = Doubles.row(run.cotangents, run.times.offsets()[4]);
    // y₁ follows y₂ = y₂(0)·e⁻ᵗ and has forgotten its own start.
    assertEquals(0, initial.get(4, 0), 1e-4);
    assertEquals((ct[0] + ct[1]) * Math.exp(-0.8), initial.get(4, 1), 1e-4);
    Matrix again = new Matrix(5, 2);
    gradient.pullback(run.integrator.steps(), run.cotangents, again);
    assertArrayEquals(initial.toArray(), again.toArray());
    assertArrayEquals(new float[2], new float[] {initial.get(1, 0), initial.get(1, 1)});
  }

  @Test
  void explicitMethodsHaveAnother() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ImplicitGradient<>(Solver.rk4(1), 2, STIFF.evaluator()));
  }
}
