package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.reference.Problem;
import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of the state on several grids have the bits of functions of a solve's states. */
class SubGridsTest {
  private static final VectorField FIELD = Problem.oscillator().field();
  private static final StateFunction PRODUCT = (t, y, v) -> v[0] = t * y[0] + y[1];

  static Stream<Solver> solvers() {
    return Stream.of(
        Solver.dopri5(1e-6, 1e-8),
        Solver.dopri8(1e-9, 1e-10),
        Solver.kencarp4(1e-5, 1e-6),
        Solver.rk4(0.05),
        Solver.dopri5(1e-6, 1e-8).stepAt(1).withEvents(Event.falling((t, y) -> y[1] + 0.9)));
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void eachGridHasWhatAWholeSolveHas(Solver solver) {
    DoubleMatrix y0 = DoubleMatrix.of(new double[] {0, 1}, new double[] {1, 0.3}, new double[2]);
    double[] t0 = {0, 5, 1};
    double[][] fine = {
      IntStream.range(0, 200).mapToDouble(i -> i * 0.02).toArray(), {4.5, 1, 1, 0.2}, {}
    };
    double[][] coarse = {{1, 2, 3.98}, {5, 1}, {1}};
    SubGrid product = new SubGrid(OutputTimes.of(fine), 1, PRODUCT);
    SubGrid states =
        new SubGrid(OutputTimes.of(coarse), 2, (t, y, v) -> System.arraycopy(y, 0, v, 0, 2));
    SubGridSolution kept = SubGrids.of(product, states).solve(solver, FIELD, t0, y0);
    // Steps do not depend on outputs, but for the last time of all.
    double[][] ends = {{3.98}, {0.2}, {1}};
    for (int g = 0; g < 2; g++) {
      double[][] grid = g == 0 ? fine : coarse;
      for (int r = 0; r < 3; r++) {
        for (int i = 0; i < grid[r].length; i++) {
          double t = grid[r][i];
          double[][] asked = {{}, {}, {}};
          asked[r] = t == ends[r][0] ? ends[r] : new double[] {t, ends[r][0]};
          DoubleSolution whole = solver.solve(FIELD, t0, y0, OutputTimes.of(asked));
          double[] y = whole.row(r)[0];
          double[] expected = g == 0 ? new double[1] : y;
          if (g == 0) {
            PRODUCT.evaluate(t, y, expected);
          }
          for (int j = 0; j < expected.length; j++) {
            assertEquals(expected[j], kept.value(g, r, i, j), "grid " + g + ", " + r + ", t " + t);
          }
          assertEquals(whole.rows().get(r).accepted(), kept.rows().get(r).accepted());
        }
      }
    }
  }

  @Test
  void aGridThatLeavesEarlyAndFloat32() {
    Matrix y0 = Matrix.of(new float[][] {{0, 1}, {1, 0}});
    SubGrid early = SubGrid.of(2, 1, PRODUCT, 0, 0.5);
    SubGrid late = SubGrid.states(2, 2, 4, 6);
    SubGridSolution s =
        SubGrids.of(late, early).solve(Solver.dopri5(1e-6, 1e-7), FIELD, new double[2], y0);
    assertEquals(Math.sin(6), s.value(0, 0, 1, 0), 1e-5);
    assertEquals(Math.cos(4), s.value(0, 1, 0, 0), 1e-5);
    assertEquals(0.5 * Math.sin(0.5) + Math.cos(0.5), s.value(1, 0, 1, 0), 1e-6);
    assertArrayEquals(
        new int[] {4, 2}, new int[] {s.values().get(0).rows(), s.values().get(0).columns()});
  }

  @Test
  void whatIsNotReachedIsNaN() {
    Solver solver = Solver.dopri5(1e-6, 1e-8).withEvents(Event.falling((t, y) -> y[1]));
    SubGridSolution s =
        SubGrids.of(SubGrid.of(1, 1, PRODUCT, 1, 2))
            .solve(solver, FIELD, new double[1], DoubleMatrix.of(new double[] {0, 1}));
    assertEquals(RowStatus.EVENT, s.rows().get(0).status());
    assertEquals(1, s.occurrences().size());
    assertEquals(Math.sin(1) + Math.cos(1), s.value(0, 0, 0, 0), 1e-6);
    assertTrue(Double.isNaN(s.value(0, 0, 1, 0)));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThrows(IllegalArgumentException.class, SubGrids::of);
    assertThrows(IllegalArgumentException.class, () -> SubGrid.of(1, 0, PRODUCT, 1));
    SubGrid one = SubGrid.of(1, 1, PRODUCT, 1);
    SubGrid two = SubGrid.of(2, 1, PRODUCT, 1);
    assertThrows(IllegalArgumentException.class, () -> SubGrids.of(one, two));
    SubGrid back = SubGrid.of(1, 1, PRODUCT, 2, 1);
    Solver solver = Solver.dopri5(1e-6, 1e-8);
    DoubleMatrix y0 = DoubleMatrix.of(new double[] {0, 1});
    assertThrows(
        IllegalArgumentException.class,
        () -> SubGrids.of(back).solve(solver, FIELD, new double[1], y0));
  }
}
