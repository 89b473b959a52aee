package io.anode4j.nn;

import io.anode4j.tensor.Matrix;

/** Blocks of columns of matrices with different strides. */
public final class Columns {
  private Columns() {}

  /**
   * Copies a block of columns.
   *
   * @param rows rows used
   * @param count columns copied
   * @param from matrix read
   * @param fromColumn its first column
   * @param to matrix written
   * @param toColumn its first column
   */
  public static void copy(
      int rows, int count, Matrix from, int fromColumn, Matrix to, int toColumn) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(
          from.data(),
          r * from.stride() + fromColumn,
          to.data(),
          r * to.stride() + toColumn,
          count);
    }
  }

  /** Adds a block of columns to another; the parameters are those of {@link #copy}. */
  public static void add(
      int rows, int count, Matrix from, int fromColumn, Matrix to, int toColumn) {
    for (int r = 0; r < rows; r++) {
      int a = r * from.stride() + fromColumn;
      int b = r * to.stride() + toColumn;
      for (int j = 0; j < count; j++) {
        to.data()[b + j] += from.data()[a + j];
      }
    }
  }
}
