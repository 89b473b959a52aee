package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.reference.Problem;
import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every method must do. */
class SolverContractTest {
  /**
   * Each method at settings that leave errors well above float32's rounding, and the largest error
   * over all problems, relative to 1 + |y|. For the adaptive methods, local errors of 1e-5 · |y|
   * add up and Kepler's orbit amplifies them, the more the more steps a low order needs; 10⁴ Euler
   * steps of 3·10⁻⁴ round and truncate.
   */
  private record Method(Solver solver, double tolerance) {
    @Override
    public String toString() {
      return solver.tableau().name();
    }
  }

  static Stream<Method> methods() {
    return Stream.of(
        new Method(Solver.euler(3e-4), 1e-2),
        new Method(Solver.fixed(ButcherTableau.heun(), 0.005), 1e-3),
        new Method(Solver.midpoint(0.005), 1e-3),
        new Method(Solver.fixed(ButcherTableau.ralston(), 0.005), 1e-3),
        new Method(Solver.rk4(0.02), 1e-5),
        new Method(Solver.fixed(ButcherTableau.rk38(), 0.02), 1e-5),
        new Method(Solver.adaptive(ButcherTableau.heun(), 1e-5, 1e-6), 1e-3),
        new Method(Solver.adaptive(ButcherTableau.midpoint(), 1e-5, 1e-6), 1e-3),
        new Method(Solver.adaptive(ButcherTableau.ralston(), 1e-5, 1e-6), 1e-3),
        new Method(Solver.bosh3(1e-5, 1e-6), 1e-3),
        new Method(Solver.dopri5(1e-5, 1e-6), 1e-4),
        new Method(Solver.tsit5(1e-5, 1e-6), 1e-4),
        new Method(Solver.dopri8(1e-5, 1e-6), 1e-4),
        new Method(Solver.kencarp4(1e-5, 1e-6), 1e-3),
        new Method(Solver.kvaerno5(1e-5, 1e-6), 1e-3));
  }

  static Stream<Method> adaptiveMethods() {
    return methods().filter(m -> m.solver.adaptive());
  }

  static Stream<Arguments> methodsAndProblems() {
    return methods().flatMap(m -> Problem.all().stream().map(p -> Arguments.of(m, p)));
  }

  private static void assertExact(Method method, Problem problem, Solution solution, double[] t) {
    solution.orThrow();
    for (int i = 0; i < t.length; i++) {
      double[] expected = problem.exact().apply(t[i]);
      for (int j = 0; j < expected.length; j++) {
        double tolerance = method.tolerance * (1 + Math.abs(expected[j]));
        assertEquals(expected[j], solution.value(0, i, j), tolerance, "t = " + t[i]);
      }
    }
  }

  private static double[] grid(double from, double to, int count) {
    double[] t = new double[count];
    for (int i = 0; i < count; i++) {
      t[i] = from + (to - from) * i / (count - 1);
    }
    return t;
  }

  @ParameterizedTest
  @MethodSource("methodsAndProblems")
  void reachesTheExactEnd(Method method, Problem problem) {
    double[] t = {problem.start(), problem.end()};
    assertExact(
        method,
        problem,
        method.solver.solve(problem.field(), problem.state(problem.start()), t),
        t);
  }

  @ParameterizedTest
  @MethodSource("methodsAndProblems")
  void followsTheExactSolutionInBetween(Method method, Problem problem) {
    double[] t = grid(problem.start(), problem.end(), 57);
    assertExact(
        method,
        problem,
        method.solver.solve(problem.field(), problem.state(problem.start()), t),
        t);
  }

