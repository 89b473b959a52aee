package io.anode4j.tree;

import java.util.List;

/**
 * A sum of regression trees, each of which was grown on what those before it leave open (Friedman,
 * Greedy Function Approximation: A Gradient Boosting Machine, 2001).
 *
 * @param features number of features
 * @param trees that are summed; none for 0 everywhere
 */
public record BoostedTrees(int features, List<RegressionTree> trees) {
  /** What stands for a missing feature: below every value, so that it goes one way of its own. */
  public static final float MISSING = -Float.MAX_VALUE;

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException saying in a clause what does not fit
   */
  public BoostedTrees {
    trees = List.copyOf(trees);
    if (features < 1 || trees.stream().anyMatch(tree -> tree.asks() >= features)) {
      throw new IllegalArgumentException("its trees do not fit their features");
    }
  }

  /**
   * The sum of their answers.
   *
   * @param x the features of an example, finite, {@link #MISSING} where missing {@code [features]}
   * @return a number
   */
  public double answer(float[] x) {
    double sum = 0;
    for (RegressionTree tree : trees) {
      sum += tree.answer(x);
    }
    return sum;
  }
}
