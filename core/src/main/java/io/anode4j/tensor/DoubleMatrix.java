package io.anode4j.tensor;

import java.util.Arrays;

/**
 * A batch of rows: float64, row-major, {@code [rows × columns]}, on the heap, without padding.
 * States of fields that are given in double precision; networks work on {@link Matrix}.
 */
public final class DoubleMatrix implements Rows<DoubleMatrix> {
  private final int rows;
  private final int columns;
  private final double[] data;

  /**
   * A matrix of zeros.
   *
   * @param rows number of rows, at least 0
   * @param columns number of columns, at least 1
   * @throws IllegalArgumentException when a size is out of range
   */
  public DoubleMatrix(int rows, int columns) {
    this(rows, columns, new double[Math.multiplyExact(checked(rows, columns), columns)]);
  }

  private DoubleMatrix(int rows, int columns, double[] data) {
    this.rows = rows;
    this.columns = columns;
    this.data = data;
  }

  private static int checked(int rows, int columns) {
    if (rows < 0 || columns < 1) {
      throw new IllegalArgumentException(
          String.format(
              "A matrix of %d × %d was asked for; expected rows ≥ 0, columns ≥ 1", rows, columns));
    }
    return rows;
  }

  /**
   * Copies rows.
   *
   * @param values {@code [rows × columns]}, at least one row, all rows equally long
   * @return a new matrix
   * @throws IllegalArgumentException when there is no row, or one of another length
   */
  public static DoubleMatrix of(double[]... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException(
          "A matrix was to be made of no rows, which leaves its width unknown; expected at least"
              + " one, or new DoubleMatrix(0, columns)");
    }
    DoubleMatrix result = new DoubleMatrix(values.length, values[0].length);
    for (int r = 0; r < values.length; r++) {
      if (values[r].length != result.columns) {
        throw new IllegalArgumentException(
            "Row " + r + " has " + values[r].length + " columns; expected " + result.columns);
      }
      System.arraycopy(values[r], 0, result.data, r * result.columns, result.columns);
    }
    return result;
  }

  /** The same values in float64, exactly. */
  public static DoubleMatrix widened(Matrix values) {
    DoubleMatrix wide = new DoubleMatrix(values.rows(), values.columns());
    wide.widen(values, values.rows());
    return wide;
  }

  /** Copies the first rows of a float32 matrix of the same width, exactly. */
  public void widen(Matrix values, int count) {
    for (int r = 0; r < count; r++) {
      int from = r * values.stride();
      for (int j = 0; j < columns; j++) {
        data[r * columns + j] = values.data()[from + j];
      }
    }
  }

  /** Rounds the first rows into a float32 matrix of the same width. */
  public void narrow(Matrix into, int count) {
    for (int r = 0; r < count; r++) {
      int to = r * into.stride();
      for (int j = 0; j < columns; j++) {
        into.data()[to + j] = (float) data[r * columns + j];
      }
    }
  }

  /** The same values rounded to float32. */
  public Matrix narrowed() {
    Matrix narrow = new Matrix(rows, columns);
    narrow(narrow, rows);
    return narrow;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public int stride() {
    return columns;
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT64;
  }

  /** The backing array, not a copy: row {@code r} starts at {@code r · columns()}. */
  public double[] data() {
    return data;
  }

  /**
   * One element.
   *
   * @param row row index
   * @param column column index, below {@link #columns()}
   */
  public double get(int row, int column) {
    return data[index(row, column)];
  }

  /** Sets one element. */
  public void set(int row, int column, double value) {
    data[index(row, column)] = value;
  }

  private int index(int row, int column) {
    if (column < 0 || column >= columns || row < 0 || row >= rows) {
      throw new IndexOutOfBoundsException(
          "(" + row + ", " + column + ") is outside " + rows + " × " + columns);
    }
    return row * columns + column;
  }

  @Override
  public double value(int row, int column) {
    return data[row * columns + column];
  }

  @Override
  public void value(int row, int column, double value) {
    data[row * columns + column] = value;
  }

  @Override
  public void copyRow(int row, DoubleMatrix source, int sourceRow) {
    System.arraycopy(source.data, sourceRow * columns, data, row * columns, columns);
  }

  @Override
  public DoubleMatrix zeros(int rowCount, int columnCount) {
    return new DoubleMatrix(rowCount, columnCount);
  }

  @Override
  public DoubleMatrix[] array(int count) {
    DoubleMatrix[] all = new DoubleMatrix[count];
    Arrays.fill(all, this);
    return all;
  }

  @Override
  public DoubleMatrix grown(int rowCount) {
    double[] more = Arrays.copyOf(data, Math.multiplyExact(rowCount, columns));
    return new DoubleMatrix(rowCount, columns, more);
  }

  /** Copies a row into an array of {@link #columns} numbers. */
  public void copyTo(int row, double[] values) {
    System.arraycopy(data, row * columns, values, 0, columns);
  }

  /** Copies an array of {@link #columns} numbers into a row. */
  public void copyFrom(int row, double[] values) {
    System.arraycopy(values, 0, data, row * columns, columns);
  }

  /** One row, copied. */
  public double[] row(int row) {
    return Arrays.copyOfRange(data, row * columns, (row + 1) * columns);
  }

  /** All values as nested arrays, {@code [rows × columns]}. */
  public double[][] toArrays() {
    double[][] all = new double[rows][];
    Arrays.setAll(all, this::row);
    return all;
  }

  @Override
  public String toString() {
    return "DoubleMatrix[" + rows + " × " + columns + "]";
  }
}
