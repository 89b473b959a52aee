package io.anode4j.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Arrays of doubles and floats, and how far apart they are. */
public final class Doubles {
  private Doubles() {}

  /** The same values in double precision. */
  public static double[] of(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  /** One row of a matrix in double precision. */
  public static double[] row(Matrix matrix, int row) {
    double[] values = new double[matrix.columns()];
    for (int j = 0; j < values.length; j++) {
      values[j] = matrix.get(row, j);
    }
    return values;
  }

  /** The sum of products. */
  public static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Uniform values on ±size. */
  public static double[] random(SplittableRandom random, int length, double size) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextDouble(-size, size);
    }
    return values;
  }

  /** A matrix of uniform values on ±1, its padding NaN: kernels must not look there. */
  public static Matrix randomMatrix(SplittableRandom random, int rows, int columns) {
    Matrix matrix = new Matrix(rows, columns);
    Arrays.fill(matrix.data(), Float.NaN);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < columns; j++) {
        matrix.set(r, j, (float) random.nextDouble(-1, 1));
      }
    }
    return matrix;
  }

  /** ‖actual − expected‖ / ‖expected‖. */
  public static double relativeError(double[] expected, double[] actual) {
    assertEquals(expected.length, actual.length);
    double difference = 0;
    double size = 0;
    for (int i = 0; i < expected.length; i++) {
      difference += (actual[i] - expected[i]) * (actual[i] - expected[i]);
      size += expected[i] * expected[i];
    }
    return Math.sqrt(difference) / Math.sqrt(size);
  }

  /** The largest absolute difference. */
  public static double largestDifference(double[] expected, double[] actual) {
    assertEquals(expected.length, actual.length);
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      assertTrue(Double.isFinite(actual[i]), "value " + i + " is " + actual[i]);
      largest = Math.max(largest, Math.abs(expected[i] - actual[i]));
    }
    return largest;
  }

  /** Asserts that every value differs by at most a tolerance. */
  public static void assertClose(double[] expected, double[] actual, double tolerance) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], tolerance, "value " + i + " of " + expected.length);
    }
  }
}
