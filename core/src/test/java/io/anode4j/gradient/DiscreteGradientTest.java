package io.anode4j.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.anode.LayerField;
import io.anode4j.anode.RandomField;
import io.anode4j.ode.FieldEvaluator;
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
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gradient against finite differences of the same discrete solve, replayed in double precision
 * over the recorded steps: the two differ by float32's rounding alone.
 */
class DiscreteGradientTest {
  /**
   * Relative to the norm of the gradient, or to that of the cotangents where it is larger: some
   * fifty stages in float32, tanh to 3.5e-7, and weights of up to 88 that cancel in tsit5's dense
   * output.
   */
  private static final double TOLERANCE = 5e-6;

  static Stream<Solver> solvers() {
    return Stream.of(
        Solver.dopri5(1e-3, 1e-4), Solver.tsit5(1e-3, 1e-4), Solver.rk4(0.25), Solver.euler(0.125));
  }

  /** A pendulum with damping and a push that depends on time, and its pullback. */
  private static final VectorField.RowFunction PENDULUM =
      (t, y, dy) -> {
        dy[0] = y[1];
        dy[1] = -2 * Math.sin(y[0]) - 0.3 * y[1] + Math.cos(3 * t) * y[0];
      };

  private static final VectorField PENDULUM_FIELD =
      VectorField.of(
          2,
          PENDULUM,
          (t, y, ct, out) -> {
            out[0] = ct[1] * (-2 * Math.cos(y[0]) + Math.cos(3 * t));
            out[1] = ct[0] - 0.3 * ct[1];
          });

  /** A batch with everything that its solve and its gradient need. */
  private static final class Run {
    final Solver solver;
    final double[] t0;
    final Matrix y0;
    final OutputTimes times;
    final FieldEvaluator field;
    final Integrator<Matrix> integrator;
    final Matrix out;
    final Matrix cotangents;
    final Matrix initial;

    Run(Solver solver, VectorField field, double[] t0, Matrix y0, double[][] times) {
      this.solver = solver;
      this.t0 = t0;
      this.y0 = y0;
      this.times = OutputTimes.of(times);
      this.field = field.evaluator();
      integrator = new Integrator<>(solver, field.dimension(), this.field);
      integrator.recordSteps(true);
      out = new Matrix(this.times.total(), field.dimension());
      cotangents = cotangents(this.times.total(), field.dimension());
      initial = new Matrix(t0.length, field.dimension());
      Arrays.fill(initial.data(), Float.NaN);
    }

    /** A cotangent that depends on the output's place alone; its padding is zero as in a batch. */
    private static Matrix cotangents(int outputs, int dimension) {
      SplittableRandom random = new SplittableRandom(77);
      Matrix ct = new Matrix(outputs, dimension);
      for (int o = 0; o < outputs; o++) {
        for (int j = 0; j < dimension; j++) {
          ct.set(o, j, (float) random.nextDouble(-1, 1));
        }
      }
      return ct;
    }

    StepTable<Matrix> solve() {
      integrator.solve(t0, y0, times, out);
      return integrator.steps();
    }

    void pullback() {
      DiscreteGradient<Matrix> gradient =
          new DiscreteGradient<>(solver.tableau(), y0.columns(), field);
      gradient.pullback(integrator.steps(), cotangents, initial);
    }

    double loss(VectorField.RowFunction f, int row, double[] start) {
      double[][] outputs = Replay.outputs(solver.tableau(), f, integrator.steps(), row, start);
      double sum = 0;
      for (int o = 0; o < outputs.length; o++) {
        sum += Doubles.dot(outputs[o], Doubles.row(cotangents, times.offsets()[row] + o));
      }
      return sum;
    }

    void checkInitial(VectorField.RowFunction f) {
      for (int r = 0; r < t0.length; r++) {
        int row = r;
        double[] expected =
            FiniteDifferences.gradient(start -> loss(f, row, start), Doubles.row(y0, r));
        double size = Math.max(1, Math.sqrt(Doubles.dot(expected, expected)));
        Doubles.assertClose(expected, Doubles.row(initial, r), TOLERANCE * size);
      }
    }
  }

  private static Matrix states(int rows, int dimension) {
    return Doubles.randomMatrix(new SplittableRandom(rows), rows, dimension);
  }

  private static final double[] STARTS = {0, 0.5, -1, 0, 2, 1, 0, -0.125};

