package io.anode4j.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.ParametricField;
import io.anode4j.reference.FiniteDifferences;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The weak form along closed solutions of a damped rotation. */
class WeakFormTest {
  private static final double[] TRUTH = {0.2, 1.5};

  /** y₀′ = −a·y₀ − b·y₁, y₁′ = b·y₀ − a·y₁. */
  private static ParametricField spiral(double... theta) {
    return ParametricField.withFiniteDifferences(
        2,
        theta,
        (t, y, p, dy) -> {
          dy[0] = -p[0] * y[0] - p[1] * y[1];
          dy[1] = p[1] * y[0] - p[0] * y[1];
        });
  }

  private static WeakForm measured(double[] times, double noise, int reach) {
    SplittableRandom random = new SplittableRandom(7);
    Matrix states = new Matrix(2 * times.length, 2);
    for (int i = 0; i < 2 * times.length; i++) {
      double t = times[i % times.length];
      double size = (i < times.length ? 1 : 0.5) * Math.exp(-TRUTH[0] * t);
      states.value(i, 0, size * Math.cos(TRUTH[1] * t) + noise * random.nextGaussian());
      states.value(i, 1, size * Math.sin(TRUTH[1] * t) + noise * random.nextGaussian());
    }
    return new WeakForm(OutputTimes.same(2, times), states, reach);
  }

  private static double[] regular(int count, double end) {
    return IntStream.range(0, count).mapToDouble(i -> end * i / (count - 1)).toArray();
  }

  private static double loss(WeakForm form, double... theta) {
    return form.evaluate(spiral(theta).evaluator(), new float[2]);
  }

  @Test
  void itIsZeroAlongSolutions() {
    WeakForm form = measured(regular(61, 6), 0, 4);
    // What is left is the trapezoid rule's: of order 4 at least, so of order 8 in the loss.
    double coarse = loss(form, TRUTH);
    double fine = loss(measured(regular(121, 6), 0, 8), TRUTH);
    assertTrue(coarse < 2e-5 && fine < coarse / 100, coarse + ", " + fine);
    assertTrue(loss(form, 0.3, 1.5) > 1e-3);
    assertTrue(loss(form, 0.2, 1.4) > 1e-3);
    // Backwards in time it is the same.
    double[] back = regular(61, 6);
    for (int i = 0; i < back.length / 2; i++) {
      double swap = back[i];
      back[i] = back[back.length - 1 - i];
      back[back.length - 1 - i] = swap;
    }
    assertEquals(coarse, loss(measured(back, 0, 4), TRUTH), 1e-2 * coarse);
  }

  @Test
  void onIrregularTimesItsErrorFallsByTheirSquareAtLeast() {
    double[] losses = new double[2];
    for (int i = 0; i < 2; i++) {
      double[] times = regular(60 << i, 6);
      for (int k = 1; k < times.length - 1; k += 2) {
        times[k] += 0.03 / (1 << i);
      }
      losses[i] = loss(measured(times, 0, 4 << i), TRUTH);
    }
    assertTrue(losses[0] < 1e-3 && losses[1] < losses[0] / 10, losses[0] + ", " + losses[1]);
  }

  @Test
  void itsGradientIsThatOfItsLoss() {
    WeakForm form = measured(regular(61, 6), 0.05, 3);
    double[] theta = {0.4, 1.2};
    float[] gradient = new float[2];
    form.evaluate(spiral(theta).evaluator(), gradient);
    double[] expected = FiniteDifferences.gradient(p -> loss(form, p), theta);
    assertEquals(expected[0], gradient[0], 2e-3);
    assertEquals(expected[1], gradient[1], 2e-3);
  }

  @Test
  void noiseIsAveraged() {
    // Minimised by Newton's steps on the quadratic loss, from far off.
    WeakForm form = measured(regular(201, 6), 0.05, 12);
    double[] theta = {0, 0};
    float[] at = new float[2];
    form.evaluate(spiral(0, 0).evaluator(), at);
    float[][] columns = new float[2][2];
    form.evaluate(spiral(1, 0).evaluator(), columns[0]);
    form.evaluate(spiral(0, 1).evaluator(), columns[1]);
    double a = columns[0][0] - at[0];
    double b = columns[1][0] - at[0];
    double c = columns[0][1] - at[1];
    double d = columns[1][1] - at[1];
    double determinant = a * d - b * c;
    theta[0] = -(d * at[0] - b * at[1]) / determinant;
    theta[1] = -(a * at[1] - c * at[0]) / determinant;
    assertEquals(TRUTH[0], theta[0], 0.03);
    assertEquals(TRUTH[1], theta[1], 0.03);
  }

  @Test
  void whatDoesNotSufficeIsRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> measured(regular(6, 1), 0, 3))
            .getMessage();
    assertTrue(message.contains("7 measurements"), message);
    assertThrows(IllegalArgumentException.class, () -> measured(regular(6, 1), 0, 1));
  }
}
