package io.anode4j.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.anode.Regularization;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Dense;
import io.anode4j.nn.Layer;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.Solver;
import io.anode4j.optim.LearningRate;
import io.anode4j.optim.Objective;
import io.anode4j.optim.Trained;
import io.anode4j.optim.Trainer;
import io.anode4j.reference.Doubles;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContinuousFlowTest {
  private static final Solver FINE = Solver.dopri5(1e-6, 1e-7);

  private final ParameterLayout.Builder layout = ParameterLayout.builder();

  /** A lively random field: weights 1.5 times their usual size. */
  private ContinuousFlow ffjord(Solver solver) {
    Layer field = FlowFields.ffjord(layout, "f", Activation.TANH, 2, 12, 12, 2);
    Parameters p = Network.create(field, layout.build(), 3).parameters();
    for (int i = 0; i < p.size(); i++) {
      p.values()[i] *= 1.5f;
    }
    return ContinuousFlow.of(field, p, solver);
  }

  /** exp(A) by its series, in double precision. */
  private static double[][] exponential(double[][] a) {
    double[][] sum = {{1, 0}, {0, 1}};
    double[][] term = {{1, 0}, {0, 1}};
    for (int n = 1; n < 40; n++) {
      double[][] next = new double[2][2];
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          next[i][j] = (term[i][0] * a[0][j] + term[i][1] * a[1][j]) / n;
          sum[i][j] += next[i][j];
        }
      }
      term = next;
    }
    return sum;
  }

  /**
   * z(1) = exp(A)·z(0), and the log determinant is tr(A). In float32 a point is exact to a few
   * roundings of its size (10⁻⁷ each), the density to those of ℓ; on the way back, |z|²/2σ² with σ
   * = ½ makes four times the point's error of it.
   */
  @Test
  void aLinearFieldHasItsClosedForm() {
    double[][] a = {{0.5, 1.25}, {-0.75, 0.25}};
    Dense field = Dense.in(layout, "A", 2, 2);
    Parameters p = new Parameters(layout.build(), new float[] {0.5f, 1.25f, -0.75f, 0.25f, 0, 0});
    ContinuousFlow flow = new ContinuousFlow(field, p, Solver.dopri5(1e-6, 1e-7), 0.5);
    Matrix z = Matrix.of(new float[][] {{0.5f, -0.25f}, {0.125f, 0.75f}});
    FlowPoints carried = flow.toData(z);
    double[][] e = exponential(a);
    for (int r = 0; r < 2; r++) {
      double[] from = Doubles.row(z, r);
      for (int i = 0; i < 2; i++) {
        double expected = e[i][0] * from[0] + e[i][1] * from[1];
        assertEquals(expected, carried.points().get(r, i), 1e-6);
      }
      double base = -2 * Doubles.dot(from, from) - Math.log(2 * Math.PI) - 2 * Math.log(0.5);
      assertEquals(base - 0.75, carried.logDensity()[r], 1e-6);
    }
    FlowPoints back = flow.toBase(carried.points());
    Doubles.assertClose(Doubles.of(z.toArray()), Doubles.of(back.points().toArray()), 2e-6);
    Doubles.assertClose(carried.logDensity(), back.logDensity(), 8e-6);
    assertTrue(back.evaluations().forward() > 0);
  }

  @ParameterizedTest
  @EnumSource
  void evaluatesExactlyEvenWhereTrainingEstimates(Trace trace) {
    ContinuousFlow flow = ffjord(FINE);
    Matrix points = flow.sample(50, 1).points();
    Objective objective = flow.likelihood(points, trace);
    objective.load(flow.parameters());
    double mean = 0;
    for (double d : flow.logDensity(points)) {
      mean -= d / 50;
    }
    assertEquals(mean, objective.evaluate(), 1e-6);
  }

  /** Float32 roundings over some dozens of steps, stretched by the flow. */
  @Test
  void goesThereAndBack() {
    ContinuousFlow flow = ffjord(FINE);
    FlowPoints drawn = flow.sample(200, 5);
    Matrix back = flow.toData(flow.toBase(drawn.points()).points()).points();
    double worst =
        Doubles.largestDifference(Doubles.of(drawn.points().toArray()), Doubles.of(back.toArray()));
    assertTrue(worst < 1e-5, "worst " + worst);
    assertArrayEquals(drawn.points().toArray(), flow.sample(200, 5).points().toArray());
  }

  /** The midpoint rule on a grid whose cells are smaller than the density's features. */
  @Test
  void densitiesIntegrateToOne() {
    ContinuousFlow flow = ffjord(Solver.dopri5(1e-4, 1e-5));
    int side = 120;
    double half = 12;
    double cell = 2 * half / side;
    Matrix grid = new Matrix(side * side, 2);
    for (int i = 0; i < side * side; i++) {
      int row = i / side;
      grid.set(i, 0, (float) ((row + 0.5) * cell - half));
      grid.set(i, 1, (float) ((i % side + 0.5) * cell - half));
    }
    double sum = 0;
    for (double d : flow.logDensity(grid)) {
      sum += Math.exp(d) * cell * cell;
    }
    assertEquals(1, sum, 2e-3);
  }

  /** ln |det ∂x/∂z| by central differences of the map itself: 10⁻³ from float32 points. */
  @Test
  void theLogDeterminantIsThatOfTheMap() {
    ContinuousFlow flow = ffjord(FINE);
    float h = 0.0078125f;
    float[][] around = {
      {0.25f, -0.5f}, {0.25f + h, -0.5f}, {0.25f - h, -0.5f}, {0.25f, -0.5f + h}, {0.25f, -0.5f - h}
    };
    FlowPoints x = flow.toData(Matrix.of(around));
    Matrix p = x.points();
    double a = (p.get(1, 0) - p.get(2, 0)) / (2.0 * h);
    double b = (p.get(3, 0) - p.get(4, 0)) / (2.0 * h);
    double c = (p.get(1, 1) - p.get(2, 1)) / (2.0 * h);
    double d = (p.get(3, 1) - p.get(4, 1)) / (2.0 * h);
    double base = -(0.0625 + 0.25) / 2 - Math.log(2 * Math.PI);
    assertEquals(base - Math.log(Math.abs(a * d - b * c)), x.logDensity()[0], 2e-3);
  }

  /** Against differences of the objective itself: float32 losses of size 5 over 2·10⁻². */
  @ParameterizedTest
  @EnumSource
  void gradientsOfBothObjectivesAreExact(Trace trace) {
    Layer field = FlowFields.ffjord(layout, "f", Activation.SOFTPLUS, 2, 6, 2);
    Parameters p = Network.create(field, layout.build(), 3).parameters();
    ContinuousFlow flow = ContinuousFlow.of(field, p, Solver.rk4(0.125));
    Matrix data = Doubles.randomMatrix(new SplittableRandom(4), 5, 2);
    assertGradient(flow.likelihood(data, trace), p);
    assertGradient(flow.reverseKl(PlaneEnergy.U2, 5, trace), p);
    Regularization added = new Regularization(0.3, 0.2, 0.1);
    assertGradient(flow.likelihood(data, trace, added), p);
    assertGradient(flow.reverseKl(PlaneEnergy.U2, 5, trace, added), p);
    Annealing slow = new Annealing(0.3, 1_000_000_000);
    assertGradient(flow.reverseKl(PlaneEnergy.U2, 5, trace, slow), p);
  }

  /** A rotation: ‖f‖ = ‖z‖ stays, and the Jacobian's norm is that of the matrix. */
  @ParameterizedTest
  @EnumSource
  void trainingAddsEnergiesAndEvaluationDoesNot(Trace trace) {
    Dense field = Dense.in(layout, "A", 2, 2);
    Parameters p = new Parameters(layout.build(), new float[] {0, 2, -2, 0, 0, 0});
    ContinuousFlow flow = ContinuousFlow.of(field, p, FINE);
    Matrix data = Matrix.of(new float[][] {{1, 0}, {0, 3}});
    double[] losses = new double[3];
    for (int i = 0; i < 3; i++) {
      Regularization added = new Regularization(i == 1 ? 0.5 : 0, i == 2 ? 0.25 : 0, 0);
      Objective objective = flow.likelihood(data, trace, added);
      objective.load(p);
      losses[i] = objective.accumulate(new int[] {0, 1}, new SplittableRandom(1), new float[6]);
      // No trace and a rotation: the standard normal density of the data.
      assertEquals(Math.log(2 * Math.PI) + 2.5, objective.evaluate(), 1e-5);
    }
    assertEquals(0.5 * (4 + 36) / 2, losses[1] - losses[0], 2e-5);
    assertEquals(0.25 * 8, losses[2] - losses[0], 1e-5);
  }

  /** Relative to the largest entry, as truncation grows with the energies' curvature. */
  static void assertGradient(Objective objective, Parameters p) {
    int[] batch = {0, 1, 2, 3, 4};
    float[] gradient = new float[p.size()];
    objective.load(p);
    objective.accumulate(batch, new SplittableRandom(8), gradient);
    double scale = 1;
    for (float g : gradient) {
      scale = Math.max(scale, Math.abs(g));
    }
    for (int i = 0; i < gradient.length; i++) {
      double[] side = new double[2];
      for (int s = 0; s < 2; s++) {
        Parameters moved = p.copy();
        moved.values()[i] += s == 0 ? 5e-3f : -5e-3f;
        objective.load(moved);
        side[s] = objective.accumulate(batch, new SplittableRandom(8), new float[p.size()]);
      }
      assertEquals((side[0] - side[1]) / 1e-2, gradient[i], 3e-3 * scale, "at " + i);
    }
  }

  /** Two half circles with noise 0.05, as scikit-learn makes them, centred. */
  static Matrix moons(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Matrix x = new Matrix(rows, 2);
    for (int r = 0; r < rows; r++) {
      double angle = Math.PI * random.nextDouble();
      boolean upper = r % 2 == 0;
      double a = upper ? Math.cos(angle) : 1 - Math.cos(angle);
      double b = upper ? Math.sin(angle) : 0.5 - Math.sin(angle);
      x.set(r, 0, (float) (a - 0.5 + 0.05 * random.nextGaussian()));
      x.set(r, 1, (float) (b - 0.25 + 0.05 * random.nextGaussian()));
    }
    return x;
  }

  /** −ln p of the best Gaussian: its entropy, from the sample covariance. */
  static double gaussianLoss(Matrix x) {
    double n = x.rows();
    double[] m = new double[2];
    double[] s = new double[3];
    for (int r = 0; r < x.rows(); r++) {
      m[0] += x.get(r, 0) / n;
      m[1] += x.get(r, 1) / n;
    }
    for (int r = 0; r < x.rows(); r++) {
      double a = x.get(r, 0) - m[0];
      double b = x.get(r, 1) - m[1];
      s[0] += a * a / n;
      s[1] += a * b / n;
      s[2] += b * b / n;
    }
    return 1 + Math.log(2 * Math.PI) + Math.log(s[0] * s[2] - s[1] * s[1]) / 2;
  }

  @Test
  void learnsTheTwoMoonsFarBetterThanAGaussian() {
    Layer field = FlowFields.ffjord(layout, "f", Activation.TANH, 2, 32, 32, 2);
    Network start = Network.create(field, layout.build(), 1);
    ContinuousFlow flow = ContinuousFlow.of(field, start.parameters(), Solver.dopri5(1e-3, 1e-3));
    Trained trained =
        Trainer.of(80)
            .withBatchSize(100)
            .withLearningRate(LearningRate.cosine(1e-2, 800))
            .fit(start.parameters(), flow.likelihood(moons(1000, 1), Trace.EXACT), null);
    Matrix test = moons(1000, 2);
    Objective judge =
        ContinuousFlow.of(field, start.parameters(), Solver.dopri5(1e-4, 1e-5))
            .likelihood(test, Trace.EXACT);
    judge.load(trained.parameters());
    double loss = judge.evaluate();
    assertTrue(
        loss < gaussianLoss(test) - 0.5, loss + " nats, a Gaussian has " + gaussianLoss(test));
    assertTrue(trained.last().evaluations().forwardPerRow() > 6, "NFE is reported");
  }

  @Test
  void learnsAnEnergyByReverseKl() {
    Layer field = FlowFields.gated(layout, "f", 2, 16);
    Network start = Network.create(field, layout.build(), 1);
    ContinuousFlow flow = ContinuousFlow.of(field, start.parameters(), Solver.rk4(0.25));
    Objective objective = flow.reverseKl(PlaneEnergy.U2, 500, Trace.HUTCHINSON);
    objective.load(start.parameters());
    double before = objective.evaluate();
    Trained trained =
        Trainer.of(12)
            .withBatchSize(100)
            .withLearningRate(LearningRate.constant(2e-2))
            .fit(start.parameters(), objective, null);
    objective.load(trained.parameters());
    double after = objective.evaluate();
    assertTrue(after < before - 1, before + " → " + after);
  }

  @Test
  void refusesWhatIsNoDensity() {
    Dense field = Dense.in(layout, "A", 2, 2);
    Parameters p = new Parameters(layout.build());
    assertRefused("deviation 0", () -> new ContinuousFlow(field, p, FINE, 0));
    ContinuousFlow flow = ContinuousFlow.of(field, p, FINE);
    assertRefused("2 dimensions", () -> flow.logDensity(new Matrix(1, 3)));
    assertRefused("2 dimensions", () -> flow.likelihood(new Matrix(0, 2), Trace.EXACT));
    assertRefused("0 samples", () -> flow.reverseKl(PlaneEnergy.U1, 0, Trace.EXACT));
  }

  static void assertRefused(String part, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }
}
