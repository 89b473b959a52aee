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
        double[][] k = ImplicitReplay.stages(m, f, steps.time(step), h, y, first);
        for (int o = steps.outputFrom(step); o < steps.outputTo(step); o++) {
          double[] state = Replay.dense(m, h, y, k, (times.times()[o] - steps.time(step)) / h);
          sum += Doubles.dot(state, Doubles.row(cotangents, o));
        }
        y = Replay.dense(m, h, y, k, 1);
        first = k[m.stages() - 1];
      }
      return sum;
    }
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
