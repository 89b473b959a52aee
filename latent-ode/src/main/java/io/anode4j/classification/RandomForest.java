package io.anode4j.classification;

import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * A random forest (Breiman 2001): trees that each see as many examples, drawn with replacement, and
 * vote. Trees of more than 1,024 examples see so many, which bounds time and file.
 *
 * @param features number of features
 * @param classes number of classes
 * @param trees that vote
 */
public record RandomForest(int features, int classes, List<DecisionTree> trees) {
  private static final int TREES = 200;
  private static final int MOST_EXAMPLES = 1024;

  /** The share of all votes that is spread evenly: a class without one is not impossible. */
  private static final double SPREAD = 0.01;

  /** Below every value, so that what is missing goes one way of its own. */
  private static final float MISSING = -Float.MAX_VALUE;

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException saying in a clause what does not fit
   */
  public RandomForest {
    trees = List.copyOf(trees);
    for (DecisionTree tree : trees) {
      if (!tree.fits(features, classes)) {
        throw new IllegalArgumentException("its forest does not fit its features or classes");
      }
    }
    if (trees.isEmpty()) {
      throw new IllegalArgumentException("its forest has no trees");
    }
  }

  /**
   * Grows a forest.
   *
   * @param features {@code [examples × features]}, NaN where missing; at least one example
   * @param truth class of each example
   * @param classes number of classes
   * @param draws of each tree, by its number
   * @param workers threads; what is grown does not depend on their number
   * @return the forest
   */
  public static RandomForest fit(
      double[][] features,
      int[] truth,
      int classes,
      IntFunction<SplittableRandom> draws,
      Workers workers) {
    int width = features[0].length;
    float[][] columns = new float[width][features.length];
    for (int i = 0; i < features.length; i++) {
      float[] row = finite(features[i]);
      for (int f = 0; f < width; f++) {
        columns[f][i] = row[f];
      }
    }
    List<DecisionTree> trees =
        workers.map(
            TREES,
            number -> {
              Cancellation.check("The growth of a forest");
              SplittableRandom random = draws.apply(number);
              int seen = Math.min(MOST_EXAMPLES, truth.length);
              int[] drawn = random.ints(seen, 0, truth.length).toArray();
              return TreeGrowth.tree(columns, truth, classes, drawn, random);
            });
    return new RandomForest(width, classes, trees);
  }

  private static float[] finite(double[] features) {
    float[] x = new float[features.length];
    for (int f = 0; f < x.length; f++) {
      double v = features[f];
      // What is infinite as a float is as large as any: it is compared, never computed with.
      x[f] = Double.isNaN(v) ? MISSING : (float) Math.max(MISSING, Math.min(Float.MAX_VALUE, v));
    }
    return x;
  }

  /**
   * Probabilities of the classes: shares of the votes, of which a hundredth is spread evenly.
   *
   * @param features of one example, NaN where missing
   * @return one a class
   */
  public double[] probabilities(double[] features) {
    float[] x = finite(features);
    double[] shares = new double[classes];
    Arrays.fill(shares, SPREAD / classes);
    for (DecisionTree tree : trees) {
      shares[tree.vote(x)] += (1 - SPREAD) / trees.size();
    }
    return shares;
  }
}
