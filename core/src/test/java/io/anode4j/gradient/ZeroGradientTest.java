package io.anode4j.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.anode.RandomField;
import io.anode4j.gradient.GradientCase.Fault;
import io.anode4j.gradient.GradientCase.Kind;
import io.anode4j.gradient.GradientReport.Finding;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.tensor.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Derivatives of 0 pass, whatever they are as rounding; pullbacks that are wrong do not, however
 * large or small loss and states. {@code -Danode4j.gradients=100} draws that many fields a kind.
 */
class ZeroGradientTest {
  private static final int SEEDS = Integer.getInteger("anode4j.gradients", 1);
  private static final double[][] SCALES = {{1, 1}, {1, 1e-6}, {1, 1e6}, {1e-4, 1}, {1e4, 1}};
  private static final Fault[] FAULTS = {
    new Fault(1.01, 1), new Fault(0.99, 1), new Fault(1, 1.3), new Fault(1, 0.7)
  };

  private final Solver solver = Solver.dopri5(1e-6, 1e-7);

  @ParameterizedTest
  @EnumSource
  void rightPullbacksPassAndWrongOnesAreTheField(Kind kind) {
    for (long seed = 0; seed < SEEDS; seed++) {
      double[] scale = SCALES[(int) ((seed + kind.ordinal()) % SCALES.length)];
      GradientCase right = new GradientCase(seed, kind, scale[0], scale[1]);
      GradientReport report = right.check(solver, Fault.NONE);
      assertTrue(report.passed(), () -> right + "\n" + report);
      if (right.depends()) {
        Fault fault = FAULTS[(int) ((seed + kind.ordinal() / 2) % FAULTS.length)];
        GradientReport wrong = right.check(solver, fault);
        assertFalse(wrong.passed(), () -> right + " " + fault + "\n" + wrong);
        assertTrue(
            wrong.verdict().contains("mend its pullback"),
            () -> right + " " + fault + "\n" + wrong);
      }
    }
  }

  private GradientReport passes(VectorField field, OutputLoss loss, float... y0) {
    GradientReport report =
        GradientCheck.of(solver).check(field, Matrix.of(new float[][] {y0, y0}), loss, 0, 0.5, 1.5);
    assertTrue(report.passed(), report::toString);
    return report;
  }

  @Test
  void saysThatADerivativeIsZero() {
    VectorField constant =
        VectorField.of(
            2,
            (t, y, dy) -> {
              dy[0] = 1;
              dy[1] = -3;
            },
            (t, y, ct, out) -> {
              out[0] = 0;
              out[1] = 0;
            });
    GradientReport report = passes(constant, OutputLoss.sumOfSquares(), 1, 2);
    assertTrue(report.findings().get(0).zero());
    assertTrue(report.toString().contains("agrees: 0 beside its terms"), report::toString);
    long zeros = report.findings().stream().filter(Finding::zero).count();
    assertTrue(
        report.verdict().contains(zeros + " of them that a derivative is 0 beside its terms"),
        report::verdict);
  }

  @Test
  void normsThatAreKept() {
    VectorField turning =
        VectorField.of(
            2,
            (t, y, dy) -> {
              dy[0] = -50 * y[1];
              dy[1] = 50 * y[0];
            },
            (t, y, ct, out) -> {
              out[0] = 50 * ct[1];
              out[1] = -50 * ct[0];
            });
    OutputLoss norm =
        (solution, cotangents) -> {
          double sum = 0;
          Matrix y = solution.values();
          for (int o = 0; o < y.rows(); o++) {
            double size = Math.hypot(y.get(o, 0), y.get(o, 1));
            cotangents.set(o, 0, (float) (y.get(o, 0) / size));
            cotangents.set(o, 1, (float) (y.get(o, 1) / size));
            sum += size;
          }
          return sum;
        };
    GradientReport report = passes(turning, norm, 0.6f, -0.8f);
    assertTrue(
        report.findings().stream().anyMatch(f -> f.quantity().equals("output times") && f.zero()),
        report::toString);
  }

  @Test
  void restingPointsAndLossesThatDoNotLook() {
    VectorField logistic =
        VectorField.of(
            1,
            (t, y, dy) -> dy[0] = y[0] * (1 - y[0]),
            (t, y, ct, out) -> out[0] = ct[0] * (1 - 2 * y[0]));
    OutputLoss none = (solution, cotangents) -> 7;
    for (float start : new float[] {0, 1, 0.3f}) {
      passes(logistic, OutputLoss.sumOfSquares(), start);
      passes(logistic, none, start);
    }
    passes(RandomField.of(5, 1.5, 3, 8, 3), none, 1, 2, 3);
    passes(RandomField.of(5, 1.5, 3, 8, 3), OutputLoss.sumOfSquares(), 1e-4f, -2e-5f, 3e-4f);
  }

  /** A slope of which float32 hides the part that moves says nothing against the pullback. */
  @Test
  void slopesThatHideTheirDerivative() {
    VectorField steep =
        VectorField.of(
            1, (t, y, dy) -> dy[0] = 1e5 + 1e-4 * y[0], (t, y, ct, out) -> out[0] = 1e-4 * ct[0]);
    GradientReport report = passes(steep, OutputLoss.sumOfSquares(), 1);
    assertTrue(report.findings().get(0).zero(), report::toString);
  }

  /** Two blocks of very different size, each a judge of its own pullback. */
  @Test
  void smallStatesBesideLargeOnes() {
    for (double share : new double[] {1, 0.99}) {
      VectorField blocks =
          VectorField.of(
              2,
              (t, y, dy) -> {
                dy[0] = -y[0];
                dy[1] = -2 * y[1];
              },
              (t, y, ct, out) -> {
                out[0] = -ct[0];
                out[1] = -2 * share * ct[1];
              });
      GradientReport report =
          GradientCheck.of(solver)
              .check(
                  blocks,
                  Matrix.of(new float[][] {{1e4f, 1e-4f}}),
                  OutputLoss.weighted(Matrix.of(new float[][] {{1, 1}, {1, 1}})),
                  0,
                  1);
      assertEquals(share == 1, report.passed(), report::toString);
    }
  }
}
