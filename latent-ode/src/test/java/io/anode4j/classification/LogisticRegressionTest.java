package io.anode4j.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {
  private static final int COUNT = 30;

  private static double[][] features() {
    double[][] x = new double[COUNT][];
    for (int i = 0; i < COUNT; i++) {
      x[i] = new double[] {Math.sin(1.3 * i) + .1 * i, Math.cos(2.1 * i) * 2};
    }
    return x;
  }

  private static int[] truth() {
    int[] y = new int[COUNT];
    for (int i = 0; i < COUNT; i++) {
      y[i] = i * 7 % 3;
    }
    return y;
  }

  /** scikit-learn 1.9.1, LogisticRegression(C=1/2, tol=1e-10) on standardised features. */
  @Test
  void weightsAndProbabilitiesAgreeWithScikitLearn() {
    LogisticRegression fit = LogisticRegression.fit(features(), truth(), 3, 2);
    double[][] expected = {
      {-0.05975453, 1.43237654, -0.27974454},
      {-0.03753774, -0.93005679, 0.02329368},
      {0.09729227, -0.50231975, 0.25645086}
    };
    for (int k = 0; k < 3; k++) {
      for (int f = 0; f < 3; f++) {
        assertEquals(expected[k][f], fit.weights().get(k).get(f), 2e-4);
      }
    }
    double[] p = fit.probabilities(new double[] {0.5, -1});
    assertEquals(0.07155853, p[0], 1e-4);
    assertEquals(0.50878485, p[1], 1e-4);
    assertEquals(0.41965661, p[2], 1e-4);
  }

  @Test
  void whatIsMissingCountsAsTheMean() {
    LogisticRegression fit = LogisticRegression.fit(features(), truth(), 3, 2);
    double[] missing = fit.probabilities(new double[] {Double.NaN, -1});
    double[] mean = fit.probabilities(new double[] {fit.center().get(0), -1});
    assertEquals(mean[0], missing[0], 1e-12);
  }

  @Test
  void aFeatureThatDoesNotVaryOrIsNeverThereHarmsNothing() {
    double[][] x = {{1, Double.NaN, 3}, {1, Double.NaN, 5}, {1, Double.NaN, 3.5}};
    LogisticRegression fit = LogisticRegression.fit(x, new int[] {0, 1, 0}, 2, 1);
    double[] p = fit.probabilities(new double[] {1, Double.NaN, 4.9});
    assertTrue(p[1] > 0.5, () -> p[0] + " " + p[1]);
  }

  /** Without a signal the strongest penalty wins; with a clear one it does not. */
  @Test
  void thePenaltyIsChosenOnOtherExamples() {
    SplittableRandom random = new SplittableRandom(1);
    double[][] x = new double[400][20];
    int[] noise = new int[400];
    int[] clear = new int[400];
    for (int i = 0; i < x.length; i++) {
      for (int f = 0; f < 20; f++) {
        x[i][f] = random.nextGaussian();
      }
      noise[i] = random.nextInt(2);
      clear[i] = x[i][0] > 0 ? 1 : 0;
    }
    double[][] first = java.util.Arrays.copyOfRange(x, 0, 200);
    double[][] second = java.util.Arrays.copyOfRange(x, 200, 400);
    assertEquals(1000, chosen(first, second, noise).penalty());
    assertTrue(chosen(first, second, clear).penalty() <= 3);
  }

  private static LogisticRegression chosen(double[][] first, double[][] second, int[] y) {
    return LogisticRegression.chosen(
        first,
        java.util.Arrays.copyOfRange(y, 0, 200),
        2,
        second,
        java.util.Arrays.copyOfRange(y, 200, 400));
  }

  @Test
  void numbersThatDoNotFitAreRefused() {
    List<List<Double>> two = List.of(List.of(1.0, 2.0), List.of(1.0, 2.0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LogisticRegression(List.of(1.0, 2.0), List.of(1.0, 1.0), two, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LogisticRegression(List.of(1.0), List.of(0.0), two, 1));
  }
}
