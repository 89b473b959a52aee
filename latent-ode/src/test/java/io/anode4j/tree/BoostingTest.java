package io.anode4j.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.tensor.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BoostingTest {
  private static final Workers WORKERS = new Workers(1, "test");

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  private static float[][] uniform(int features, int examples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] columns = new float[features][examples];
    for (float[] column : columns) {
      for (int i = 0; i < examples; i++) {
        column[i] = (float) random.nextDouble();
      }
    }
    return columns;
  }

  private static float[] row(float[][] columns, int example) {
    float[] row = new float[columns.length];
    for (int f = 0; f < row.length; f++) {
      row[f] = columns[f][example];
    }
    return row;
  }

  private static float[] targets(float[][] columns, ToDoubleFunction<float[]> of) {
    float[] targets = new float[columns[0].length];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = (float) of.applyAsDouble(row(columns, i));
    }
    return targets;
  }

  private static double error(BoostedTrees trees, float[][] columns, float[] targets) {
    double sum = 0;
    for (int i = 0; i < targets.length; i++) {
      sum += Math.abs(trees.answer(row(columns, i)) - targets[i]);
    }
    return sum / targets.length;
  }

  /** A product has no weighted sum: the best line is off by 0.25 on the mean, absolutely. */
  @Test
  void learnsWhatNoWeightedSumCanSay() {
    ToDoubleFunction<float[]> sign = x -> (x[0] > 0.5 ? 1 : -1) * (x[1] > 0.5 ? 1 : -1);
    float[][] columns = uniform(4, 4000, 1);
    BoostedTrees trees = Boosting.of(100).fit(columns, targets(columns, sign), WORKERS);
    float[][] other = uniform(4, 1000, 2);
    // Of 64 classes a feature, one holds 0.5 inside: a 32nd of the examples are doubtful.
    assertTrue(error(trees, other, targets(other, sign)) < 0.1);
  }

  /** Every single question of one tree against all of them, tried one by one. */
  @Test
  void theFirstQuestionIsTheBestThereIs() {
    for (long seed = 0; seed < 20; seed++) {
      float[][] columns = uniform(3, 60, seed);
      float[] targets = targets(columns, x -> Math.sin(9 * x[1]) + 0.3 * x[0]);
      BoostedTrees fitted = new Boosting(1, 1, 1, 5).fit(columns, targets, WORKERS);
      RegressionTree tree = fitted.trees().get(1);
      float middle = fitted.trees().get(0).number()[0];
      double best = 0;
      for (float[] column : columns) {
        for (float threshold : column) {
          best = Math.max(best, gain(column, targets, middle, threshold));
        }
      }
      double found = gain(columns[tree.feature()[0]], targets, middle, tree.number()[0]);
      assertEquals(best, found, 1e-9, "seed " + seed);
      assertEquals(3, tree.feature().length);
    }
  }

  /** Σ² / n of signs on both sides; 0 where a side has fewer than five. */
  private static double gain(float[] column, float[] targets, float middle, float threshold) {
    double[] sums = new double[2];
    int[] counts = new int[2];
    for (int i = 0; i < targets.length; i++) {
      int side = column[i] <= threshold ? 0 : 1;
      sums[side] += Math.signum(targets[i] - middle);
      counts[side]++;
    }
    boolean enough = Math.min(counts[0], counts[1]) >= 5;
    return enough ? sums[0] * sums[0] / counts[0] + sums[1] * sums[1] / counts[1] : 0;
  }

  /** Medians: a tenth of the targets at a million change nothing where they are spread evenly. */
  @Test
  void wildValuesLeadNothingAstray() {
    float[][] columns = uniform(2, 4000, 3);
    SplittableRandom random = new SplittableRandom(4);
    float[] targets = targets(columns, x -> random.nextInt(10) == 0 ? 1e6 : 5 * x[0]);
    BoostedTrees trees = Boosting.of(60).fit(columns, targets, WORKERS);
    float[][] other = uniform(2, 500, 5);
    assertTrue(error(trees, other, targets(other, x -> 5 * x[0])) < 0.5);
  }

  @Test
  void moreTreesErrLessOnWhatTheyLearntFrom() {
    float[][] columns = uniform(3, 2000, 6);
    float[] targets = targets(columns, x -> Math.sin(9 * x[0]) * x[1]);
    double before = Double.POSITIVE_INFINITY;
    for (int trees : new int[] {1, 5, 20, 80}) {
      double error = error(Boosting.of(trees).fit(columns, targets, WORKERS), columns, targets);
      assertTrue(error < before, trees + " trees: " + error + " after " + before);
      before = error;
    }
  }

  @Test
  void threadsChangeNoBit() {
    float[][] columns = uniform(7, 10_000, 7);
    float[] targets = targets(columns, x -> Math.sin(9 * x[0]) * x[1] + x[6]);
    try (Workers three = new Workers(3, "test")) {
      List<RegressionTree> one = Boosting.of(10).fit(columns, targets, WORKERS).trees();
      List<RegressionTree> more = Boosting.of(10).fit(columns, targets, three).trees();
      for (int t = 0; t < one.size(); t++) {
        assertArrayEquals(one.get(t).feature(), more.get(t).feature());
        assertArrayEquals(one.get(t).number(), more.get(t).number());
        assertArrayEquals(one.get(t).other(), more.get(t).other());
      }
    }
  }

  /** Missing is a class of its own, whatever the values are. */
  @Test
  void whatIsMissingGoesItsOwnWay() {
    float[][] columns = uniform(1, 1000, 8);
    for (int i = 0; i < 1000; i += 3) {
      columns[0][i] = BoostedTrees.MISSING;
    }
    float[] targets = targets(columns, x -> x[0] == BoostedTrees.MISSING ? 3 : -1);
    BoostedTrees trees = Boosting.of(80).fit(columns, targets, WORKERS);
    assertEquals(3, trees.answer(new float[] {BoostedTrees.MISSING}), 0.01);
    assertEquals(-1, trees.answer(new float[] {0}), 0.01);
    assertEquals(-1, trees.answer(new float[] {-1e30f}), 0.01);
  }

  /** Nothing to ask: one value, one example, features that never vary. */
  @Test
  void whereThereIsNothingToAskTheMedianAnswers() {
    float[][] constant = new float[2][300];
    float[] targets = targets(uniform(1, 300, 9), x -> x[0]);
    float[] sorted = targets.clone();
    Arrays.sort(sorted);
    double answer = Boosting.of(20).fit(constant, targets, WORKERS).answer(new float[2]);
    assertEquals(sorted[149], answer, 1e-6);
    BoostedTrees one = Boosting.of(3).fit(new float[][] {{1}}, new float[] {7}, WORKERS);
    assertEquals(7, one.answer(new float[] {-5}), 1e-6);
  }

  @Test
  void theLowerMedianIsThatOfSortedValues() {
    SplittableRandom random = new SplittableRandom(10);
    for (int n = 1; n < 200; n++) {
      float[] values = new float[n + 4];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextInt(1 + n / 3);
      }
      float[] sorted = Arrays.copyOfRange(values, 2, n + 2);
      Arrays.sort(sorted);
      float[] outside = {values[0], values[1], values[n + 2], values[n + 3]};
      assertEquals(sorted[(n - 1) / 2], Selection.median(values, 2, n + 2));
      assertArrayEquals(outside, new float[] {values[0], values[1], values[n + 2], values[n + 3]});
    }
  }

  @Test
  void treesThatLeadNowhereAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new RegressionTree(new int[] {0, -1}, new float[2], new int[] {1, 0}));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RegressionTree(new int[] {-1}, new float[] {Float.NaN}, new int[1]));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RegressionTree(new int[0], new float[0], new int[0]));
    RegressionTree asksTheThird =
        new RegressionTree(new int[] {2, -1, -1}, new float[3], new int[] {2, 0, 0});
    assertThrows(IllegalArgumentException.class, () -> new BoostedTrees(2, List.of(asksTheThird)));
  }

  @Test
  void anInterruptEndsTheGrowth() {
    float[][] columns = uniform(1, 200, 11);
    float[] targets = targets(columns, x -> x[0]);
    Thread.currentThread().interrupt();
    try {
      assertThrows(
          CancellationException.class, () -> Boosting.of(5).fit(columns, targets, WORKERS));
    } finally {
      assertTrue(Thread.interrupted());
    }
  }
}
