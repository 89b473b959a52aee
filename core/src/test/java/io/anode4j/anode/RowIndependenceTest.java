package io.anode4j.anode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solution;
import io.anode4j.ode.Solver;
import io.anode4j.reference.Doubles;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A row of a neural ODE has the same states, bit for bit, and the same steps in every batch. */
class RowIndependenceTest {
  private static final int ROWS = 21;
  private static final int DIMENSION = 5;

  /** Every tableau by steps of a fixed length, and by adaptive ones where it has an estimate. */
  static Stream<Solver> solvers() {
    Stream<Solver> fixed =
        ButcherTableau.all().stream().map(m -> Solver.fixed(m, m.order() == 1 ? 0.05 : 0.1));
    Stream<Solver> adaptive =
        ButcherTableau.all().stream()
            .filter(ButcherTableau::embedded)
            .map(m -> Solver.adaptive(m, m.order() == 2 ? 1e-3 : 1e-4, 1e-5));
    return Stream.concat(adaptive, fixed);
  }

  private final LayerField field = RandomField.of(1, 2, DIMENSION, 33, 17, DIMENSION);
  private final double[] t0 = new double[ROWS];
  private final double[][] times = new double[ROWS][];
  private final Matrix y0;

  RowIndependenceTest() {
    SplittableRandom random = new SplittableRandom(2);
    y0 = Doubles.randomMatrix(random, ROWS, DIMENSION);
    for (int r = 0; r < ROWS; r++) {
      t0[r] = random.nextDouble(-1, 1);
      double direction = r % 4 == 3 ? -1 : 1;
      double length = r % 5 == 0 ? 0.1 : random.nextDouble(0.5, 6);
      times[r] = new double[random.nextInt(8)];
      for (int i = 0; i < times[r].length; i++) {
        times[r][i] = t0[r] + direction * length * random.nextDouble();
      }
      Arrays.sort(times[r]);
      if (direction < 0) {
        for (int i = 0; i < times[r].length / 2; i++) {
          double swap = times[r][i];
          times[r][i] = times[r][times[r].length - 1 - i];
          times[r][times[r].length - 1 - i] = swap;
        }
      }
    }
  }

  private Solution solve(Solver solver, int... rows) {
    double[] starts = new double[rows.length];
    double[][] outputs = new double[rows.length][];
    Matrix states = new Matrix(rows.length, DIMENSION);
    for (int i = 0; i < rows.length; i++) {
      starts[i] = t0[rows[i]];
      outputs[i] = times[rows[i]];
      states.copyRow(i, y0, rows[i]);
    }
    return solver.solve(field, starts, states, OutputTimes.of(outputs));
  }

  private static void assertSame(Solution alone, Solution batch, int row) {
    assertEquals(alone.rows().get(0), batch.rows().get(row));
    float[][] expected = alone.row(0);
    float[][] actual = batch.row(row);
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], actual[i], "row " + row + ", output " + i);
    }
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void holdsInBatchesOfEverySize(Solver solver) {
    Solution[] alone = new Solution[ROWS];
    for (int r = 0; r < ROWS; r++) {
      alone[r] = solve(solver, r);
      alone[r].orThrow();
    }
    SplittableRandom random = new SplittableRandom(3);
    for (int size = 1; size <= ROWS; size++) {
      int[] rows = random.ints(size, 0, ROWS).toArray();
      Solution batch = solve(solver, rows);
      for (int i = 0; i < size; i++) {
        assertSame(alone[rows[i]], batch, i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void holdsBesideRowsThatFail(Solver solver) {
    int[] all = new int[ROWS];
    Arrays.setAll(all, r -> r);
    Solution clean = solve(solver, all);
    int[] sick = {1, 6, 7, 20};
    for (int r : sick) {
      y0.set(r, r % DIMENSION, Float.NaN);
      times[r] = new double[] {t0[r] + 1};
    }
    Solution mixed = solve(solver, all);
    for (int r = 0; r < ROWS; r++) {
      if (Arrays.binarySearch(sick, r) >= 0) {
        assertEquals(RowStatus.NOT_FINITE, mixed.rows().get(r).status());
      } else {
        assertEquals(clean.rows().get(r), mixed.rows().get(r));
        assertTrue(Arrays.deepEquals(clean.row(r), mixed.row(r)), "row " + r);
      }
    }
  }
}
