package io.anode4j.detection;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * One tree of a random cut forest (Guha, Mishra, Roy, Schrijvers, "Robust Random Cut Forest Based
 * Anomaly Detection on Streams", ICML 2016): each cut is drawn evenly from all sides of the box
 * around the points that it divides, longer sides in proportion. Points come (algorithm 2) and go
 * (algorithm 1) one at a time, as if the tree had been grown from those that are there.
 */
final class CutTree {
  private static final int NONE = -1;

  private final int dimensions;
  private final DoubleSupplier uniform;

  // Nodes: parent, children (none for a leaf), points below, the cut, the box [node × dimension].
  private final int[] parent;
  private final int[] left;
  private final int[] right;
  private final int[] points;
  private final int[] cutAlong;
  private final double[] cutAt;
  private final double[] low;
  private final double[] high;
  private final int[] free;
  private int freed;
  private int root = NONE;

  /**
   * A tree without points.
   *
   * @param most points at a time
   * @param dimensions numbers of a point
   * @param uniform evenly random numbers, at least 0 and below 1
   */
  CutTree(int most, int dimensions, DoubleSupplier uniform) {
    int nodes = 2 * most;
    this.dimensions = dimensions;
    this.uniform = uniform;
    this.parent = new int[nodes];
    this.left = new int[nodes];
    this.right = new int[nodes];
    this.points = new int[nodes];
    this.cutAlong = new int[nodes];
    this.cutAt = new double[nodes];
    this.low = new double[nodes * dimensions];
    this.high = new double[nodes * dimensions];
    this.free = new int[nodes];
    for (int i = 0; i < nodes; i++) {
      free[freed++] = nodes - 1 - i;
    }
  }

  /** Puts a point in; says which leaf it is, that of its equals if there are any. */
  int insert(double[] point) {
    int node = root;
    while (node != NONE) {
      double r = uniform.getAsDouble() * span(node, point);
      int along = 0;
      double side = side(node, 0, point);
      while (along < dimensions - 1 && r >= side) {
        r -= side;
        side = side(node, ++along, point);
      }
      double from = Math.min(low[node * dimensions + along], point[along]);
      double cut = r < side ? from + r : from;
      boolean below = point[along] <= cut && cut < low[node * dimensions + along];
      if (below || point[along] > cut && cut >= high[node * dimensions + along]) {
        return divide(node, along, cut, below, point);
      }
      points[node]++;
      stretch(node, point);
      if (left[node] == NONE) {
        return node;
      }
      node = point[cutAlong[node]] <= cutAt[node] ? left[node] : right[node];
    }
    root = leaf(point, NONE);
    return root;
  }

  /** Takes one point of a leaf out. */
  void remove(int leaf) {
    for (int node = leaf; node != NONE; node = parent[node]) {
      points[node]--;
    }
    if (points[leaf] > 0) {
      return;
    }
    int gone = parent[leaf];
    free[freed++] = leaf;
    if (gone == NONE) {
      root = NONE;
      return;
    }
    int sibling = sibling(leaf);
    free[freed++] = gone;
    replace(gone, sibling);
    for (int node = parent[sibling]; node != NONE; node = parent[node]) {
      for (int k = 0; k < dimensions; k++) {
        int l = left[node] * dimensions + k;
        int r = right[node] * dimensions + k;
        low[node * dimensions + k] = Math.min(low[l], low[r]);
        high[node * dimensions + k] = Math.max(high[l], high[r]);
      }
    }
  }

  /**
   * Collusive displacement of a leaf (definition 4): how many points change their depth when the
   * leaf goes, a point of those that go with it, for the worst of the groups that it may hide in.
   */
  double displacement(int leaf) {
    double most = 0;
    for (int node = leaf; parent[node] != NONE; node = parent[node]) {
      most = Math.max(most, (double) points[sibling(node)] / points[node]);
    }
    return most;
  }

  private double span(int node, double[] point) {
    double span = 0;
    for (int k = 0; k < dimensions; k++) {
      span += side(node, k, point);
    }
    return span;
  }

  private double side(int node, int k, double[] point) {
    int at = node * dimensions + k;
    return Math.max(high[at], point[k]) - Math.min(low[at], point[k]);
  }

  private int divide(int node, int along, double cut, boolean below, double[] point) {
    int branch = free[--freed];
    replace(node, branch);
    int leaf = leaf(point, branch);
    parent[node] = branch;
    left[branch] = below ? leaf : node;
    right[branch] = below ? node : leaf;
    points[branch] = points[node] + 1;
    cutAlong[branch] = along;
    cutAt[branch] = cut;
    System.arraycopy(low, node * dimensions, low, branch * dimensions, dimensions);
    System.arraycopy(high, node * dimensions, high, branch * dimensions, dimensions);
    stretch(branch, point);
    return leaf;
  }

  private int leaf(double[] point, int above) {
    int leaf = free[--freed];
    parent[leaf] = above;
    left[leaf] = NONE;
    right[leaf] = NONE;
    points[leaf] = 1;
    System.arraycopy(point, 0, low, leaf * dimensions, dimensions);
    System.arraycopy(point, 0, high, leaf * dimensions, dimensions);
    return leaf;
  }

  /** Lets a node take the place of another below the same parent. */
  private void replace(int old, int by) {
    int above = parent[old];
    parent[by] = above;
    if (above == NONE) {
      root = by;
    } else if (left[above] == old) {
      left[above] = by;
    } else {
      right[above] = by;
    }
  }

  private int sibling(int node) {
    int above = parent[node];
    return left[above] == node ? right[above] : left[above];
  }

  private void stretch(int node, double[] point) {
    for (int k = 0; k < dimensions; k++) {
      int at = node * dimensions + k;
      low[at] = Math.min(low[at], point[k]);
      high[at] = Math.max(high[at], point[k]);
    }
  }

  /** The points below the root; 0 for an empty tree. */
  int size() {
    return root == NONE ? 0 : points[root];
  }

  @Override
  public String toString() {
    return size() + " points, " + Arrays.toString(points);
  }
}
