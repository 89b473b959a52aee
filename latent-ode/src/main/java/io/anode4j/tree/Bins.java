package io.anode4j.tree;

import io.anode4j.tensor.Workers;
import java.util.Arrays;

/**
 * Features in few classes of about equally many examples, so that all splits of a node are found in
 * one pass (Ke et al., LightGBM, 2017).
 *
 * @param edges upper edges of all classes but the last, ascending, by feature
 * @param columns class of each example, by feature {@code [features × examples]}
 */
record Bins(float[][] edges, byte[][] columns) {
  /** Classes of a feature. */
  static final int MOST = 64;

  /** Examples whose quantiles make the edges; more would only cost time. */
  private static final int LOOKED_AT = 20_000;

  /**
   * Divides.
   *
   * @param columns {@code [features × examples]}, finite
   * @param workers threads; what is found does not depend on their number
   */
  static Bins of(float[][] columns, Workers workers) {
    float[][] edges = workers.map(columns.length, f -> edges(columns[f])).toArray(float[][]::new);
    byte[][] binned =
        workers.map(columns.length, f -> binned(columns[f], edges[f])).toArray(byte[][]::new);
    return new Bins(edges, binned);
  }

  private static float[] edges(float[] column) {
    int stride = 1 + column.length / LOOKED_AT;
    float[] sorted = new float[(column.length + stride - 1) / stride];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = column[i * stride];
    }
    Arrays.sort(sorted);
    float[] edges = new float[MOST - 1];
    int count = 0;
    for (int k = 1; k < MOST; k++) {
      int at = (int) ((long) k * sorted.length / MOST) - 1;
      boolean below = at >= 0 && sorted[at] < sorted[sorted.length - 1];
      if (below && (count == 0 || sorted[at] > edges[count - 1])) {
        edges[count++] = sorted[at];
      }
    }
    return Arrays.copyOf(edges, count);
  }

  private static byte[] binned(float[] column, float[] edges) {
    byte[] bins = new byte[column.length];
    for (int i = 0; i < bins.length; i++) {
      int at = Arrays.binarySearch(edges, column[i]);
      bins[i] = (byte) (at < 0 ? -at - 1 : at);
    }
    return bins;
  }
}
