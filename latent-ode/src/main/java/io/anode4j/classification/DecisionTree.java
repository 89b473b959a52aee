package io.anode4j.classification;

import java.util.List;

/**
 * A tree of questions, one node an index; from a node the first answer leads to the next one.
 *
 * @param feature of each node the feature that is asked for, or {@code −1 − class} where nothing is
 * @param threshold of each node: up to it the answer is the next node
 * @param other of each node the index of the answer above the threshold; 0 where nothing is asked
 */
public record DecisionTree(List<Integer> feature, List<Float> threshold, List<Integer> other) {
  /**
   * Copies and checks: every way down ends.
   *
   * @throws IllegalArgumentException saying in a clause what does not fit
   */
  public DecisionTree {
    feature = List.copyOf(feature);
    threshold = List.copyOf(threshold);
    other = List.copyOf(other);
    int size = feature.size();
    if (size == 0 || threshold.size() != size || other.size() != size) {
      throw new IllegalArgumentException("a tree of its forest lacks nodes");
    }
    for (int i = 0; i < size; i++) {
      boolean asks = feature.get(i) >= 0;
      if (asks && !(other.get(i) > i + 1 && other.get(i) < size)) {
        throw new IllegalArgumentException("a tree of its forest leads nowhere");
      }
      if (!Float.isFinite(threshold.get(i))) {
        throw new IllegalArgumentException("a number of its forest is out of range");
      }
    }
  }

  /**
   * Whether it asks for no feature and names no class beyond these.
   *
   * @param features number of features
   * @param classes number of classes
   */
  boolean fits(int features, int classes) {
    return feature.stream().allMatch(f -> f < features && -1 - f < classes);
  }

  /**
   * The class of an example.
   *
   * @param x its features, finite
   * @return from 0
   */
  int vote(float[] x) {
    int node = 0;
    int asked = feature.get(0);
    while (asked >= 0) {
      node = x[asked] <= threshold.get(node) ? node + 1 : other.get(node);
      asked = feature.get(node);
    }
    return -1 - asked;
  }
}
