package io.anode4j.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GradientClippingTest {
  @Test
  void scalesALongGradientToTheLimitAndSaysHowLongItWas() {
    float[] gradient = {3, -4};
    assertEquals(5, GradientClipping.byGlobalNorm(gradient, 1));
    assertArrayEquals(new float[] {0.6f, -0.8f}, gradient);
  }

  @Test
  void leavesAShortGradientAlone() {
    float[] gradient = {3, -4, 0};
    assertEquals(5, GradientClipping.byGlobalNorm(gradient, 5));
    assertEquals(5, GradientClipping.byGlobalNorm(gradient, Double.POSITIVE_INFINITY));
    assertArrayEquals(new float[] {3, -4, 0}, gradient);
    assertEquals(0, GradientClipping.byGlobalNorm(new float[0], 1));
  }

  @Test
  void accumulatesInDoublePrecision() {
    float[] many = new float[1 << 20];
    Arrays.fill(many, 0.1f);
    assertEquals((double) 0.1f * 1024, GradientClipping.norm(many), 1e-8);
    float[] huge = {1e30f, 1e30f};
    assertEquals(Math.sqrt(2) * 1e30f, GradientClipping.byGlobalNorm(huge, 1), 1e20);
    assertEquals(Math.sqrt(0.5), huge[0], 1e-7);
  }

  @Test
  void reportsANonFiniteGradientAndLeavesIt() {
    float[] nan = {1, Float.NaN, 2};
    assertTrue(Double.isNaN(GradientClipping.byGlobalNorm(nan, 1)));
    assertArrayEquals(new float[] {1, Float.NaN, 2}, nan);
    float[] infinite = {1, Float.NEGATIVE_INFINITY};
    assertEquals(Double.POSITIVE_INFINITY, GradientClipping.byGlobalNorm(infinite, 1));
    assertArrayEquals(new float[] {1, Float.NEGATIVE_INFINITY}, infinite);
  }

  @Test
  void refusesALimitThatIsNone() {
    assertThrows(
        IllegalArgumentException.class, () -> GradientClipping.byGlobalNorm(new float[1], 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> GradientClipping.byGlobalNorm(new float[1], Double.NaN));
  }
}
