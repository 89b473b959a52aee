package io.anode4j.tensor.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spans of every length and place against their formulas in double precision. */
class SpansTest {
  private static final int[] COUNTS = {0, 1, 5, 16, 17, 36, 64, 100, 676};

  private static float[] random(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] x = new float[800];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextDouble(-1, 1);
    }
    return x;
  }

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providersAndBlas")
  void sumsAreThoseOfDoubles(Kernels kernels) {
    float[] x = random(1);
    float[] y = random(2);
    for (int count : COUNTS) {
      double sum = 0;
      double dot = 0;
      for (int i = 0; i < count; i++) {
        sum += x[3 + i];
        dot += (double) x[3 + i] * y[7 + i];
      }
      assertEquals(sum, kernels.spans().sum(count, x, 3), 1e-5, "of " + count);
      assertEquals(dot, kernels.spans().dot(count, x, 3, y, 7), 1e-5, "of " + count);
    }
  }

  /** Nothing outside of a span changes. */
  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providersAndBlas")
  void mixturesFollowTheirFormulaWithinTheirSpan(Kernels kernels) {
    float[] x = random(1);
    float[] y = random(2);
    for (int count : COUNTS) {
      float[] affine = random(3);
      float[] mixed = random(4);
      float[] expectedAffine = affine.clone();
      float[] expectedMixed = mixed.clone();
      for (int i = 0; i < count; i++) {
        expectedAffine[5 + i] = (float) (1.5 * x[3 + i] - 0.25);
        expectedMixed[9 + i] = (float) (1.5 * x[3 + i] - 2.0 * y[7 + i] + 0.75);
      }
      kernels.spans().affine(count, 1.5f, x, 3, -0.25f, affine, 5);
      kernels.spans().mix(count, 1.5f, x, 3, -2f, y, 7, 0.75f, mixed, 9);
      assertArrayEquals(expectedAffine, affine, 1e-6f);
      assertArrayEquals(expectedMixed, mixed, 1e-6f);
    }
  }

  @ParameterizedTest
  @MethodSource("io.anode4j.tensor.kernel.Naive#providersAndBlas")
  void reluAndItsGradientAreExact(Kernels kernels) {
    for (int count : COUNTS) {
      float[] y = random(5);
      y[2] = count > 0 ? Float.NaN : y[2];
      float[] x = y.clone();
      float[] dy = random(6);
      float[] kept = dy.clone();
      kernels.spans().relu(count, y, 2);
      kernels.spans().reluGradient(count, y, 2, dy, 4);
      assertTrue(count == 0 || Float.isNaN(y[2]), "NaN is not hidden");
      for (int i = 1; i < count; i++) {
        assertEquals(Math.max(0f, x[2 + i]), y[2 + i]);
        assertEquals(x[2 + i] > 0 ? kept[4 + i] : 0, dy[4 + i]);
      }
      assertEquals(x[2 + count], y[2 + count]);
      assertEquals(kept[4 + count], dy[4 + count]);
    }
  }
}
