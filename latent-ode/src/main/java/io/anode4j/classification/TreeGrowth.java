package io.anode4j.classification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One tree of a random forest while it grows: at each node some of the features that vary there are
 * drawn, and the split with the least Gini impurity is taken, until a node is of one class. Drawn
 * is a fifth of them, more than Breiman's √features, as many of ours say little alone; but no more
 * than 32 where √features are fewer, which bounds the time.
 */
final class TreeGrowth {
  private static final int MOST_DRAWN = 32;

  private final float[][] columns;
  private final int[] truth;
  private final int classes;
  private final SplittableRandom random;
  private final int drawn;
  private final int[] order;
  private final List<Integer> feature = new ArrayList<>();
  private final List<Float> threshold = new ArrayList<>();
  private final List<Integer> other = new ArrayList<>();

  /** The best split of a node; none where the feature is below 0. */
  private record Split(int feature, float threshold, double score) {}

  private TreeGrowth(float[][] columns, int[] truth, int classes, SplittableRandom random) {
    this.columns = columns;
    this.truth = truth;
    this.classes = classes;
    this.random = random;
    int root = (int) Math.ceil(Math.sqrt(columns.length));
    this.drawn = Math.max(root, Math.min(MOST_DRAWN, columns.length / 5));
    this.order = new int[columns.length];
    Arrays.setAll(order, f -> f);
  }

  /**
   * Grows a tree.
   *
   * @param columns {@code [features × examples]}, finite
   * @param truth class of each example
   * @param classes number of classes
   * @param examples those that it sees, one as often as it counts
   * @param random draws
   */
  static DecisionTree tree(
      float[][] columns, int[] truth, int classes, int[] examples, SplittableRandom random) {
    TreeGrowth growth = new TreeGrowth(columns, truth, classes, random);
    growth.grow(examples);
    return new DecisionTree(growth.feature, growth.threshold, growth.other);
  }

  private void grow(int[] examples) {
    int[] counts = new int[classes];
    int majority = 0;
    for (int example : examples) {
      counts[truth[example]]++;
    }
    for (int k = 1; k < classes; k++) {
      majority = counts[k] > counts[majority] ? k : majority;
    }
    boolean pure = counts[majority] == examples.length;
    Split split = pure ? new Split(-1, 0, 0) : best(examples, counts);
    int node = feature.size();
    feature.add(split.feature < 0 ? -1 - majority : split.feature);
    threshold.add(split.threshold);
    other.add(0);
    if (split.feature >= 0) {
      float[] x = columns[split.feature];
      grow(Arrays.stream(examples).filter(e -> x[e] <= split.threshold).toArray());
      other.set(node, feature.size());
      grow(Arrays.stream(examples).filter(e -> x[e] > split.threshold).toArray());
    }
  }

  private Split best(int[] examples, int[] counts) {
    Split best = new Split(-1, 0, Double.NEGATIVE_INFINITY);
    int tried = 0;
    for (int f = 0; f < order.length && tried < drawn; f++) {
      int swapped = f + random.nextInt(order.length - f);
      int chosen = order[swapped];
      order[swapped] = order[f];
      order[f] = chosen;
      Split split = best(chosen, examples, counts);
      tried += split.feature < 0 ? 0 : 1;
      best = split.feature >= 0 && split.score > best.score ? split : best;
    }
    return best;
  }

  /** Values sorted with their classes: a float that sorts as an int in front, its class behind. */
  private long[] sorted(float[] x, int[] examples) {
    long[] keys = new long[examples.length];
    for (int i = 0; i < keys.length; i++) {
      int bits = Float.floatToIntBits(x[examples[i]] + 0f);
      keys[i] = (long) (bits ^ (bits >> 31 & 0x7fffffff)) << 32 | truth[examples[i]];
    }
    Arrays.sort(keys);
    return keys;
  }

  private static float value(long key) {
    int bits = (int) (key >> 32);
    return Float.intBitsToFloat(bits ^ (bits >> 31 & 0x7fffffff));
  }

  /** The least impurity has the largest Σ n_left,k²/n_left + Σ n_right,k²/n_right. */
  private Split best(int f, int[] examples, int[] counts) {
    long[] keys = sorted(columns[f], examples);
    int[] left = new int[classes];
    double leftSquares = 0;
    double rightSquares = 0;
    for (int count : counts) {
      rightSquares += (double) count * count;
    }
    Split best = new Split(-1, 0, Double.NEGATIVE_INFINITY);
    for (int i = 0; i + 1 < keys.length; i++) {
      int k = (int) keys[i];
      leftSquares += 2.0 * left[k] + 1;
      rightSquares -= 2.0 * (counts[k] - left[k]) - 1;
      left[k]++;
      if (keys[i] >> 32 != keys[i + 1] >> 32) {
        double score = leftSquares / (i + 1) + rightSquares / (keys.length - i - 1);
        if (score > best.score) {
          best = new Split(f, between(value(keys[i]), value(keys[i + 1])), score);
        }
      }
    }
    return best;
  }

  private static float between(float below, float above) {
    float middle = (float) (below + ((double) above - below) / 2);
    return middle < above ? middle : below;
  }
}
