package io.anode4j.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Copies between {@link Matrix} and ND4J's {@code INDArray}, for those whose data live there. The
 * first call loads ND4J's native library, which takes seconds.
 *
 * <p>The native library is a dependency of its own, {@code anode4j-natives}; without it each method
 * throws {@link MissingNativesException}, whose message names it.
 */
public final class NdArrays {
  private NdArrays() {}

  /** ND4J tries once a JVM. */
  private static final class Loading {
    static final @Nullable Throwable FAILURE = attempt();

    private static @Nullable Throwable attempt() {
      try {
        Class.forName("org.nd4j.linalg.factory.Nd4j");
        return null;
      } catch (ClassNotFoundException | LinkageError e) {
        return e;
      }
    }
  }

  /**
   * Loads ND4J's native library if that has not happened yet, which takes seconds.
   *
   * @throws MissingNativesException when it is not there or cannot be loaded, again at each call
   */
  public static void requireNatives() {
    if (Loading.FAILURE != null) {
      throw new MissingNativesException("ND4J", Loading.FAILURE);
    }
  }

  /**
   * A matrix as an INDArray.
   *
   * @param matrix values {@code [rows × columns]}
   * @return a new array of type FLOAT, shape {@code [rows, columns]}, c-order, without padding
   */
  public static INDArray of(Matrix matrix) {
    requireNatives();
    if (matrix.rows() == 0) {
      return Nd4j.create(DataType.FLOAT, 0, matrix.columns());
    }
    return Nd4j.create(matrix.toArray(), new long[] {matrix.rows(), matrix.columns()}, 'c');
  }

  /**
   * An INDArray as a matrix.
   *
   * @param array two dimensions {@code [rows, columns]}, or one, which becomes a single row; any
   *     floating or integer type, any order, views included
   * @return a new matrix; values of other types are rounded to float32
   * @throws IllegalArgumentException when the array has another number of dimensions or no columns
   */
  public static Matrix matrix(INDArray array) {
    requireNatives();
    long[] shape = array.shape();
    boolean fits = shape.length == 1 || shape.length == 2;
    if (!fits || shape[shape.length - 1] < 1) {
      throw new IllegalArgumentException(
          "An INDArray of shape "
              + Arrays.toString(shape)
              + "; expected [rows, columns] or [columns] with at least one column: reshape it, for"
              + " instance with array.reshape(rows, columns)");
    }
    int rows = shape.length == 1 ? 1 : Math.toIntExact(shape[0]);
    int columns = Math.toIntExact(shape[shape.length - 1]);
    if (rows == 0) {
      return new Matrix(0, columns);
    }
    // A copy in c-order has its values one after the other, whatever view it was taken of.
    try (INDArray dense = array.castTo(DataType.FLOAT).dup('c')) {
      return Matrix.of(rows, columns, dense.data().asFloat());
    }
  }

  /**
   * A table of doubles as an INDArray, for what float32 is too coarse for.
   *
   * @param rows rows of equal length, at least one
   * @return a new array of type DOUBLE, shape {@code [rows, columns]}, c-order
   * @throws IllegalArgumentException when there is no value or rows differ in length
   */
  public static INDArray of(double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    double[] values = new double[rows.length * columns];
    for (int r = 0; r < rows.length; r++) {
      if (rows[r].length != columns || columns == 0) {
        throw new IllegalArgumentException(
            "Row " + r + " has " + rows[r].length + " values; expected rows of one length above 0");
      }
      System.arraycopy(rows[r], 0, values, r * columns, columns);
    }
    if (values.length == 0) {
      throw new IllegalArgumentException(
          "A table without values; expected at least one row: an INDArray of none is of no use");
    }
    requireNatives();
    return Nd4j.createFromArray(values).reshape('c', rows.length, columns);
  }

  /**
   * The values of an INDArray as doubles, such as times in seconds, which float32 would round.
   *
   * @param array any number of dimensions and any floating or integer type, any order, views
   *     included
   * @return a new array, last index fastest
   */
  public static double[] doubles(INDArray array) {
    requireNatives();
    if (array.isEmpty()) {
      return new double[0];
    }
    try (INDArray dense = array.castTo(DataType.DOUBLE).dup('c')) {
      return dense.data().asDouble();
    }
  }
}
