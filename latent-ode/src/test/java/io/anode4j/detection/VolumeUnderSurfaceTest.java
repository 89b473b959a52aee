package io.anode4j.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeUnderSurfaceTest {
  static boolean[] anomalous() {
    boolean[] anomalous = new boolean[60];
    java.util.Arrays.fill(anomalous, 10, 14, true);
    java.util.Arrays.fill(anomalous, 19, 25, true);
    java.util.Arrays.fill(anomalous, 48, 52, true);
    return anomalous;
  }

  /** Numbers that look random, and are larger two readings behind each anomaly. */
  static double[] scores() {
    double[] scores = new double[60];
    for (int i = 0; i < 60; i++) {
      scores[i] = i * 37 % 61 / 61.0 + (anomalous()[Math.max(0, i - 2)] ? 0.5 : 0);
    }
    return scores;
  }

  /** Figures of the benchmark TSB-AD's own sums, all thresholds tried, computed with NumPy. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.5446201102318184",
    "1, 0.5446201102318184",
    "4, 0.6446889263991415",
    "10, 0.7617559152733161",
    "16, 0.8233983808718388"
  })
  void isWhatTheBenchmarkComputes(int buffer, double expected) {
    double found = VolumeUnderSurface.precisionRecall(scores(), anomalous(), buffer);
    assertEquals(expected, found, 1e-12);
  }

  /** All readings of anomalies first: precision 1 until recall is 1, whatever the buffer adds. */
  @Test
  void aPerfectScoreHasAllWithoutBuffer() {
    double[] scores = new double[60];
    for (int i = 0; i < 60; i++) {
      scores[i] = anomalous()[i] ? 1 : 0;
    }
    assertEquals(1, VolumeUnderSurface.precisionRecall(scores, anomalous(), 0), 1e-12);
    assertTrue(VolumeUnderSurface.precisionRecall(scores, anomalous(), 10) > 0.95);
  }

  /** One anomaly of one reading at rank 2 of 4: precision 1/2 where recall jumps to 1. */
  @Test
  void oneReadingByHand() {
    double[] scores = {0.1, 0.9, 0.8, 0.2};
    boolean[] second = {false, false, true, false};
    assertEquals(0.5, VolumeUnderSurface.precisionRecall(scores, second, 0), 1e-12);
    assertEquals(0.5, PrecisionRecall.area(scores, second), 1e-12);
  }

  /** An alarm one reading early is worth more with a buffer than one far off. */
  @Test
  void aBufferForgivesWhatIsClose() {
    boolean[] anomalous = new boolean[100];
    java.util.Arrays.fill(anomalous, 50, 55, true);
    double[] close = new double[100];
    double[] far = new double[100];
    java.util.Arrays.fill(close, 46, 50, 1);
    java.util.Arrays.fill(far, 10, 14, 1);
    double near = VolumeUnderSurface.precisionRecall(close, anomalous, 20);
    double off = VolumeUnderSurface.precisionRecall(far, anomalous, 20);
    assertTrue(near > 3 * off, near + " " + off);
  }

  @Test
  void nothingToFindIsNotANumber() {
    assertTrue(Double.isNaN(VolumeUnderSurface.precisionRecall(new double[9], new boolean[9], 4)));
    assertTrue(Double.isNaN(PrecisionRecall.area(new double[9], new boolean[9])));
  }

  /** The definition of scikit-learn's average_precision_score in NumPy, also with equal scores. */
  @Test
  void areaIsThatOfOthers() {
    assertEquals(0.5446201102318184, PrecisionRecall.area(scores(), anomalous()), 1e-12);
    double[] rounded = scores();
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = Math.rint(4 * rounded[i]);
    }
    assertEquals(0.48801636055914244, PrecisionRecall.area(rounded, anomalous()), 1e-12);
  }

  /** The area of a random score is the share of anomalies, that of a constant one exactly. */
  @Test
  void randomScoresHaveTheShareOfAnomalies() {
    int n = 200_000;
    SplittableRandom random = new SplittableRandom(3);
    double[] scores = random.doubles(n).toArray();
    boolean[] anomalous = new boolean[n];
    for (int i = 0; i < n; i++) {
      anomalous[i] = i % 10 == 0;
    }
    assertEquals(0.1, PrecisionRecall.area(scores, anomalous), 0.003);
    assertEquals(0.1, PrecisionRecall.area(new double[n], anomalous), 1e-12);
  }
}
