package io.anode4j.tensor;

import java.util.Arrays;

/**
 * A batch of rows: float32, row-major, {@code [rows × columns]}, on the heap.
 *
 * <p>Rows lie {@link #stride()} floats apart, the columns rounded up to {@link #PADDING}, so that
 * SIMD kernels read and write whole vectors and need no tail loops. The padding's content is not
 * part of the value. A matrix is mutable and belongs to one thread at a time.
 */
public final class Matrix implements Rows<Matrix> {
  /** Rows start at multiples of this many floats (64 bytes: one AVX-512 register). */
  public static final int PADDING = 16;

  private final int rows;
  private final int columns;
  private final int stride;
  private final float[] data;

  /**
   * A matrix of zeros.
   *
   * @param rows number of rows, at least 0
   * @param columns number of columns, at least 1
   * @throws IllegalArgumentException when a size is out of range
   */
  public Matrix(int rows, int columns) {
    if (rows < 0 || columns < 1) {
      throw new IllegalArgumentException(
          "A matrix of "
              + rows
              + " × "
              + columns
              + " was asked for; expected rows ≥ 0, columns ≥ 1");
    }
    this.rows = rows;
    this.columns = columns;
    this.stride = padded(columns);
    this.data = new float[Math.multiplyExact(rows, stride)];
  }

  /**
   * Copies nested arrays.
   *
   * @param values {@code [rows × columns]}, at least one row, all rows equally long
   * @return a new matrix
   * @throws IllegalArgumentException naming the first row that is missing, empty or of another
   *     length
   */
  public static Matrix of(float[][] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException(
          "Found no rows, so nothing says how many columns there are; expected at least one. An"
              + " empty matrix is new Matrix(0, columns)");
    }
    int columns = 0;
    for (int r = 0; r < values.length; r++) {
      if (values[r] == null || values[r].length == 0) {
        throw new IllegalArgumentException(
            String.format(
                "Row %d of %d %s; expected as many values as there are columns, at least one",
                r, values.length, values[r] == null ? "is null" : "has no columns"));
      }
      columns = r == 0 ? values[0].length : columns;
      if (values[r].length != columns) {
        throw new IllegalArgumentException(
            "Row " + r + " has " + values[r].length + " columns; expected " + columns);
      }
    }
    Matrix result = new Matrix(values.length, columns);
    for (int r = 0; r < values.length; r++) {
      System.arraycopy(values[r], 0, result.data, r * result.stride, columns);
    }
    return result;
  }

  /**
   * Copies a dense row-major array.
   *
   * @param rows number of rows, at least 0
   * @param columns number of columns, at least 1
   * @param values {@code rows · columns} floats
   * @return a new matrix
   * @throws IllegalArgumentException when a size is out of range, or the number of values is not
   *     their product
   */
  public static Matrix of(int rows, int columns, float[] values) {
    if (rows >= 0 && columns > 0 && values.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          String.format(
              "%d values cannot fill %d × %d; expected %d",
              values.length, rows, columns, (long) rows * columns));
    }
    Matrix result = new Matrix(rows, columns);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(values, r * columns, result.data, r * result.stride, columns);
    }
    return result;
  }

  /**
   * The row stride that a number of columns gets.
   *
   * @param columns number of columns
   * @return columns rounded up to a multiple of {@link #PADDING}
   */
  public static int padded(int columns) {
    return (columns + PADDING - 1) / PADDING * PADDING;
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
    return stride;
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT32;
  }

  @Override
  public double value(int row, int column) {
    return data[row * stride + column];
  }

  @Override
  public void value(int row, int column, double value) {
    data[row * stride + column] = (float) value;
  }

  /** The backing array, not a copy: row {@code r} starts at {@code r · stride()}. */
  public float[] data() {
    return data;
  }

  /**
   * One element.
   *
   * @param row row index
   * @param column column index, below {@link #columns()}
   * @return its value
   */
  public float get(int row, int column) {
    return data[index(row, column)];
  }

  /**
   * Sets one element.
   *
   * @param row row index
   * @param column column index, below {@link #columns()}
   * @param value its new value
   */
  public void set(int row, int column, float value) {
    data[index(row, column)] = value;
  }

  private int index(int row, int column) {
    if (column < 0 || column >= columns || row < 0 || row >= rows) {
      throw new IndexOutOfBoundsException(
          "(" + row + ", " + column + ") is outside " + rows + " × " + columns);
    }
    return row * stride + column;
  }

  @Override
  public void copyRow(int row, Matrix source, int sourceRow) {
    System.arraycopy(source.data, sourceRow * stride, data, row * stride, stride);
  }

  @Override
  public Matrix zeros(int rowCount, int columnCount) {
    return new Matrix(rowCount, columnCount);
  }

  @Override
  public Matrix[] array(int count) {
    Matrix[] all = new Matrix[count];
    Arrays.fill(all, this);
    return all;
  }

  @Override
  public Matrix grown(int rowCount) {
    Matrix longer = new Matrix(rowCount, columns);
    System.arraycopy(data, 0, longer.data, 0, data.length);
    return longer;
  }

  /** Sets the first {@code count} rows to zero. */
  public void clearRows(int count) {
    Arrays.fill(data, 0, count * stride, 0f);
  }

  /**
   * The values without padding.
   *
   * @return a new dense row-major array of {@code rows · columns} floats
   */
  public float[] toArray() {
    float[] dense = new float[rows * columns];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(data, r * stride, dense, r * columns, columns);
    }
    return dense;
  }

  @Override
  public String toString() {
    return "Matrix[" + rows + " × " + columns + "]";
  }
}
