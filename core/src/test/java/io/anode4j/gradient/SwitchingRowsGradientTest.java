package io.anode4j.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.anode.LayerField;
import io.anode4j.anode.RandomField;
import io.anode4j.ode.Event;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.Solver;
import io.anode4j.ode.SwitchingSolver;
import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows of a batch, some of which change their method: each has the gradient that it has alone. */
class SwitchingRowsGradientTest {
  private static final SwitchingSolver SOLVER = SwitchingSolver.of(1e-5, 1e-7);
  private static final StiffField OSCILLATOR = StiffField.vanDerPol(200);

  private static final double[][] STARTS = {{2, -0.66}, {1.5, -0.5}, {0.1, 1}, {2, 0}, {1, 1}};
  private static final double[][] TIMES = {{0, 0.2, 1.1}, {0.004}, {0.7, 1.2}, {0.3}, {}};

  private static DoubleGradients gradients(DifferentiableSolver solver, int... rows) {
    double[][] starts = IntStream.of(rows).mapToObj(r -> STARTS[r]).toArray(double[][]::new);
    double[][] times = IntStream.of(rows).mapToObj(r -> TIMES[r]).toArray(double[][]::new);
    return solver.solve(
        OSCILLATOR.field(),
        new double[rows.length],
        DoubleMatrix.of(starts),
        OutputTimes.of(times),
        DoubleOutputLoss.sumOfSquares());
  }

  @Test
  void orderAndCompanyChangeNothing() {
    DifferentiableSolver solver = new DifferentiableSolver(SOLVER);
    DoubleGradients together = gradients(solver, 0, 1, 2, 3, 4);
    DoubleGradients turned = gradients(solver, 4, 3, 2, 1, 0);
    double[] sum = new double[2];
    for (int r = 0; r < 5; r++) {
      DoubleGradients alone = gradients(solver, r);
      assertArrayEquals(alone.initialStates().row(0), together.initialStates().row(r));
      assertArrayEquals(alone.initialStates().row(0), turned.initialStates().row(4 - r));
      assertEquals(alone.startTimes()[0], together.startTimes()[r]);
      assertEquals(alone.solution().rows().get(0), together.solution().rows().get(r));
      for (int p = 0; p < 2; p++) {
        sum[p] += alone.parameters()[p];
      }
    }
    for (int p = 0; p < 2; p++) {
      // Parameters' gradients are sums over rows, rounded to float32: a rounding for each row.
      double rounding = 5 * 6e-8 * Math.max(1e-3, Math.abs(sum[p]));
      assertEquals(sum[p], together.parameters()[p], rounding);
      assertEquals(sum[p], turned.parameters()[p], rounding);
    }
  }

  @Test
  void threadsChangeNothing() {
    DifferentiableSolver solver = new DifferentiableSolver(SOLVER);
    DoubleGradients one = gradients(solver, 0, 1, 2, 3, 4);
    List<DoubleGradients> several =
        IntStream.range(0, 8).parallel().mapToObj(i -> gradients(solver, 0, 1, 2, 3, 4)).toList();
    for (DoubleGradients g : several) {
      assertArrayEquals(one.initialStates().data(), g.initialStates().data());
      assertArrayEquals(one.parameters(), g.parameters());
    }
  }

  /** A recorder's memory is that of the solve before: of other rows, which switch elsewhere. */
  @Test
  void recordersForgetTheSolveBefore() {
    RecordedSolve solve =
        new DifferentiableSolver(SOLVER).recorder(2, OSCILLATOR.field().evaluator());
    Matrix two = Matrix.of(new float[][] {{2, -0.66f}, {1.5f, -0.5f}});
    float[][] found = new float[2][];
    for (int i = 0; i < 2; i++) {
      OutputTimes times = OutputTimes.same(2, 1.1);
      solve.solve(new double[2], two, times);
      Matrix initial = new Matrix(2, 2);
      solve.pullback(Matrix.of(new float[][] {{1, 0}, {1, 0}}), initial, new float[2]);
      found[i] = initial.toArray();
      Matrix one = Matrix.of(new float[][] {{0.1f, 1}});
      solve.solve(new double[1], one, OutputTimes.same(1, 1.2));
      solve.pullback(Matrix.of(new float[][] {{1, 0}}), new Matrix(1, 2), new float[2]);
    }
    assertArrayEquals(found[0], found[1]);
  }

