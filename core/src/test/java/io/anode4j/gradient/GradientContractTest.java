package io.anode4j.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.anode.LayerField;
import io.anode4j.anode.RandomField;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.reference.Doubles;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every gradient strategy must do. */
class GradientContractTest {
  /** A damped, rotating linear system with a push: y₀′ = −0.3y₀ + 2y₁, y₁′ = −2y₀ − 0.3y₁ + t. */
  private static final VectorField SPIRAL =
      VectorField.of(
          2,
          (t, y, dy) -> {
            dy[0] = -0.3 * y[0] + 2 * y[1];
            dy[1] = -2 * y[0] - 0.3 * y[1] + t;
          },
          (t, y, ct, out) -> {
            out[0] = -0.3 * ct[0] - 2 * ct[1];
            out[1] = 2 * ct[0] - 0.3 * ct[1];
          });

  static Stream<GradientStrategy> strategies() {
    return Stream.of(
        GradientStrategy.discrete(),
        new GradientStrategy.Checkpointed(3),
        GradientStrategy.continuousAdjoint(1e-6, 1e-7),
        GradientStrategy.reversible());
  }

  /** Solves well below the tolerances asserted: 1e-6 a step, and float32's rounding. */
  private static DifferentiableSolver tight(GradientStrategy strategy) {
    return new DifferentiableSolver(Solver.dopri5(1e-6, 1e-7), strategy);
  }

  private static final double[] STARTS = {0, 0.5, -1, 0, 2, 1, 0, -0.125};

  /** Outputs between steps, at starts and ends, doubled, backwards, one and none. */
  private static double[][] raggedTimes() {
    return new double[][] {
      {0.1, 0.7, 1.9, 2},
      {0.5, 0.5, 0.75, 1.1},
      {},
      {-1.3, -1.31, -3},
      {2},
      {3.7},
      {0, 0.25, 0.25, 0.5, 0.5, 0.6, 0.6, 1.5},
      {-0.124, 0.2501, 0.2502, 0.9}
    };
  }

