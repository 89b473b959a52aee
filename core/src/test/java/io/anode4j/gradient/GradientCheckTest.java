package io.anode4j.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.anode.LayerField;
import io.anode4j.anode.RandomField;
import io.anode4j.gradient.GradientReport.Finding;
import io.anode4j.gradient.GradientReport.Outcome;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.ParametricEvaluator;
import io.anode4j.ode.ParametricField;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.reference.Doubles;
import io.anode4j.tensor.Matrix;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
  private static final Solver SOLVER = Solver.dopri5(1e-6, 1e-7);
  private final Matrix y0 = Doubles.randomMatrix(new SplittableRandom(1), 4, 3);

  /** A pendulum, its pullback scaled: 1 is right. */
  private static VectorField pendulum(double share) {
    return VectorField.of(
        2,
        (t, y, dy) -> {
          dy[0] = y[1];
          dy[1] = -Math.sin(y[0]) - 0.1 * y[1];
        },
        (t, y, ct, out) -> {
          out[0] = -share * Math.cos(y[0]) * ct[1];
          out[1] = ct[0] - 0.1 * ct[1];
        });
  }

  private static GradientReport ofPendulum(GradientCheck check, double share) {
    Matrix start = Doubles.randomMatrix(new SplittableRandom(2), 5, 2);
    OutputTimes times =
        OutputTimes.of(new double[][] {{0.5, 2}, {0, 1, 1, 3}, {}, {-1, -1.5}, {0.25}});
    return check.check(pendulum(share), new double[5], start, times, OutputLoss.sumOfSquares());
  }

  @Test
  void passesEveryStrategyOnARightField() {
    GradientReport report = ofPendulum(GradientCheck.of(SOLVER), 1);
    assertTrue(report.passed(), report::toString);
    assertEquals(report, report.orThrow());
    assertEquals(4, report.costs().size());
    // 2 components of the field; 2 components and 2 times by 4 strategies; 3 quantities by 3.
    assertEquals(2 + 4 * 4 + 3 * 3, report.findings().size());
    assertTrue(report.verdict().startsWith("PASSED"), report::verdict);
  }

  @Test
  void passesANeuralFieldWithItsParameters() {
    LayerField field = RandomField.of(3, 1.5, 3, 12, 3);
    GradientReport report =
        GradientCheck.of(SOLVER).check(field, y0, OutputLoss.sumOfSquares(), 0, 0.4, 1.5);
    assertTrue(report.passed(), report::toString);
    assertTrue(report.findings().stream().anyMatch(f -> f.quantity().equals("parameters 0 to 4")));
    // Differences see through the float32 rounding: their own noise stays below some 1e-4.
    assertTrue(report.findings().stream().allMatch(f -> f.tolerance() < 1e-3), report::toString);
  }

  @Test
  void catchesAWrongPullback() {
    for (double share : new double[] {0.99, 1.01, 0, -1, Double.NaN}) {
      GradientReport report = ofPendulum(GradientCheck.of(SOLVER), share);
      assertFalse(report.passed(), () -> share + "\n" + report);
      assertTrue(report.verdict().contains("mend its pullback"), report::verdict);
      Finding first = report.findings().get(0);
      assertEquals(GradientCheck.FIELD, first.subject());
      assertEquals(Outcome.DISAGREES, first.outcome());
      assertTrue(
          assertThrows(ArithmeticException.class, report::orThrow)
              .getMessage()
              .startsWith("FAILED"));
    }
  }

  /** Right where the check begins at t = 0, wrong later: only the solves can tell. */
  @Test
  void catchesAPullbackThatGoesWrongOnTheWay() {
    VectorField turns =
        VectorField.of(
            1,
            (t, y, dy) -> dy[0] = -t * y[0],
            (t, y, ct, out) -> out[0] = t < 0.5 ? -t * ct[0] : t * ct[0]);
    GradientReport report =
        GradientCheck.of(SOLVER)
            .check(turns, Matrix.of(new float[][] {{1}, {2}}), OutputLoss.sumOfSquares(), 0, 1);
    assertFalse(report.passed());
    assertEquals(Outcome.AGREES, report.findings().get(0).outcome());
    assertTrue(report.verdict().contains("the field further on"), report::verdict);
  }

  /** y′ = w·y with a parameter gradient that may be off. */
  private record Scaled(float weight, float share) implements ParametricField {
    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public float[] parameterValues() {
      return new float[] {weight};
    }

    @Override
    public ParametricField withParameterValues(float[] values) {
      return new Scaled(values[0], share);
    }

    @Override
    public ParametricEvaluator evaluator() {
      return new ParametricEvaluator() {
        private float gradient;

        @Override
        public void evaluate(int rows, double[] t, Matrix y, Matrix dydt) {
          for (int r = 0; r < rows; r++) {
            dydt.set(r, 0, weight * y.get(r, 0));
          }
        }

        @Override
        public void record(int rows, int tape, double[] t, Matrix y, Matrix dydt) {
          evaluate(rows, t, y, dydt);
        }

        @Override
        public void pullback(int rows, int tape, double[] t, Matrix y, Matrix ct, Matrix out) {
          for (int r = 0; r < rows; r++) {
            gradient += share * ct.get(r, 0) * y.get(r, 0);
            out.set(r, 0, weight * ct.get(r, 0));
          }
        }

        @Override
        public void drainGradient(float[] to) {
          to[0] += gradient;
          gradient = 0;
        }
      };
    }
  }

  @Test
  void catchesAWrongParameterGradient() {
    Matrix start = Matrix.of(new float[][] {{1}, {0.5f}});
    GradientCheck check = GradientCheck.of(SOLVER);
    OutputLoss loss = OutputLoss.sumOfSquares();
    GradientReport right = check.check(new Scaled(-0.7f, 1), start, loss, 0, 1);
    assertTrue(right.passed(), right::toString);
    GradientReport wrong = check.check(new Scaled(-0.7f, 1.002f), start, loss, 0, 1);
    List<Finding> caught =
        wrong.findings().stream().filter(f -> f.outcome() == Outcome.DISAGREES).toList();
    // The field and four strategies.
    assertEquals(5, caught.size(), wrong::toString);
    assertTrue(caught.stream().allMatch(f -> f.quantity().equals("parameters 0")));
  }

  @Test
  void saysWhenDifferencesCannotTell() {
    VectorField kinked =
        VectorField.of(
            1,
            (t, y, dy) -> dy[0] = y[0] > 1 ? 100 * (y[0] - 1) : 0,
            (t, y, ct, out) -> out[0] = y[0] > 1 ? 100 * ct[0] : 0);
    GradientReport report =
        GradientCheck.of(SOLVER)
            .with(GradientStrategy.discrete())
            .check(kinked, Matrix.of(new float[][] {{1}}), OutputLoss.sumOfSquares(), 0, 0.01);
    assertFalse(report.passed());
    assertEquals(Outcome.UNDECIDED, report.findings().get(0).outcome(), report::toString);
  }

  @Test
  void printsATable() {
    String table = ofPendulum(GradientCheck.of(SOLVER), 1).toString();
    for (String word :
        new String[] {
          "tolerance", "initial states 1", "output times", "Reversible", "bytes held"
        }) {
      assertTrue(table.contains(word), table);
    }
  }

  @Test
  void checksWhatTheSolverAllows() {
    assertEquals(1, GradientCheck.of(Solver.kencarp4(1e-4, 1e-5)).strategies().size());
    GradientReport stiff = ofPendulum(GradientCheck.of(Solver.kencarp4(1e-5, 1e-6)), 1);
    assertTrue(stiff.passed(), stiff::toString);
    GradientReport fixed = ofPendulum(GradientCheck.of(Solver.rk4(0.05)), 1);
    assertTrue(fixed.passed(), fixed::toString);
    GradientReport loose =
        ofPendulum(GradientCheck.of(Solver.tsit5(1e-3, 1e-4)).withTolerance(1e-2), 1);
    assertTrue(loose.passed(), loose::toString);
  }

  @Test
  void refusesWhatItCannotCheck() {
    GradientCheck check = GradientCheck.of(SOLVER);
    assertThrows(IllegalArgumentException.class, check::with);
    assertThrows(IllegalArgumentException.class, () -> check.withTolerance(0));
    VectorField breaks = VectorField.of(1, (t, y, dy) -> dy[0] = Double.NaN, (t, y, c, o) -> {});
    assertThrows(
        ArithmeticException.class,
        () -> check.check(breaks, new Matrix(1, 1), OutputLoss.sumOfSquares(), 0, 1));
    assertTrue(check.check(pendulum(1), new Matrix(0, 2), OutputLoss.sumOfSquares(), 0).passed());
  }
}
