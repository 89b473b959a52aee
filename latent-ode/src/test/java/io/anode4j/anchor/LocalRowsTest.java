package io.anode4j.anchor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.regression.NormalEquations;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LocalRowsTest {
  private static final double[] OF_ALL = {1, 0};
  private static final double USUAL = 400;
  private static final int ROWS = 90;

  /** Rows of a series whose weights are (0, 1), the latest third of them of other weights. */
  private static LocalRows rows(double[] latest, boolean judging) {
    SplittableRandom random = new SplittableRandom(1);
    LocalRows rows = new LocalRows(2);
    for (int i = 0; i < ROWS; i++) {
      boolean last = i < ROWS / 3;
      double[] x = {random.nextGaussian(), random.nextGaussian()};
      double y = last ? latest[0] * x[0] + latest[1] * x[1] : x[1];
      rows.add(judging && last, 0, x, y);
    }
    return rows;
  }

  private static double error(double[] beta, double[] truth) {
    return Math.hypot(beta[0] - truth[0], beta[1] - truth[1]);
  }

  @Test
  void aSeriesThatKeepsItsOwnWayIsPulledLess() {
    double[] own = {0, 1};
    double usual = error(rows(own, false).solve(USUAL, OF_ALL), own);
    double judged = error(rows(own, true).solve(USUAL, OF_ALL), own);
    // Least squares with a prior that counts USUAL rows, and a sixteenth of them: 0.82 and 0.22.
    assertTrue(judged < 0.3 * usual, judged + " against " + usual);
  }

  @Test
  void aSeriesThatCameBackToTheWayOfAllIsPulledMore() {
    double usual = error(rows(OF_ALL, false).solve(USUAL / 16, OF_ALL), OF_ALL);
    double judged = error(rows(OF_ALL, true).solve(USUAL / 16, OF_ALL), OF_ALL);
    assertTrue(judged < 0.7 * usual, judged + " against " + usual);
  }

  /** Where the latest third knows nothing better by a fifth, the usual weight stays, to the bit. */
  @Test
  void chanceChangesNothing() {
    SplittableRandom random = new SplittableRandom(2);
    LocalRows judging = new LocalRows(2);
    NormalEquations all = new NormalEquations(2);
    for (int i = 0; i < ROWS; i++) {
      double[] x = {random.nextGaussian(), random.nextGaussian()};
      double y = x[0] + random.nextGaussian();
      judging.add(i < ROWS / 3, 0, x, y);
    }
    random = new SplittableRandom(2);
    NormalEquations latest = new NormalEquations(2);
    for (int i = 0; i < ROWS; i++) {
      double[] x = {random.nextGaussian(), random.nextGaussian()};
      (i < ROWS / 3 ? latest : all).add(0, x, x[0] + random.nextGaussian());
    }
    all.add(latest);
    assertArrayEquals(all.solve(USUAL, OF_ALL), judging.solve(USUAL, OF_ALL), 1e-12);
    assertEquals(ROWS, judging.count());
  }

  @Test
  void theLatestThirdJudges() {
    assertTrue(LocalRows.judges(1, 3));
    assertTrue(!LocalRows.judges(2, 3));
    assertTrue(LocalRows.judges(32, 96));
    assertTrue(!LocalRows.judges(33, 96));
  }
}
