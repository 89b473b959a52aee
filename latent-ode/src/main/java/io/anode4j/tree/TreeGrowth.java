package io.anode4j.tree;

import io.anode4j.tensor.Workers;
import java.util.Arrays;

/**
 * Grows one tree after the other on the same examples. Of a node's examples each class of each
 * feature has its count and the sum of the signs of what is left open, in one number; whole numbers
 * add up to the same whatever the order, so that threads change nothing.
 */
final class TreeGrowth {
  private static final int COUNT_BITS = 32;

  /** Nodes of fewer examples are not worth the threads. */
  private static final int WORTH_THREADS = 4096;

  private final Bins bins;
  private final int depth;
  private final int least;
  private final Workers workers;
  private final int features;
  private final int[] order;
  private final int[] moved;
  private final long[] signs;
  private final float[] values;

  /** Of each depth, what the first answer's examples sum up to, and the other's. */
  private final long[][][] sums;

  private final int[] feature;
  private final float[] number;
  private final int[] other;
  private int nodes;

  /** The best split of a node; none where the feature is below 0. */
  private record Split(int feature, int bin, double gain) {
    static final Split NONE = new Split(-1, 0, 0);
  }

  TreeGrowth(Bins bins, int depth, int least, Workers workers) {
    this.bins = bins;
    this.depth = depth;
    this.least = least;
    this.workers = workers;
    this.features = bins.columns().length;
    int examples = bins.columns()[0].length;
    this.order = new int[examples];
    this.moved = new int[examples];
    this.signs = new long[examples];
    this.values = new float[examples];
    this.sums = new long[depth + 1][2][features * Bins.MOST];
    int most = (2 << depth) - 1;
    this.feature = new int[most];
    this.number = new float[most];
    this.other = new int[most];
  }

  /**
   * Grows a tree and takes its answers off.
   *
   * @param left what is left open {@code [examples]}, changed
   * @param rate share of its answers that the tree gives
   * @return the tree
   */
  RegressionTree grow(float[] left, double rate) {
    for (int i = 0; i < left.length; i++) {
      order[i] = i;
      signs[i] = ((long) Math.signum(left[i]) << COUNT_BITS) + 1;
    }
    nodes = 0;
    sum(sums[0][0], 0, order.length);
    grow(left, rate, 0, order.length, 0, sums[0][0]);
    return new RegressionTree(
        Arrays.copyOf(feature, nodes), Arrays.copyOf(number, nodes), Arrays.copyOf(other, nodes));
  }

  private void grow(float[] left, double rate, int from, int to, int level, long[] own) {
    int node = nodes++;
    other[node] = 0;
    Split split = level < depth && to - from >= 2 * least ? best(own) : Split.NONE;
    feature[node] = split.feature;
    if (split.feature < 0) {
      number[node] = answer(left, rate, from, to);
      return;
    }
    number[node] = bins.edges()[split.feature][split.bin];
    int middle = divide(split, from, to);
    long[][] next = sums[level + 1];
    int smaller = middle - from <= to - middle ? 0 : 1;
    sum(next[smaller], smaller == 0 ? from : middle, smaller == 0 ? middle : to);
    for (int k = 0; k < own.length; k++) {
      next[1 - smaller][k] = own[k] - next[smaller][k];
    }
    grow(left, rate, from, middle, level + 1, next[0]);
    other[node] = nodes;
    grow(left, rate, middle, to, level + 1, next[1]);
  }

  private float answer(float[] left, double rate, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] = left[order[i]];
    }
    float answer = (float) (rate * Selection.median(values, from, to));
    for (int i = from; i < to; i++) {
      left[order[i]] -= answer;
    }
    return answer;
  }

  /** Examples of the first answer in front, both parts in the order they were in. */
  private int divide(Split split, int from, int to) {
    byte[] column = bins.columns()[split.feature];
    int first = from;
    int second = 0;
    for (int i = from; i < to; i++) {
      int example = order[i];
      if (column[example] <= split.bin) {
        order[first++] = example;
      } else {
        moved[second++] = example;
      }
    }
    System.arraycopy(moved, 0, order, first, second);
    return first;
  }

  private void sum(long[] to, int from, int end) {
    if (end - from < WORTH_THREADS || workers.threads() == 1) {
      for (int f = 0; f < features; f++) {
        sum(to, f, from, end);
      }
      return;
    }
    int parts = Math.min(features, workers.threads());
    workers.map(
        parts,
        part -> {
          for (int f = part; f < features; f += parts) {
            sum(to, f, from, end);
          }
          return part;
        });
  }

  private void sum(long[] to, int f, int from, int end) {
    byte[] column = bins.columns()[f];
    int base = f * Bins.MOST;
    Arrays.fill(to, base, base + Bins.MOST, 0);
    for (int i = from; i < end; i++) {
      int example = order[i];
      to[base + column[example]] += signs[example];
    }
  }

  /** The largest gain is that of the largest Σ² / n left and right (Friedman 2001, equation 35). */
  private Split best(long[] own) {
    Split best = Split.NONE;
    for (int f = 0; f < features; f++) {
      int base = f * Bins.MOST;
      int splits = bins.edges()[f].length;
      long all = 0;
      for (int b = 0; b <= splits; b++) {
        all += own[base + b];
      }
      double whole = squared(all);
      long before = 0;
      for (int b = 0; b < splits; b++) {
        before += own[base + b];
        long after = all - before;
        if ((int) before >= least && (int) after >= least) {
          double gain = squared(before) + squared(after) - whole;
          best = gain > best.gain ? new Split(f, b, gain) : best;
        }
      }
    }
    return best;
  }

  private static double squared(long packed) {
    double sum = packed >> COUNT_BITS;
    return sum * sum / (int) packed;
  }
}
