package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.reference.Problem;
import io.anode4j.tensor.Matrix;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stiff field is called so, and no other. */
class StiffHintTest {
  /** y′ = −1000·(y − cos t): smooth, slow and stiff. */
  private static final VectorField STIFF =
      VectorField.of(1, (t, y, dy) -> dy[0] = -1000 * (y[0] - Math.cos(t)));

  static Stream<Solver> hinting() {
    return Stream.of(
        Solver.dopri5(1e-3, 1e-4), Solver.tsit5(1e-3, 1e-4), Solver.dopri8(1e-3, 1e-4));
  }

  @ParameterizedTest
  @MethodSource("hinting")
  void aStiffFieldIsToldFromADivergedOne(Solver solver) {
    Matrix y0 = Matrix.of(new float[][] {{0}});
    Solution crawling = solver.withMaxSteps(300).solve(STIFF, y0, 0, 50);
    Solution.Row row = crawling.rows().get(0);
    assertEquals(RowStatus.TOO_MANY_STEPS, row.status());
    assertTrue(row.stiff(), row.toString());
    String message = assertThrows(ArithmeticException.class, crawling::orThrow).getMessage();
    assertTrue(message.contains("the field is stiff, so take an implicit"), message);
    Solution.Row arrived = solver.solve(STIFF, y0, 0, 1).rows().get(0);
    assertEquals(RowStatus.SUCCESS, arrived.status());
    assertTrue(arrived.explanation().contains("the field is stiff"), arrived.toString());
    VectorField explosion = VectorField.of(1, (t, y, dy) -> dy[0] = 20 * y[0]);
    Solution.Row grown =
        solver.solve(explosion, Matrix.of(new float[][] {{1}}), 0, 50).rows().get(0);
    assertFalse(grown.status().completed());
    assertTrue(grown.explanation().contains("the solution blows up"), grown.explanation());
    assertFalse(grown.stiff(), grown.toString());
  }

  @ParameterizedTest
  @MethodSource("hinting")
  void ordinaryFieldsAreNotCalledStiff(Solver solver) {
    for (Problem problem : Problem.all()) {
      for (double rtol : new double[] {1e-2, 1e-3, 1e-4, 1e-5, 1e-6}) {
        Solution.Row row =
            Solver.adaptive(solver.tableau(), rtol, rtol / 10)
                .solve(problem.field(), problem.state(0), 0, 30 * problem.end())
                .rows()
                .get(0);
        // Once at rest, nothing but stability limits the steps of a field that decays.
        boolean rests = List.of("decay", "logistic").contains(problem.name());
        assertTrue(rests || !row.stiff(), problem + " " + row);
        assertFalse(row.explanation().contains("stiff, so"), problem + " " + row);
      }
    }
  }
}
