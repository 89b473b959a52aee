package io.anode4j.tree;

import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Workers;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits {@link BoostedTrees} that err least in absolute terms: each tree is grown on the signs of
 * what is left open, and answers with its medians (Friedman 2001, algorithm 3, LAD_TreeBoost).
 * Absolute errors are what a few wild values cannot lead astray.
 *
 * @param trees how many, at least one
 * @param rate share of its answer that each tree gives, above 0
 * @param depth questions on the longest way down a tree
 * @param least examples that an answer must have seen
 */
public record Boosting(int trees, double rate, int depth, int least) {
  /** So many trees, each of at most 32 answers. */
  public static Boosting of(int trees) {
    return new Boosting(trees, 0.1, 5, 50);
  }

  /**
   * Fits.
   *
   * @param columns features {@code [features × examples]}, finite, {@link BoostedTrees#MISSING}
   *     where missing; at least one of each
   * @param targets what is wanted {@code [examples]}
   * @param workers threads; what is fitted does not depend on their number
   * @return the trees
   */
  public BoostedTrees fit(float[][] columns, float[] targets, Workers workers) {
    TreeGrowth growth = new TreeGrowth(Bins.of(columns, workers), depth, least, workers);
    float[] left = targets.clone();
    List<RegressionTree> grown = new ArrayList<>();
    float middle = Selection.median(left.clone(), 0, left.length);
    grown.add(new RegressionTree(new int[] {-1}, new float[] {middle}, new int[1]));
    for (int i = 0; i < left.length; i++) {
      left[i] -= middle;
    }
    for (int t = 0; t < trees; t++) {
      Cancellation.check("The growth of trees");
      grown.add(growth.grow(left, rate));
    }
    return new BoostedTrees(columns.length, grown);
  }
}