  @Test
  void rowsThatNeverSwitchHaveTheDiscreteGradientsBits() {
    LayerField field = RandomField.of(3, 1.5, 3, 12, 3);
    DoubleMatrix y0 = DoubleMatrix.of(new double[] {1, -0.5, 0.25}, new double[] {0.2, 0, 1});
    double[] times = {0, 0.5, 1};
    DifferentiableSolver plain = new DifferentiableSolver(SOLVER.explicit());
    DifferentiableSolver switching = new DifferentiableSolver(SOLVER);
    assertTrue(SOLVER.solve(field, y0, times).switches().isEmpty());
    DoubleGradients a = plain.solve(field, y0, DoubleOutputLoss.sumOfSquares(), times);
    DoubleGradients b = switching.solve(field, y0, DoubleOutputLoss.sumOfSquares(), times);
    assertArrayEquals(a.initialStates().data(), b.initialStates().data());
    assertArrayEquals(a.parameters(), b.parameters());
    assertArrayEquals(a.startTimes(), b.startTimes());
    assertArrayEquals(a.outputTimes(), b.outputTimes());
    assertEquals(a.solution().rows(), b.solution().rows());
    assertEquals(a.statistics(), b.statistics());
    Gradients c = plain.solve(field, y0.narrowed(), OutputLoss.sumOfSquares(), times);
    Gradients d = switching.solve(field, y0.narrowed(), OutputLoss.sumOfSquares(), times);
    assertArrayEquals(c.initialStates().toArray(), d.initialStates().toArray());
    assertArrayEquals(c.parameters(), d.parameters());
    assertEquals(c.statistics(), d.statistics());
  }

  /** Also beside a row that switches. */
  @Test
  void aRowThatNeverSwitchesBesideOneThatDoes() {
    DoubleGradients alone = gradients(new DifferentiableSolver(SOLVER.explicit()), 1);
    DoubleGradients beside = gradients(new DifferentiableSolver(SOLVER), 0, 1);
    assertArrayEquals(alone.initialStates().row(0), beside.initialStates().row(1));
  }

  @Test
  void float32IsFloat64ToItsRounding() {
    StiffField kaps = StiffField.kaps(1e4);
    double[] times = {0, 0.4, 0.9, 1.3, 2, 3};
    DoubleMatrix y0 = DoubleMatrix.of(new double[] {0.75, 0.875});
    assertEquals(
        2,
        SOLVER
            .solve(kaps.field(), new double[1], y0.narrowed(), OutputTimes.same(1, times))
            .switches()
            .size());
    DifferentiableSolver solver = new DifferentiableSolver(SOLVER);
    Gradients narrow = solver.solve(kaps.field(), y0.narrowed(), OutputLoss.sumOfSquares(), times);
    DoubleGradients wide = solver.solve(kaps.field(), y0, DoubleOutputLoss.sumOfSquares(), times);
    // Both solves err by their tolerance of 1e-5, and not by the same steps.
    for (int j = 0; j < 2; j++) {
      assertEquals(wide.initialStates().get(0, j), narrow.initialStates().get(0, j), 2e-4);
    }
    assertEquals(wide.parameters()[1], narrow.parameters()[1], 2e-4);
    assertFalse(Double.isNaN(narrow.parameters()[0]));
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    Solver implicit = SOLVER.implicit();
    GradientStrategy switching = new GradientStrategy.Switching(implicit);
    assertTrue(switching.takes(SOLVER.explicit()));
    for (Solver other :
        List.of(
            implicit,
            Solver.rk4(0.1),
            SOLVER.explicit().stepAt(1),
            SOLVER.explicit().withEvent(Event.of((t, y) -> y[0])))) {
      assertFalse(switching.takes(other));
      String message =
          assertThrows(
                  IllegalArgumentException.class, () -> new DifferentiableSolver(other, switching))
              .getMessage();
      assertTrue(message.contains("expected") || message.contains("give"), message);
    }
  }
}
