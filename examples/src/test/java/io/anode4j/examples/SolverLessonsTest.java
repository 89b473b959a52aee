package io.anode4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solution;
import org.junit.jupiter.api.Test;

class SolverLessonsTest {
  /** x − 3·ln x + y − 1.5·ln y stays what it was: the invariant of the equations. */
  private static double invariant(double x, double y) {
    return x - 3 * Math.log(x) + y - 1.5 * Math.log(y);
  }

  @Test
  void everyRowIsSolvedOnItsOwn() {
    SolveManyOrbits.Result result = SolveManyOrbits.run();
    Solution s = result.solution();
    assertEquals(RowStatus.SUCCESS, s.rows().get(0).status());
    assertEquals(RowStatus.SUCCESS, s.rows().get(1).status());
    assertEquals(RowStatus.NOT_FINITE, s.rows().get(2).status());
    assertEquals(1, result.problems().size());
    assertEquals(3, s.rows().get(1).time(), "backwards from 10");
    // Some dozens of local errors of 1e-6, multiplied by the invariant's slope of a few units.
    for (float[] state : s.row(0)) {
      assertEquals(invariant(1, 1), invariant(state[0], state[1]), 2e-4);
    }
    for (float[] state : s.row(1)) {
      assertEquals(invariant(4, 0.5), invariant(state[0], state[1]), 2e-4);
    }
    // The steps of the two solves differ at their last times alone.
    assertEquals(result.halfway()[0], result.anywhere()[0], 1e-5);
  }

  @Test
  void theStiffReactionNeedsAnImplicitMethod() {
    StiffReaction.Result result = StiffReaction.run();
    assertTrue(result.explicit().stiff(), result.explicit().toString());
    assertTrue(result.advice().contains("stiff"), result.advice());
    assertEquals(RowStatus.TOO_MANY_STEPS, result.explicit().status());
    assertEquals(RowStatus.SUCCESS, result.implicit().status());
    assertTrue(result.implicit().evaluations() < result.explicit().evaluations() / 10);
    assertEquals(RowStatus.SUCCESS, result.switching().status());
    assertTrue(result.switching().evaluations() < result.explicit().evaluations() / 10);
    assertTrue(result.changed() < 0.1, "soon after its start: " + result.changed());
    // Published: LSODE's example, 0.7158, 9.185e-6, 0.2842.
    assertEquals(0.71583, result.end()[0], 1e-3);
    assertEquals(0.28416, result.end()[2], 1e-3);
  }

  @Test
  void theBallMeetsTheGroundWhenPhysicsSays() {
    BouncingBall.Result result = BouncingBall.run(2, 0.8, 4);
    double fall = Math.sqrt(2 * 2 / 9.81);
    double expected = fall;
    assertEquals(5, result.bounces().size());
    for (int i = 0; i < 5; i++) {
      assertEquals(expected, result.bounces().get(i), 1e-9);
      expected += 2 * fall * Math.pow(0.8, i + 1);
    }
    assertEquals(9.81 * fall * Math.pow(0.8, 5), result.speed(), 1e-8);
    assertEquals(height(0.8), result.height(), 1e-8);
    assertEquals((height(0.8 + 1e-6) - height(0.8 - 1e-6)) / 2e-6, result.byKept(), 1e-6);
  }

  /** Height of a ball at 4 s, after five bounces. */
  private static double height(double kept) {
    double fall = Math.sqrt(2 * 2 / 9.81);
    double last = fall;
    for (int i = 1; i < 5; i++) {
      last += 2 * fall * Math.pow(kept, i);
    }
    double since = 4 - last;
    return 9.81 * (fall * Math.pow(kept, 5) * since - since * since / 2);
  }
}
