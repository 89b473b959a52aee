package io.anode4j.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures of scikit-learn 1.9.1 on the same numbers, but for what is worked out by hand. */
class ClassScoresTest {
  private static final int[] TRUTH = {0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 0, 1};
  private static final double[] POSITIVE = {.1, .4, .35, .8, .4, .4, .05, .6, .9, .2, .7, .3};

  private static double[][] both(double... positive) {
    return Arrays.stream(positive).mapToObj(p -> new double[] {1 - p, p}).toArray(double[][]::new);
  }

  @Test
  void twoClassesAgreeWithScikitLearn() {
    ClassScores scores = ClassScores.of(TRUTH, both(POSITIVE), 1);
    assertEquals(12, scores.count());
    assertEquals(0.6857142857142857, scores.auc(), 1e-12);
    assertEquals(0.6968253968253968, scores.auprc(), 1e-12);
    assertEquals(0.5833333333333334, scores.accuracy(), 1e-12);
    assertEquals(0.4444444444444444, scores.f1(), 1e-12);
    assertEquals(0.5850251560635386, scores.logLoss(), 1e-12);
    assertEquals(List.of(List.of(5, 2), List.of(3, 2)), scores.confusion());
    // By the definitions, in numpy.
    assertEquals(0.17241778085934925, scores.aucError(), 1e-12);
    assertEquals(0.2916666666666667, scores.calibrationError(), 1e-12);
  }

  @Test
  void threeClassesAgreeWithScikitLearn() {
    int[] truth = {0, 1, 2, 2, 1, 0, 0, 2};
    double[][] p = {
      {.7, .2, .1}, {.3, .4, .3}, {.2, .2, .6}, {.5, .1, .4},
      {.1, .8, .1}, {.4, .5, .1}, {.6, .3, .1}, {.1, .3, .6}
    };
    ClassScores scores = ClassScores.of(truth, p, 0);
    assertEquals(0.95, scores.auc(), 1e-12);
    assertEquals(0.9166666666666666, scores.auprc(), 1e-12);
    assertEquals(0.6076459452716725, scores.logLoss(), 1e-12);
    assertEquals(0.75, scores.accuracy(), 1e-12);
    assertEquals(0.7555555555555555, scores.f1(), 1e-12);
    assertEquals(0.4125, scores.calibrationError(), 1e-12);
    assertTrue(Double.isNaN(scores.aucError()));
    assertEquals(List.of(List.of(2, 1, 0), List.of(0, 2, 0), List.of(1, 0, 2)), scores.confusion());
  }

  /** By hand: of the pairs (1, 0), three in order and one a tie: 3.5 of 4. */
  @Test
  void tiesCountHalf() {
    ClassScores scores = ClassScores.of(new int[] {0, 1, 0, 1}, both(.5, .5, .1, .9), 1);
    assertEquals(3.5 / 4, scores.auc(), 1e-12);
    // Recall ½ at precision 1, then recall 1 at precision 2/3.
    assertEquals(0.5 + 0.5 * 2 / 3, scores.auprc(), 1e-12);
  }

  @Test
  void aPerfectAnswerIsPerfect() {
    ClassScores scores = ClassScores.of(new int[] {0, 1, 0, 1}, both(0, 1, 0, 1), 1);
    assertEquals(1, scores.auc());
    assertEquals(0, scores.aucError());
    assertEquals(1, scores.auprc());
    assertEquals(1, scores.f1());
    assertEquals(0, scores.logLoss());
    assertEquals(0, scores.calibrationError());
  }

  @Test
  void theOtherClassHasTheSameAreaAndAnotherPrecision() {
    ClassScores other = ClassScores.of(TRUTH, both(POSITIVE), 0);
    assertEquals(0.6857142857142857, other.auc(), 1e-12);
    assertEquals(2.0 * 5 / (2 * 5 + 3 + 2), other.f1(), 1e-12);
  }

  @Test
  void oneClassAloneHasNoArea() {
    ClassScores scores = ClassScores.of(new int[] {1, 1}, both(.4, .6), 1);
    assertTrue(Double.isNaN(scores.auc()) && Double.isNaN(scores.auprc()));
    assertEquals(0.5, scores.accuracy());
  }

  @Test
  void aWrongCertaintyStaysFinite() {
    assertEquals(-Math.log(1e-15), ClassScores.of(new int[] {1}, both(0), 1).logLoss(), 1e-9);
  }

  @Test
  void noSeriesAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> ClassScores.of(new int[0], new double[0][], 0));
    assertThrows(IllegalArgumentException.class, () -> ClassScores.of(new int[2], both(.5), 0));
  }
}