  /** Outputs between steps, at starts and ends, doubled, backwards, one and none. */
  private static double[][] raggedTimes() {
    return new double[][] {
      {0.1, 0.7, 1.9, 2},
      {0.5, 0.5, 0.75, 1.1},
      {},
      {-0.3, -0.31, -2},
      {2},
      {3.7},
      {0, 0.25, 0.25, 0.5, 0.5, 0.6, 0.6, 1.5},
      {1e-3, 0.2501, 0.2502, 0.9}
    };
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void isExactForATimeDependentFunction(Solver solver) {
    Run run = new Run(solver, PENDULUM_FIELD, STARTS, states(8, 2), raggedTimes());
    run.solve();
    run.pullback();
    run.checkInitial(PENDULUM);
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void isExactForANeuralFieldAndItsParameters(Solver solver) {
    LayerField field = RandomField.of(1, 2, 3, 11, 3);
    Run run = new Run(solver, field, STARTS, states(8, 3), raggedTimes());
    run.solve();
    run.pullback();
    double[] p = Doubles.of(field.parameters().values());
    run.checkInitial(network(field, p));
    float[] gradient = new float[p.length];
    ((LayerField.Evaluator) run.field).drainGradient(gradient);
    double[] expected =
        FiniteDifferences.gradient(
            parameters -> {
              double sum = 0;
              for (int r = 0; r < STARTS.length; r++) {
                sum += run.loss(network(field, parameters), r, Doubles.row(run.y0, r));
              }
              return sum;
            },
            p);
    double error = Doubles.relativeError(expected, Doubles.of(gradient));
    assertTrue(error < TOLERANCE, "relative error " + error);
  }

  private static VectorField.RowFunction network(LayerField field, double[] p) {
    return (t, y, dy) -> {
      double[] derivative = Networks.mlp(field.layer(), p, y);
      System.arraycopy(derivative, 0, dy, 0, dy.length);
    };
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void isExactWhereOutputsFallOnStepEnds(Solver solver) {
    for (double direction : new double[] {1, -1}) {
      double[] t0 = {0.5};
      double end = 0.5 + 2.3 * direction;
      Run first = new Run(solver, PENDULUM_FIELD, t0, states(1, 2), new double[][] {{end}});
      StepTable<Matrix> steps = first.solve();
      double[] ends = new double[steps.size() + 3];
      int count = 0;
      for (int s : Replay.inOrder(steps, 0)) {
        ends[count++] = steps.time(s) + steps.step(s);
        if (count == 2) {
          ends[count++] = ends[1];
          ends[count++] = ends[1] + 0.01 * direction;
        }
      }
      ends[count - 1] = end;
      ends[count] = end;
      Run second = new Run(solver, PENDULUM_FIELD, t0, states(1, 2), new double[][] {ends});
      assertEquals(steps.size(), second.solve().size());
      second.pullback();
      second.checkInitial(PENDULUM);
    }
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void givesARowTheSameBitsInEveryBatch(Solver solver) {
    LayerField field = RandomField.of(2, 2, 3, 17, 3);
    Matrix y0 = states(8, 3);
    double[][] times = raggedTimes();
    Run together = new Run(solver, field, STARTS, y0, times);
    together.solve();
    together.pullback();
    for (int r = 0; r < 8; r++) {
      Matrix own = new Matrix(1, 3);
      own.copyRow(0, y0, r);
      Run alone = new Run(solver, field, new double[] {STARTS[r]}, own, new double[][] {times[r]});
      for (int o = 0; o < times[r].length; o++) {
        alone.cotangents.copyRow(o, together.cotangents, together.times.offsets()[r] + o);
      }
      alone.solve();
      alone.pullback();
      assertArrayEquals(Doubles.row(alone.initial, 0), Doubles.row(together.initial, r));
    }
  }

  @Test
  void reusesItsMemoryForBatchesOfOtherSizes() {
    Solver solver = Solver.dopri5(1e-3, 1e-4);
    FieldEvaluator evaluator = PENDULUM_FIELD.evaluator();
    Integrator<Matrix> integrator = new Integrator<>(solver, 2, evaluator);
    integrator.recordSteps(true);
    DiscreteGradient<Matrix> gradient = new DiscreteGradient<>(solver.tableau(), 2, evaluator);
    for (int rows : new int[] {2, 7, 1, 8}) {
      double[][] times = Arrays.copyOf(raggedTimes(), rows);
      double[] t0 = Arrays.copyOf(STARTS, rows);
      Matrix y0 = states(rows, 2);
      Run fresh = new Run(solver, PENDULUM_FIELD, t0, y0, times);
      fresh.solve();
      fresh.pullback();
      integrator.solve(t0, y0, fresh.times, new Matrix(fresh.times.total(), 2));
      Matrix initial = new Matrix(rows, 2);
      gradient.pullback(integrator.steps(), fresh.cotangents, initial);
      assertArrayEquals(fresh.initial.toArray(), initial.toArray());
    }
  }

  @Test
  void growsItsTableOverManySteps() {
    double[][] times = {{0.05, 3, 6.66, 10}};
    Run run = new Run(Solver.rk4(0.05), PENDULUM_FIELD, new double[1], states(1, 2), times);
    assertEquals(200, run.solve().size());
    run.pullback();
    double[] expected =
        FiniteDifferences.gradient(start -> run.loss(PENDULUM, 0, start), Doubles.row(run.y0, 0));
    // Four hundred steps there and back: their roundings add up.
    double error = Doubles.relativeError(expected, Doubles.row(run.initial, 0));
    assertTrue(error < 2e-5, "relative error " + error);
  }

  @Test
  void leavesOutputsThatWereNotReachedOut() {
    VectorField breaks =
        VectorField.of(
            1,
            (t, y, dy) -> dy[0] = t > 1 && y[0] > 0 ? Double.NaN : -y[0],
            (t, y, ct, out) -> out[0] = -ct[0]);
    Matrix y0 = Matrix.of(new float[][] {{1}, {-1}});
    double[][] times = {{0.5, 2}, {0.5, 2}};
    Run run = new Run(Solver.dopri5(1e-4, 1e-5), breaks, new double[2], y0, times);
    run.solve();
    assertEquals(RowStatus.NOT_FINITE, run.integrator.status(0));
    assertEquals(RowStatus.SUCCESS, run.integrator.status(1));
    Arrays.fill(run.cotangents.data(), 1f);
    run.pullback();
    assertEquals(Math.exp(-0.5), run.initial.get(0, 0), 1e-4);
    assertEquals(Math.exp(-0.5) + Math.exp(-2), run.initial.get(1, 0), 1e-4);
  }

  @Test
  void refusesAFieldWithoutPullback() {
    VectorField field = VectorField.of(2, PENDULUM);
    double[][] times = {{1}};
    Run run = new Run(Solver.rk4(0.5), field, new double[1], states(1, 2), times);
    run.solve();
    String message = assertThrows(IllegalStateException.class, run::pullback).getMessage();
    assertTrue(message.contains("VectorField.of(dimension, function, pullback)"), message);
  }
}