  private static Matrix random(int seed, int rows, int columns) {
    Matrix m = new Matrix(rows, columns);
    SplittableRandom random = new SplittableRandom(seed);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < columns; j++) {
        m.set(r, j, (float) random.nextDouble(-1, 1));
      }
    }
    return m;
  }

  /** exp(Aᵀ·t)·ct for the spiral: a decay and a rotation backwards. */
  private static double[] pulled(double t, double[] ct) {
    double decay = Math.exp(-0.3 * t);
    double c = Math.cos(2 * t);
    double s = Math.sin(2 * t);
    return new double[] {decay * (c * ct[0] - s * ct[1]), decay * (s * ct[0] + c * ct[1])};
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void agreesWithTheMatrixExponential(GradientStrategy strategy) {
    OutputTimes times = OutputTimes.of(raggedTimes());
    Matrix y0 = random(1, 8, 2);
    Matrix weights = random(2, times.total(), 2);
    Gradients g = tight(strategy).solve(SPIRAL, STARTS, y0, times, OutputLoss.weighted(weights));
    for (int r = 0; r < 8; r++) {
      double[] expected = new double[2];
      for (int o = times.offsets()[r]; o < times.offsets()[r + 1]; o++) {
        double[] one = pulled(times.times()[o] - STARTS[r], Doubles.row(weights, o));
        expected[0] += one[0];
        expected[1] += one[1];
      }
      // Errors of some twenty steps of 1e-6 each, and float32's.
      Doubles.assertClose(expected, Doubles.row(g.initialStates(), r), 2e-5);
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void givesTheGradientOfEveryTime(GradientStrategy strategy) {
    OutputTimes times = OutputTimes.of(raggedTimes());
    Matrix y0 = random(1, 8, 2);
    Matrix weights = random(2, times.total(), 2);
    Gradients g = tight(strategy).solve(SPIRAL, STARTS, y0, times, OutputLoss.weighted(weights));
    for (int r = 0; r < 8; r++) {
      for (int o = times.offsets()[r]; o < times.offsets()[r + 1]; o++) {
        double t = times.times()[o];
        double a = g.solution().values().get(o, 0);
        double b = g.solution().values().get(o, 1);
        double expected =
            weights.get(o, 0) * (-0.3 * a + 2 * b) + weights.get(o, 1) * (-2 * a - 0.3 * b + t);
        assertEquals(expected, g.outputTimes()[o], 1e-6, "output " + o);
      }
      double da = -0.3 * y0.get(r, 0) + 2 * y0.get(r, 1);
      double db = -2 * y0.get(r, 0) - 0.3 * y0.get(r, 1) + STARTS[r];
      double expected = 0;
      for (int o = times.offsets()[r]; o < times.offsets()[r + 1]; o++) {
        double[] one = pulled(times.times()[o] - STARTS[r], Doubles.row(weights, o));
        expected -= one[0] * da + one[1] * db;
      }
      assertEquals(expected, g.startTimes()[r], 1e-4, "start " + r);
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void agreesWithTheOthersOnANeuralField(GradientStrategy strategy) {
    LayerField field = RandomField.of(1, 2, 3, 11, 3);
    OutputTimes times = OutputTimes.of(raggedTimes());
    Matrix y0 = random(3, 8, 3);
    OutputLoss loss = OutputLoss.sumOfSquares();
    Gradients expected = tight(GradientStrategy.discrete()).solve(field, STARTS, y0, times, loss);
    Gradients actual = tight(strategy).solve(field, STARTS, y0, times, loss);
    assertEquals(expected.loss(), actual.loss(), 1e-5 * expected.loss());
    double states =
        Doubles.relativeError(
            Doubles.of(expected.initialStates().toArray()),
            Doubles.of(actual.initialStates().toArray()));
    // Two solves of some twenty steps of 1e-6 each, and float32's rounding.
    assertTrue(states < 2e-5, "initial states: " + states);
    double parameters =
        Doubles.relativeError(Doubles.of(expected.parameters()), Doubles.of(actual.parameters()));
    assertTrue(parameters < 2e-5, "parameters: " + parameters);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void givesARowTheSameBitsInEveryBatch(GradientStrategy strategy) {
    LayerField field = RandomField.of(2, 2, 3, 17, 3);
    double[][] times = raggedTimes();
    Matrix y0 = random(4, 8, 3);
    DifferentiableSolver solver = new DifferentiableSolver(Solver.tsit5(1e-3, 1e-4), strategy);
    OutputLoss loss = OutputLoss.sumOfSquares();
    Gradients together = solver.solve(field, STARTS, y0, OutputTimes.of(times), loss);
    for (int r = 0; r < 8; r++) {
      Matrix own = new Matrix(1, 3);
      own.copyRow(0, y0, r);
      double[] start = {STARTS[r]};
      Gradients alone =
          solver.solve(field, start, own, OutputTimes.of(new double[][] {times[r]}), loss);
      assertArrayEquals(
          Doubles.row(alone.initialStates(), 0), Doubles.row(together.initialStates(), r));
      assertArrayEquals(alone.solution().row(0), together.solution().row(r));
      assertEquals(alone.startTimes()[0], together.startTimes()[r]);
      assertEquals(alone.solution().rows().get(0), together.solution().rows().get(r));
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void solvesNothingForNoRows(GradientStrategy strategy) {
    Gradients none =
        tight(strategy)
            .solve(
                SPIRAL,
                new double[0],
                new Matrix(0, 2),
                OutputTimes.of(),
                OutputLoss.sumOfSquares());
    assertEquals(0, none.loss());
    assertEquals(0, none.initialStates().rows());
    assertEquals(0, none.startTimes().length);
    assertEquals(0, none.statistics().forwardEvaluations());
    assertEquals(0, none.statistics().pullbacks());
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void leavesOutputsThatWereNotReachedOut(GradientStrategy strategy) {
    VectorField breaks =
        VectorField.of(
            1,
            (t, y, dy) -> dy[0] = t > 1 && y[0] > 0 ? Double.NaN : -y[0],
            (t, y, ct, out) -> out[0] = -ct[0]);
    Matrix y0 = Matrix.of(new float[][] {{1}, {-1}, {Float.NaN}, {1}});
    OutputTimes times = OutputTimes.of(new double[][] {{0.5, 2}, {0.5, 2}, {0.5}, {0.5}});
    Matrix ones = new Matrix(times.total(), 1);
    for (int o = 0; o < times.total(); o++) {
      ones.set(o, 0, 1);
    }
    Gradients g =
        new DifferentiableSolver(Solver.dopri5(1e-5, 1e-6), strategy)
            .solve(breaks, new double[4], y0, times, OutputLoss.weighted(ones));
    assertEquals(RowStatus.NOT_FINITE, g.solution().rows().get(0).status());
    assertEquals(RowStatus.SUCCESS, g.solution().rows().get(1).status());
    assertEquals(RowStatus.NOT_FINITE, g.solution().rows().get(2).status());
    assertEquals(Math.exp(-0.5), g.initialStates().get(0, 0), 1e-4);
    assertEquals(Math.exp(-0.5) + Math.exp(-2), g.initialStates().get(1, 0), 1e-4);
    assertEquals(0, g.initialStates().get(2, 0));
    assertEquals(Math.exp(-0.5), g.initialStates().get(3, 0), 1e-4);
    assertEquals(0, g.outputTimes()[1]);
    assertEquals(Math.exp(-0.5) + Math.exp(-2), g.startTimes()[1] * -1, 1e-4);
    assertTrue(g.backward().stream().allMatch(s -> s == RowStatus.SUCCESS));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void worksWithFixedSteps(GradientStrategy strategy) {
    OutputTimes times = OutputTimes.of(raggedTimes());
    Matrix y0 = random(1, 8, 2);
    Matrix weights = random(2, times.total(), 2);
    Gradients g =
        new DifferentiableSolver(Solver.rk4(0.02), strategy)
            .solve(SPIRAL, STARTS, y0, times, OutputLoss.weighted(weights));
    Gradients expected =
        tight(GradientStrategy.discrete())
            .solve(SPIRAL, STARTS, y0, times, OutputLoss.weighted(weights));
    double error =
        Doubles.relativeError(
            Doubles.of(expected.initialStates().toArray()),
            Doubles.of(g.initialStates().toArray()));
    assertTrue(error < 1e-5, "relative error " + error);
    assertTrue(Arrays.stream(g.startTimes()).allMatch(Double::isFinite));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void leavesTimesOutWhereNotAskedFor(GradientStrategy strategy) {
    Matrix y0 = random(1, 2, 2);
    OutputLoss loss = OutputLoss.sumOfSquares();
    Gradients with = tight(strategy).solve(SPIRAL, y0, loss, 0, 1);
    Gradients without = tight(strategy).withoutTimes().solve(SPIRAL, y0, loss, 0, 1);
    assertEquals(0, without.startTimes().length);
    assertEquals(0, without.outputTimes().length);
    assertArrayEquals(with.initialStates().toArray(), without.initialStates().toArray());
  }
}