  @ParameterizedTest
  @MethodSource("methodsAndProblems")
  void runsBackwardsInTime(Method method, Problem problem) {
    double[] t = grid(problem.end(), problem.start(), 23);
    assertExact(
        method, problem, method.solver.solve(problem.field(), problem.state(problem.end()), t), t);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void outputsDoNotChangeTheSteps(Method method) {
    Problem problem = Problem.oscillator();
    Matrix y0 = problem.state(0);
    Solution few = method.solver.solve(problem.field(), y0, 0, 5);
    Solution many = method.solver.solve(problem.field(), y0, grid(0, 5, 301));
    Solution.Row row = few.rows().get(0);
    Solution.Row other = many.rows().get(0);
    // The dense output of dopri8 costs seven evaluations in each step that has outputs inside.
    boolean refined = method.solver.tableau().equals(ButcherTableau.dopri8());
    int steps = row.accepted();
    assertEquals(row.evaluations() + (refined ? 7 * steps : 0), other.evaluations());
    assertEquals(
        List.of(row.accepted(), row.rejected(), row.step(), row.errorRatio(), row.time()),
        List.of(
            other.accepted(), other.rejected(), other.step(), other.errorRatio(), other.time()));
    assertEquals(few.value(0, 1, 0), many.value(0, 300, 0));
    assertEquals(few.value(0, 1, 1), many.value(0, 300, 1));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void rowsHaveTheirOwnTimes(Method method) {
    Problem problem = Problem.oscillator();
    double[] t0 = {0, 1, 2, -1, 0.5, 3, 0};
    double[][] times = {
      {0.5, 1, 6}, // starts before its first output
      {1}, // output at the start and nowhere else
      {}, // nothing asked
      {-1, -1, 0, 0, 2.5}, // the same time twice
      {0, -3}, // backwards
      {3.0000001}, // hardly anywhere
      {1e-9, 0.4} // at once and later
    };
    Matrix y0 = new Matrix(t0.length, 2);
    for (int r = 0; r < t0.length; r++) {
      y0.copyRow(r, problem.state(t0[r]), 0);
    }
    Solution solution =
        method.solver.solve(problem.field(), t0, y0, OutputTimes.of(times)).orThrow();
    for (int r = 0; r < t0.length; r++) {
      float[][] states = solution.row(r);
      assertEquals(times[r].length, states.length);
      for (int i = 0; i < times[r].length; i++) {
        assertEquals(Math.sin(times[r][i]), states[i][0], 2 * method.tolerance);
        assertEquals(Math.cos(times[r][i]), states[i][1], 2 * method.tolerance);
      }
      if (times[r].length > 0) {
        assertEquals(times[r][times[r].length - 1], solution.rows().get(r).time());
      }
    }
    assertEquals(y0.get(1, 0), solution.value(1, 0, 0), "an output at the start is a copy");
    assertEquals(solution.value(3, 2, 0), solution.value(3, 3, 0));
    Solution.Row nothing = solution.rows().get(2);
    float size = Math.max(Math.abs(y0.get(2, 0)), Math.abs(y0.get(2, 1)));
    assertEquals(new Solution.Row(RowStatus.SUCCESS, 2, 0, 0, 0, 0, 0, 0, size), nothing);
    assertEquals(0, solution.rows().get(1).evaluations());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void solvesNoRowsAndOneRowAndManyIdenticalOnes(Method method) {
    Problem problem = Problem.logistic();
    Solution none = method.solver.solve(problem.field(), new Matrix(0, 1), 0, 1);
    assertTrue(none.success());
    assertEquals(0, none.values().rows());
    assertEquals(0, none.evaluations());
    Matrix one = problem.state(0);
    float[] expected = method.solver.solve(problem.field(), one, 0, 0.3, 1).values().toArray();
    Matrix many = new Matrix(13, 1);
    for (int r = 0; r < 13; r++) {
      many.copyRow(r, one, 0);
    }
    Solution together = method.solver.solve(problem.field(), many, 0, 0.3, 1);
    for (int r = 0; r < 13; r++) {
      for (int i = 0; i < 3; i++) {
        assertEquals(expected[i], together.value(r, i, 0));
      }
      assertEquals(together.rows().get(0), together.rows().get(r));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void countsEveryEvaluation(Method method) {
    Problem problem = Problem.kepler();
    int[] calls = new int[1];
    List<Double> times = new ArrayList<>();
    VectorField counting =
        VectorField.of(
            4,
            (t, y, dy) -> {
              calls[0]++;
              times.add(t);
              FieldEvaluator inner = problem.field().evaluator();
              Matrix in = new Matrix(1, 4);
              Matrix out = new Matrix(1, 4);
              for (int j = 0; j < 4; j++) {
                in.set(0, j, (float) y[j]);
              }
              inner.evaluate(1, new double[] {t}, in, out);
              for (int j = 0; j < 4; j++) {
                dy[j] = out.get(0, j);
              }
            });
    Solver solver = method.solver.adaptive() ? method.solver : withStep(method.solver, 0.05);
    Solution solution = solver.solve(counting, problem.state(0), 0, 1, Math.PI);
    Solution.Row row = solution.rows().get(0);
    assertEquals(calls[0], row.evaluations());
    assertEquals(calls[0], solution.evaluations());
    boolean sees = solver.tableau().equals(ButcherTableau.kvaerno5());
    double reach = sees ? Math.PI * 1.25 : Math.PI;
    assertTrue(times.stream().allMatch(t -> t >= 0 && t <= reach), "never outside the span");
    if (solver.tableau().implicit()) {
      return;
    }
    int perStep = solver.tableau().stages() - 1;
    int atStart = solver.adaptive() ? 2 : 1;
    int inside = solver.tableau().equals(ButcherTableau.dopri8()) ? 7 : 0;
    assertEquals(atStart + perStep * (row.accepted() + row.rejected()) + inside, row.evaluations());
    if (!solver.adaptive()) {
      assertEquals(63, row.accepted(), "62 whole steps of 0.05 and a shorter one");
      assertEquals(0, row.rejected());
    }
  }

  private static Solver withStep(Solver solver, double step) {
    return new Solver(solver.tableau(), Double.NaN, Double.NaN, step, solver.maxSteps());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void convergesWithItsOrder(Method method) {
    // Errors of these steps lie between 10⁻⁵ and 10⁻², above float32's rounding.
    double coarse =
        switch (method.solver.tableau().order()) {
          case 1 -> 0.02;
          case 2 -> 0.1;
          case 3 -> 0.2;
          case 4 -> 0.4;
          case 8 -> 2.0;
          default -> 1.0;
        };
    for (double end : new double[] {4, -4}) {
      double atCoarse = fixedStepError(method, coarse, end);
      double slope = Math.log(atCoarse / fixedStepError(method, coarse / 2, end)) / Math.log(2);
      // Not above: tsit5 does better than its order on this problem, and ButcherTableauTest is
      // exact.
      assertTrue(slope > method.solver.tableau().order() - 0.3, end + ": slope " + slope);
    }
  }

  private static double fixedStepError(Method method, double step, double end) {
    Problem problem = Problem.oscillator();
    Solver solver =
        new Solver(method.solver.tableau(), Double.NaN, Double.NaN, step, Integer.MAX_VALUE);
    Solution s = solver.solve(problem.field(), problem.state(0), 0, end);
    return Math.hypot(s.value(0, 1, 0) - Math.sin(end), s.value(0, 1, 1) - Math.cos(end));
  }

  @ParameterizedTest
  @MethodSource("adaptiveMethods")
  void errorFollowsTheTolerance(Method method) {
    for (Problem problem : Problem.all()) {
      double worstBefore = Double.MAX_VALUE;
      int evaluationsBefore = 0;
      for (double rtol : new double[] {1e-2, 1e-4, 1e-6}) {
        Solver solver = new Solver(method.solver.tableau(), rtol, rtol / 10, Double.NaN, 10_000);
        double[] t = grid(problem.start(), problem.end(), 31);
        Solution s = solver.solve(problem.field(), problem.state(problem.start()), t).orThrow();
        double worst = 0;
        for (int i = 0; i < t.length; i++) {
          double[] exact = problem.exact().apply(t[i]);
          for (int j = 0; j < exact.length; j++) {
            double error = Math.abs(exact[j] - s.value(0, i, j)) / (1 + Math.abs(exact[j]));
            worst = Math.max(worst, error);
          }
        }
        // A step's error is held; those of all steps add up, and Kepler's orbit multiplies them.
        assertTrue(worst <= 20 * rtol + 1e-6, problem + " at " + rtol + ": " + worst);
        // An error far below a loose tolerance was luck, and need not fall further.
        assertTrue(worst <= Math.max(worstBefore, rtol), problem + " improves with the tolerance");
        assertTrue(s.evaluations() >= evaluationsBefore, problem + " works more for more");
        worstBefore = worst;
        evaluationsBefore = (int) s.evaluations();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void reusesItsMemoryForBatchesOfOtherSizes(Method method) {
    Problem problem = Problem.oscillator();
    Integrator<DoubleMatrix> integrator =
        new Integrator<>(method.solver, 2, problem.field().doubleEvaluator());
    for (int rows : new int[] {2, 9, 1, 5, 9}) {
      double[] t0 = new double[rows];
      Matrix y0 = new Matrix(rows, 2);
      double[][] times = new double[rows][];
      for (int r = 0; r < rows; r++) {
        t0[r] = r;
        y0.copyRow(r, problem.state(r), 0);
        times[r] = new double[] {r + 0.25 * (r % 3), r + 1};
      }
      OutputTimes outputs = OutputTimes.of(times);
      DoubleMatrix out = new DoubleMatrix(outputs.total(), 2);
      integrator.solve(t0, DoubleMatrix.widened(y0), outputs, out);
      Solution fresh = method.solver.solve(problem.field(), t0, y0, outputs);
      assertArrayEquals(fresh.values().toArray(), out.narrowed().toArray());
      for (int r = 0; r < rows; r++) {
        assertEquals(fresh.rows().get(r), integrator.report(r));
        assertEquals(RowStatus.SUCCESS, integrator.status(r));
        assertEquals(fresh.rows().get(r).evaluations(), integrator.evaluations(r));
      }
    }
    assertEquals(method.solver, integrator.solver());
  }
}
