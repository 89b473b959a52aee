package io.anode4j.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.nn.Parameters;
import io.anode4j.optim.LearningRate;
import io.anode4j.optim.Objective;
import io.anode4j.optim.Trained;
import io.anode4j.optim.Trainer;
import io.anode4j.reference.Doubles;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlanarFlowTest {
  /** Maps that bend strongly: weights of size up to 1, some u against their own w. */
  private static PlanarFlow bent(int depth) {
    PlanarFlow flow = PlanarFlow.create(2, depth, 1);
    Parameters p = flow.parameters().copy();
    for (int i = 0; i < p.size(); i++) {
      p.values()[i] *= 10;
    }
    return flow.with(p);
  }

  @Test
  void invertsEveryMap() {
    PlanarFlow flow = bent(6);
    Matrix z = Doubles.randomMatrix(new SplittableRandom(2), 100, 2);
    Matrix back = flow.inverse(flow.forward(z).points());
    // Points are float32 in between: 10⁻⁷ times the steepest slope of the inverse.
    Doubles.assertClose(Doubles.of(z.toArray()), Doubles.of(back.toArray()), 2e-5);
  }

  @Test
  void theLogDeterminantIsThatOfTheMap() {
    PlanarFlow flow = bent(3);
    PlanarStack stack = new PlanarStack(flow);
    stack.load(flow.parameters());
    double[] z = {0.2, -0.4};
    double logDeterminant = stack.forward(z);
    double[][] columns = new double[2][2];
    for (int i = 0; i < 2; i++) {
      double[] moved = z.clone();
      moved[i] += 1e-6;
      stack.forward(moved);
      double[] up = stack.end().clone();
      moved[i] -= 2e-6;
      stack.forward(moved);
      for (int j = 0; j < 2; j++) {
        columns[i][j] = (up[j] - stack.end()[j]) / 2e-6;
      }
    }
    double determinant = columns[0][0] * columns[1][1] - columns[0][1] * columns[1][0];
    assertTrue(determinant > 0);
    assertEquals(Math.log(determinant), logDeterminant, 1e-7);
  }

  @Test
  void densitiesOfBothReadingsAgreeWithTheMap() {
    PlanarFlow flow = bent(2);
    Matrix z = Matrix.of(new float[][] {{0.5f, 1}});
    FlowPoints end = flow.forward(z);
    double normal = Math.log(2 * Math.PI);
    double logDeterminant = -1.25 / 2 - normal - end.logDensity()[0];
    double[] at = Doubles.row(end.points(), 0);
    double expected = -Doubles.dot(at, at) / 2 - normal + logDeterminant;
    assertEquals(expected, flow.logDensity(z)[0], 1e-6);
  }

  @Test
  void gradientsOfBothObjectivesAreExact() {
    PlanarFlow flow = bent(3);
    Matrix data = Doubles.randomMatrix(new SplittableRandom(4), 5, 2);
    ContinuousFlowTest.assertGradient(flow.likelihood(data), flow.parameters());
    ContinuousFlowTest.assertGradient(flow.reverseKl(PlaneEnergy.U2, 5), flow.parameters());
  }

  @Test
  void learnsTheTwoMoonsBetterThanAGaussian() {
    Matrix data = ContinuousFlowTest.moons(500, 1);
    PlanarFlow flow = PlanarFlow.create(2, 16, 2);
    Trained trained =
        Trainer.of(60)
            .withLearningRate(LearningRate.constant(1e-2))
            .fit(flow.parameters(), flow.likelihood(data), null);
    Matrix test = ContinuousFlowTest.moons(500, 2);
    Objective judge = flow.likelihood(test);
    judge.load(trained.parameters());
    assertTrue(
        judge.evaluate() < ContinuousFlowTest.gaussianLoss(test) - 0.1,
        judge.evaluate() + " nats, a Gaussian has " + ContinuousFlowTest.gaussianLoss(test));
  }

  @Test
  void learnsAnEnergyByReverseKl() {
    PlanarFlow flow = PlanarFlow.create(2, 8, 3);
    Objective objective = flow.reverseKl(PlaneEnergy.U2, 500);
    objective.load(flow.parameters());
    double before = objective.evaluate();
    Trained trained =
        Trainer.of(40)
            .withLearningRate(LearningRate.constant(1e-2))
            .fit(flow.parameters(), objective, null);
    objective.load(trained.parameters());
    assertTrue(objective.evaluate() < before - 1, before + " → " + objective.evaluate());
    assertEquals(10, flow.with(trained.parameters()).sample(10, 1).points().rows());
  }

  /** The divergence from U1 in nats: its constant, integrated numerically, is 1.8775. */
  private static double divergenceFromU1(Annealing annealing) {
    PlanarFlow flow = PlanarFlow.create(2, 8, 1);
    Objective objective = flow.reverseKl(PlaneEnergy.U1, 2000, annealing);
    Trained trained =
        Trainer.of(100)
            .withBatchSize(100)
            .withLearningRate(LearningRate.cosine(1e-2, 2000))
            .fit(flow.parameters(), objective, null);
    objective.load(trained.parameters());
    return objective.evaluate() + 1.8775;
  }

  /** Without annealing it keeps one of two equal modes: ln 2 above the optimum. */
  @Test
  void annealingFindsBothHalvesOfU1() {
    assertEquals(Math.log(2), divergenceFromU1(Annealing.none()), 0.05);
    assertTrue(divergenceFromU1(Annealing.over(1000)) < 0.35);
  }

  @Test
  void annealingRisesToTheWholeEnergy() {
    Annealing annealing = new Annealing(0.2, 4);
    assertEquals(0.2, annealing.weight(0), 1e-12);
    assertEquals(0.6, annealing.weight(2), 1e-12);
    assertEquals(1, annealing.weight(4));
    assertEquals(1, Annealing.none().weight(0));
    ContinuousFlowTest.assertRefused("weight of 0.0", () -> new Annealing(0, 1));
    // The gradient is that of the tempered energy, whose weight hardly moves here.
    PlanarFlow flow = bent(3);
    ContinuousFlowTest.assertGradient(
        flow.reverseKl(PlaneEnergy.U2, 5, new Annealing(0.3, 1_000_000_000)), flow.parameters());
  }

  @Test
  void isTheIdentityWithoutWeights() {
    PlanarFlow flow = PlanarFlow.create(3, 2, 1);
    Parameters zeros = new Parameters(flow.parameters().layout());
    Matrix z = Doubles.randomMatrix(new SplittableRandom(1), 2, 3);
    FlowPoints same = flow.with(zeros).forward(z);
    assertEquals(
        0, Doubles.largestDifference(Doubles.of(z.toArray()), Doubles.of(same.points().toArray())));
    assertEquals(2, flow.depth());
    ContinuousFlowTest.assertRefused("3 dimensions", () -> flow.likelihood(new Matrix(2, 2)));
  }
}
