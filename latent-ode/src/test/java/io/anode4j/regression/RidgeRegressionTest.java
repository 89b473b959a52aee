package io.anode4j.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RidgeRegressionTest {
  /** One feature: {@code β = Σxy/(Σx² + λ)} of standardised x, the intercept the mean of y. */
  @Test
  void oneFeatureHasAClosedForm() {
    double[][] x = {{1}, {2}, {4}, {9}};
    double[] y = {3, 1, 5, 11};
    RidgeRegression ridge = RidgeRegression.chosen(x, y, x, y);
    double mean = 4;
    double deviation = Math.sqrt((9 + 4 + 0 + 25) / 4.0);
    double products = 0;
    for (int i = 0; i < x.length; i++) {
      products += (x[i][0] - mean) / deviation * (y[i] - 5);
    }
    // On the very examples that it was fitted to, the least penalty does best.
    assertEquals(1, ridge.penalty());
    assertEquals(products / (4 + 1), ridge.weights().get(0), 1e-12);
    assertEquals(5, ridge.weights().get(1), 1e-12);
    assertEquals(5, ridge.value(new double[] {Double.NaN}), 1e-12);
    double cut = 5 + 5 * ridge.weights().get(0);
    assertEquals(cut, ridge.value(new double[] {1e9}), 1e-9);
  }

  /** The gradient of the penalised squares is zero at the answer, whatever the penalty. */
  @Test
  void theGradientIsZero() {
    SplittableRandom random = new SplittableRandom(3);
    double[][] x = new double[40][3];
    double[] y = new double[40];
    double[] noise = new double[40];
    for (int i = 0; i < 40; i++) {
      for (int f = 0; f < 3; f++) {
        x[i][f] = random.nextGaussian() + (f > 0 ? x[i][f - 1] : 0);
      }
      y[i] = 2 * x[i][0] - x[i][2] + random.nextGaussian();
      noise[i] = random.nextGaussian();
    }
    RidgeRegression ridge = RidgeRegression.chosen(x, y, x, noise);
    assertTrue(ridge.penalty() > 1, "noise asks for a strong penalty: " + ridge.penalty());
    for (int f = 0; f < 3; f++) {
      double gradient = ridge.penalty() * ridge.weights().get(f);
      for (int i = 0; i < 40; i++) {
        double standardised = (x[i][f] - ridge.center().get(f)) / ridge.scale().get(f);
        gradient += (ridge.value(x[i]) - y[i]) * standardised;
      }
      assertEquals(0, gradient, 1e-9); // sums of forty products of size ten, in double
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    List<Double> one = List.of(1.0);
    assertThrows(
        IllegalArgumentException.class, () -> new RidgeRegression(one, one, List.of(1.0), 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RidgeRegression(one, List.of(0.0), List.of(1.0, 1.0), 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RidgeRegression(one, one, List.of(Double.NaN, 1.0), 1));
    List<Double> none = List.of();
    assertThrows(IllegalArgumentException.class, () -> new ResidualBands(none, none, none));
  }
}
