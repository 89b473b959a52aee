package io.anode4j.tree;

/**
 * A tree of questions that ends in numbers, one node an index; from a node the first answer leads
 * to the next one.
 *
 * @param feature of each node the feature that is asked for, −1 where nothing is
 * @param number of each node the threshold, up to which the answer is the next node, or the tree's
 *     answer where nothing is asked
 * @param other of each node the index of the answer above the threshold; 0 where nothing is asked
 */
public record RegressionTree(int[] feature, float[] number, int[] other) {
  /**
   * Checks that every way down ends.
   *
   * @throws IllegalArgumentException saying in a clause what does not fit
   */
  public RegressionTree {
    int size = feature.length;
    if (size == 0 || number.length != size || other.length != size) {
      throw new IllegalArgumentException("one of its trees lacks nodes");
    }
    for (int i = 0; i < size; i++) {
      if (feature[i] >= 0 && !(other[i] > i + 1 && other[i] < size)) {
        throw new IllegalArgumentException("one of its trees leads nowhere");
      }
      if (!Float.isFinite(number[i])) {
        throw new IllegalArgumentException("a number of its trees is out of range");
      }
    }
  }

  /** The largest feature that it asks for, −1 if none. */
  int asks() {
    int most = -1;
    for (int f : feature) {
      most = Math.max(most, f);
    }
    return most;
  }

  /** Its answer to an example, whose features are finite. */
  float answer(float[] x) {
    int node = 0;
    while (feature[node] >= 0) {
      node = x[feature[node]] <= number[node] ? node + 1 : other[node];
    }
    return number[node];
  }
}
