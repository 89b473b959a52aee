package io.anode4j.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.nn.Parameters;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

class Nd4jOptimizerTest {
  private static final int SIZE = 37;

  static Stream<IUpdater> rules() {
    return Stream.of(
        new Adam(),
        new AdaMax(),
        new AMSGrad(),
        new Nadam(),
        new RmsProp(),
        new Sgd(),
        new Nesterovs(),
        new AdaGrad(),
        new AdaDelta());
  }

  @Test
  void adamIsNd4jsAdam() {
    // ND4J adds ε to the uncorrected moment; an ε that does not matter leaves the same formula.
    double epsilon = 1e-30;
    assertAgree(
        new MomentDescent(new io.anode4j.optim.Adam(0.9, 0.999, epsilon, 0)),
        new Nd4jOptimizer(Adam.builder().epsilon(epsilon).build()));
  }

  @Test
  void adaMaxIsNd4jsAdaMax() {
    assertAgree(Optimizer.adaMax(), new Nd4jOptimizer(new AdaMax()));
  }

  /** Fifty roundings of parameters below 2 on both sides, rarely all one way. */
  private static void assertAgree(Optimizer ours, Optimizer theirs) {
    Parameters a = OptimizerTest.parameters(SIZE);
    Parameters b = OptimizerTest.parameters(SIZE);
    for (int i = 0; i < 50; i++) {
      ours.step(a, OptimizerTest.gradient(i), 0.01);
      theirs.step(b, OptimizerTest.gradient(i), 0.01);
      assertArrayEquals(a.values(), b.values(), 5e-6f, "step " + i);
    }
  }

  @Test
  void sgdIsTheGradientTimesTheRate() {
    Parameters p = OptimizerTest.parameters(SIZE);
    float[] before = p.values().clone();
    float[] gradient = OptimizerTest.gradient(1);
    float[] untouched = gradient.clone();
    new Nd4jOptimizer(new Sgd(123)).step(p, gradient, 0.5);
    for (int i = 0; i < SIZE; i++) {
      assertEquals(before[i] - 0.5f * gradient[i], p.values()[i], 1e-6);
    }
    assertArrayEquals(untouched, gradient);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void goesOnFromASavedStateAsIfNothingHadHappened(IUpdater rule) {
    Parameters straight = OptimizerTest.parameters(SIZE);
    Parameters resumed = OptimizerTest.parameters(SIZE);
    Optimizer one = new Nd4jOptimizer(rule);
    Optimizer first = new Nd4jOptimizer(rule);
    for (int i = 0; i < 5; i++) {
      one.step(straight, OptimizerTest.gradient(i), 0.01);
      first.step(resumed, OptimizerTest.gradient(i), 0.01);
    }
    Optimizer second = new Nd4jOptimizer(rule);
    second.restore(first.state());
    for (int i = 5; i < 10; i++) {
      one.step(straight, OptimizerTest.gradient(i), 0.01);
      second.step(resumed, OptimizerTest.gradient(i), 0.01);
    }
    assertArrayEquals(straight.values(), resumed.values());
    assertArrayEquals(one.state(), second.state());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isNewAfterAReset(IUpdater rule) {
    Parameters fresh = OptimizerTest.parameters(SIZE);
    new Nd4jOptimizer(rule).step(fresh, OptimizerTest.gradient(3), 0.1);
    Optimizer used = new Nd4jOptimizer(rule);
    assertEquals(0, used.state().length);
    used.step(OptimizerTest.parameters(SIZE + 1), new float[SIZE + 1], 0.1);
    float[] state = used.state();
    used.restore(new float[0]);
    assertEquals(0, used.state().length);
    used.restore(state);
    used.reset();
    Parameters again = OptimizerTest.parameters(SIZE);
    used.step(again, OptimizerTest.gradient(3), 0.1);
    assertArrayEquals(fresh.values(), again.values());
  }

  @Test
  void doesNothingWithNoOp() {
    Parameters p = OptimizerTest.parameters(SIZE);
    float[] before = p.values().clone();
    Optimizer none = new Nd4jOptimizer(new NoOp());
    none.step(p, new float[SIZE], 1);
    assertArrayEquals(before, p.values());
  }

  @Test
  void refusesWhatDoesNotFit() {
    Optimizer adam = new Nd4jOptimizer(new Adam());
    assertThrows(
        IllegalArgumentException.class,
        () -> adam.step(OptimizerTest.parameters(3), new float[2], 0.1));
    adam.step(OptimizerTest.parameters(3), new float[3], 0.1);
    assertThrows(
        IllegalArgumentException.class,
        () -> adam.step(OptimizerTest.parameters(4), new float[4], 0.1));
    float[] ofSgd = {0, 1, 0, 3};
    float[] ofNoSteps = {0, 0, 0, 3, 0, 0, 0, 0, 0, 0};
    for (float[] bad : new float[][] {{1}, ofSgd, ofNoSteps}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> adam.restore(bad)).getMessage();
      assertTrue(message.contains("state of " + bad.length + " values"), message);
    }
  }

  @Test
  void schedulesOfNd4jAreLearningRates() {
    LearningRate byStep =
        new Nd4jSchedule(new ExponentialSchedule(ScheduleType.ITERATION, 0.1, 0.9), 10);
    assertEquals(0.1, byStep.at(0), 1e-15);
    assertEquals(0.1 * Math.pow(0.9, 25), byStep.at(25), 1e-15);
    LearningRate byEpoch =
        new Nd4jSchedule(new ExponentialSchedule(ScheduleType.EPOCH, 0.1, 0.9), 10);
    assertEquals(0.1, byEpoch.at(9), 1e-15);
    assertEquals(0.1 * 0.9 * 0.9, byEpoch.at(25), 1e-15);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Nd4jSchedule(new ExponentialSchedule(ScheduleType.EPOCH, 1, 1), 0));
  }
}
