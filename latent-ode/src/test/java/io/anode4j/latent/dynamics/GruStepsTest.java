package io.anode4j.latent.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.nn.GruCell;
import io.anode4j.nn.GruStepEvaluator;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GruStepsTest {
  private static final int DIMENSION = 3;

  private final ParameterLayout.Builder builder = ParameterLayout.builder();
  private final Dynamics dynamics = new GruSteps(0.5).in(builder, "field", DIMENSION);
  private final Parameters parameters = new Parameters(builder.build());
  private final DynamicsPass pass = dynamics.pass();
  private final Matrix start = new Matrix(2, DIMENSION);

  GruStepsTest() {
    dynamics.initialize(parameters, new SplittableRandom(1));
    pass.load(parameters);
    for (int j = 0; j < DIMENSION; j++) {
      start.set(0, j, 0.3f * (j - 1));
      start.set(1, j, 0.5f - 0.2f * j);
    }
  }

  private Matrix solve(double[]... times) {
    OutputTimes asked = OutputTimes.of(times);
    Matrix states = new Matrix(asked.total(), DIMENSION);
    pass.solve(new double[] {0, 1}, start, asked, states, false);
    return states;
  }

  /** The cell, gap after gap. */
  private float[] after(int row, double... gaps) {
    ParameterLayout.Builder own = ParameterLayout.builder();
    GruStepEvaluator cell = new GruStepEvaluator(GruCell.in(own, "field", 1, DIMENSION));
    Parameters same = new Parameters(own.build());
    System.arraycopy(parameters.values(), 0, same.values(), 0, same.size());
    cell.load(same);
    Matrix h = new Matrix(1, DIMENSION);
    for (int j = 0; j < DIMENSION; j++) {
      h.set(0, j, start.get(row, j));
    }
    for (double gap : gaps) {
      Matrix x = new Matrix(1, 1);
      x.set(0, 0, (float) gap);
      cell.forward(1, x, 0, h, cell.trace(1));
    }
    return new float[] {h.get(0, 0), h.get(0, 1), h.get(0, 2)};
  }

  private static void assertState(float[] expected, Matrix states, int output) {
    for (int j = 0; j < DIMENSION; j++) {
      assertEquals(expected[j], states.get(output, j));
    }
  }

  /** The first row from 0 forwards, the second from 1 backwards. */
  @Test
  void wholeStepsAndWhatIsLeftLeadToATime() {
    Matrix states = solve(new double[] {0, 0.25, 1.25}, new double[] {0.75, -0.25});
    assertState(after(0, 0), states, 0);
    assertState(after(0, 0.25), states, 1);
    assertState(after(0, 0.5, 0.5, 0.25), states, 2);
    assertState(after(1, -0.25), states, 3);
    assertState(after(1, -0.5, -0.5, -0.25), states, 4);
    assertEquals(5, pass.evaluations(0));
  }

  @Test
  void aStateDoesNotDependOnTheOtherTimesAsked() {
    Matrix all = solve(new double[] {0.1, 0.9, 1.25, 7}, new double[] {0.5});
    Matrix alone = solve(new double[] {1.25}, new double[] {});
    for (int j = 0; j < DIMENSION; j++) {
      assertEquals(all.get(2, j), alone.get(0, j));
    }
  }

  @Test
  void aTimeOfTooManyStepsIsNotReached() {
    Matrix states = solve(new double[] {1, 1e6}, new double[] {2});
    assertTrue(Float.isNaN(states.get(1, 0)) && Float.isFinite(states.get(0, 0)));
    assertEquals(RowStatus.TOO_MANY_STEPS, pass.status(0));
    assertEquals(RowStatus.SUCCESS, pass.status(1));
  }

  @Test
  void aStepOfNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new GruSteps(0));
  }
}
