package io.anode4j.tensor;

/**
 * A batch of rows in one of two precisions, so that what works on rows is written once: {@link
 * Matrix} in float32, {@link DoubleMatrix} in float64. Mutable; belongs to one thread at a time.
 *
 * @param <M> the type itself
 */
public sealed interface Rows<M extends Rows<M>> permits Matrix, DoubleMatrix {
  /** Number of rows. */
  int rows();

  /** Number of columns. */
  int columns();

  /** Distance between the starts of two rows in the backing array, in numbers. */
  int stride();

  /** The width of the numbers. */
  Precision precision();

  /**
   * One element, whatever its width.
   *
   * @param row row index
   * @param column column index
   */
  double value(int row, int column);

  /**
   * Sets one element, rounded to this batch's precision.
   *
   * @param row row index
   * @param column column index
   * @param value its new value
   */
  void value(int row, int column, double value);

  /**
   * Copies one row of another batch of the same width.
   *
   * @param row row of this batch
   * @param source batch read
   * @param sourceRow its row
   */
  void copyRow(int row, M source, int sourceRow);

  /**
   * Zeros of the same precision.
   *
   * @param rows number of rows, at least 0
   * @param columns number of columns, at least 1
   */
  M zeros(int rows, int columns);

  /**
   * An array of references to this batch.
   *
   * @param count how many
   */
  M[] array(int count);

  /** Sets every element of one row. */
  default void fillRow(int row, double value) {
    for (int j = 0; j < columns(); j++) {
      value(row, j, value);
    }
  }

  /**
   * A longer copy, the new rows zero.
   *
   * @param rows number of rows, at least as many as here
   */
  M grown(int rows);
}
