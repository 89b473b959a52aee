package io.anode4j.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract of all optimisers, and each against the formulas of its paper in double precision. */
class OptimizerTest {
  private static final int SIZE = 37;

  static Stream<Supplier<Optimizer>> optimizers() {
    return Stream.of(
        Optimizer::adam,
        Optimizer::adaMax,
        () -> Optimizer.adamW(0.02),
        () -> Optimizer.momentum(0.9, 1e-3, false),
        () -> Optimizer.momentum(0.9, 0, true));
  }

  static Parameters parameters(int size) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    layout.add("w", 1, size);
    Parameters parameters = new Parameters(layout.build());
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < size; i++) {
      parameters.values()[i] = (float) random.nextDouble(-1, 1);
    }
    return parameters;
  }

  /**
   * A gradient that depends on the step alone, of mixed sizes and with a parameter never touched.
   */
  static float[] gradient(int step) {
    SplittableRandom random = new SplittableRandom(1000 + step);
    float[] gradient = new float[SIZE];
    for (int i = 1; i < SIZE; i++) {
      gradient[i] = (float) (random.nextDouble(-1, 1) * Math.pow(10, i % 5 - 2));
    }
    return gradient;
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void goesOnFromASavedStateAsIfNothingHadHappened(Supplier<Optimizer> kind) {
    Parameters straight = parameters(SIZE);
    Parameters resumed = parameters(SIZE);
    Optimizer one = kind.get();
    Optimizer first = kind.get();
    for (int i = 0; i < 10; i++) {
      one.step(straight, gradient(i), 0.01);
      first.step(resumed, gradient(i), 0.01);
    }
    Optimizer second = kind.get();
    float[] state = first.state();
    second.restore(state);
    state[5] = 1e9f;
    for (int i = 10; i < 20; i++) {
      one.step(straight, gradient(i), 0.01);
      second.step(resumed, gradient(i), 0.01);
    }
    assertArrayEquals(straight.values(), resumed.values());
    assertArrayEquals(one.state(), second.state());
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void isNewAfterAReset(Supplier<Optimizer> kind) {
    Parameters fresh = parameters(SIZE);
    kind.get().step(fresh, gradient(3), 0.1);
    Optimizer used = kind.get();
    used.step(parameters(SIZE + 1), new float[SIZE + 1], 0.1);
    used.reset();
    assertEquals(0, used.state().length);
    Parameters again = parameters(SIZE);
    used.step(again, gradient(3), 0.1);
    assertArrayEquals(fresh.values(), again.values());
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void restoresTheStateBeforeTheFirstStep(Supplier<Optimizer> kind) {
    Optimizer used = kind.get();
    float[] empty = used.state();
    used.step(parameters(SIZE), gradient(0), 0.1);
    used.restore(empty);
    assertEquals(0, used.state().length);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void refusesWhatDoesNotFit(Supplier<Optimizer> kind) {
    Optimizer optimizer = kind.get();
    Parameters p = parameters(SIZE);
    String mismatch =
        assertThrows(
                IllegalArgumentException.class, () -> optimizer.step(p, new float[SIZE - 1], 0.1))
            .getMessage();
    assertTrue(mismatch.contains("36 values for 37 parameters"), mismatch);
    optimizer.step(p, gradient(0), 0.1);
    String other =
        assertThrows(
                IllegalArgumentException.class,
                () -> optimizer.step(parameters(3), new float[3], 0.1))
            .getMessage();
    assertTrue(other.contains("remembers 37 parameters and was given 3"), other);
    for (float[] bad : new float[][] {{1}, {0, 1}, {0, 0, 1, 1}, {0, 1, 1}, {Float.NaN, 0, 1, 1}}) {
      assertThrows(IllegalArgumentException.class, () -> optimizer.restore(bad));
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void findsTheMinimumOfAParabola(Supplier<Optimizer> kind) {
    Parameters p = parameters(4);
    float[] target = {1, -2, 0.5f, 3};
    Optimizer optimizer = kind.get();
    LearningRate rate = LearningRate.cosine(0.1, 1000);
    for (int i = 0; i < 1000; i++) {
      float[] g = new float[4];
      for (int j = 0; j < 4; j++) {
        g[j] = (j + 1) * (p.values()[j] - target[j]);
      }
      optimizer.step(p, g, rate.at(i));
    }
    assertArrayEquals(target, p.values(), 0.06f); // weight decay pulls AdamW a little inwards
  }

  @Test
  void adamFollowsItsPaper() {
    double[] theta = widened(parameters(SIZE).values());
    double[] m = new double[SIZE];
    double[] v = new double[SIZE];
    Parameters p = parameters(SIZE);
    Optimizer adam = Optimizer.adamW(0.02);
    for (int step = 1; step <= 50; step++) {
      float[] g = gradient(step);
      for (int i = 0; i < SIZE; i++) {
        m[i] = 0.9 * m[i] + 0.1 * g[i];
        v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
        double mHat = m[i] / (1 - Math.pow(0.9, step));
        double vHat = v[i] / (1 - Math.pow(0.999, step));
        theta[i] -= 0.01 * 0.02 * theta[i] + 0.01 * mHat / (Math.sqrt(vHat) + 1e-8);
      }
      adam.step(p, g, 0.01);
    }
    assertClose(theta, p.values());
  }

  @Test
  void adaMaxFollowsItsPaper() {
    double[] theta = widened(parameters(SIZE).values());
    double[] m = new double[SIZE];
    double[] u = new double[SIZE];
    Parameters p = parameters(SIZE);
    Optimizer adaMax = Optimizer.adaMax();
    for (int step = 1; step <= 50; step++) {
      float[] g = gradient(step);
      for (int i = 1; i < SIZE; i++) {
        m[i] = 0.9 * m[i] + 0.1 * g[i];
        u[i] = Math.max(0.999 * u[i], Math.abs(g[i]));
        theta[i] -= 0.01 / (1 - Math.pow(0.9, step)) * m[i] / u[i];
      }
      adaMax.step(p, g, 0.01);
    }
    assertClose(theta, p.values());
  }

  /** As PyTorch documents {@code torch.optim.SGD}: with and without Nesterov's look ahead. */
  @Test
  void momentumFollowsItsFormula() {
    for (boolean nesterov : new boolean[] {false, true}) {
      double[] theta = widened(parameters(SIZE).values());
      double[] v = new double[SIZE];
      Parameters p = parameters(SIZE);
      Optimizer momentum = Optimizer.momentum(0.9, 0.01, nesterov);
      for (int step = 1; step <= 50; step++) {
        float[] given = gradient(step);
        for (int i = 0; i < SIZE; i++) {
          given[i] *= 0.01f;
          double g = given[i] + 0.01 * theta[i];
          v[i] = 0.9 * v[i] + g;
          theta[i] -= 0.01 * (nesterov ? g + 0.9 * v[i] : v[i]);
        }
        momentum.step(p, given, 0.01);
      }
      assertClose(theta, p.values());
    }
    Parameters p = parameters(2);
    float first = p.values()[0];
    Optimizer.sgd().step(p, new float[] {0.5f, 0}, 0.1);
    assertEquals(first - 0.05f, p.values()[0], 1e-7);
    assertThrows(IllegalArgumentException.class, () -> Optimizer.momentum(1, 0, false));
    assertThrows(IllegalArgumentException.class, () -> Optimizer.momentum(0.9, -1, false));
  }

  @Test
  void withoutWeightDecayAdamWIsAdam() {
    Parameters a = parameters(SIZE);
    Parameters b = parameters(SIZE);
    Optimizer adam = Optimizer.adam();
    Optimizer adamW = Optimizer.adamW(0);
    for (int i = 0; i < 5; i++) {
      adam.step(a, gradient(i), 0.1);
      adamW.step(b, gradient(i), 0.1);
    }
    assertArrayEquals(a.values(), b.values());
    assertThrows(IllegalArgumentException.class, () -> Optimizer.adamW(-0.1));
    assertThrows(IllegalArgumentException.class, () -> Optimizer.adamW(Double.NaN));
  }

  @Test
  void countsStepsBeyondWhatAFloatCanCount() {
    Optimizer adam = Optimizer.adam();
    long steps = (1L << 26) + 3;
    float[] state = {(float) (steps >> 16), (float) (steps & 65535), 0, 0};
    adam.restore(state);
    adam.step(parameters(1), new float[] {1}, 0.1);
    assertEquals(state[0], adam.state()[0]);
    assertEquals(4, adam.state()[1]);
  }

  private static double[] widened(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  /** Fifty roundings of parameters below 2: 50 · 2⁻²⁴ · 2, rarely all one way. */
  private static void assertClose(double[] expected, float[] actual) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 6e-6, "parameter " + i);
    }
  }
}
