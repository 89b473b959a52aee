package io.anode4j.nn;

import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;

/**
 * Passes over many rows in blocks, so that memory grows with a block and not with the data. As rows
 * are independent, blocks do not change a bit of the result.
 */
public final class RowBlocks {
  private static final int MOST_ROWS = 1024;
  private static final int FEWEST_ROWS = 16;

  /** Inputs a block: a wide row, such as an image, is often much wider still inside a network. */
  private static final int VALUES = 1 << 15;

  private RowBlocks() {}

  /**
   * Rows a block.
   *
   * @param columns width of a row
   * @return 16 to 1024, fewer for wide rows
   */
  public static int rows(int columns) {
    return Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, VALUES / columns));
  }

  /**
   * Evaluates a layer at time 0.
   *
   * @param rows rows a block, at least 1
   * @param layer a workspace with weights
   * @param x input {@code [… × inputs]}
   * @param y receives the output {@code [… × outputs]}, as many rows
   * @param call what is being done, for the message of an interrupt
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public static void forward(int rows, LayerEvaluator layer, Matrix x, Matrix y, String call) {
    if (x.rows() <= rows) {
      Cancellation.check(call);
      layer.forward(x.rows(), 0, new double[x.rows()], x, y);
      return;
    }
    Matrix in = new Matrix(rows, x.columns());
    Matrix out = new Matrix(rows, y.columns());
    double[] time = new double[rows];
    for (int from = 0; from < x.rows(); from += rows) {
      Cancellation.check(call);
      int count = Math.min(rows, x.rows() - from);
      for (int r = 0; r < count; r++) {
        in.copyRow(r, x, from + r);
      }
      layer.forward(count, 0, time, in, out);
      for (int r = 0; r < count; r++) {
        y.copyRow(from + r, out, r);
      }
    }
  }
}
