package io.anode4j.gradient;

import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The pair of states (y, z) of a reversible solve as integers: fixed-point numbers with 40 bits
 * after the point for a row whose start is of size 1 or less, fewer for larger ones. Adding an
 * increment is undone by subtracting it. {@code y ← z + λ(y − z)} loses information, log₂ 1/λ bits
 * a component and step; they go to a buffer from which the way back takes them (the arithmetic of
 * Maclaurin, Duvenaud and Adams, "Gradient-based hyperparameter optimization through reversible
 * learning", 2015, algorithm 3).
 */
final class ReversibleStates {
  private static final int FRACTION_BITS = 40;

  /** Bits of a buffer that are used; the others are room for one step's arithmetic. */
  private static final int BUFFER_BITS = 50;

  /** Numbers beyond are refused, so that no sum overflows. */
  private static final double LARGEST = 0x1p60;

  private final long numerator;
  private final long denominator;

  /** Steps after which buffers are put aside. */
  private final int bufferSteps;

  private final int dimension;
  private final double[] unit;
  private final long[] y;
  private final long[] z;
  private final long[] buffer;
  private final List<List<long[]>> aside = new ArrayList<>();

  ReversibleStates(int rows, int dimension, int coupling) {
    denominator = 1L << coupling;
    numerator = denominator - 1;
    bufferSteps = (int) (BUFFER_BITS * Math.log(2) / -Math.log1p(-1.0 / denominator));
    this.dimension = dimension;
    unit = new double[rows];
    y = new long[rows * dimension];
    z = new long[rows * dimension];
    buffer = new long[rows * dimension];
    for (int r = 0; r < rows; r++) {
      aside.add(new ArrayList<>());
    }
  }

  /** 1 − λ. */
  double loss() {
    return 1.0 / denominator;
  }

  /** Sets both states of a row; false when one is not finite. */
  boolean start(int row, Matrix states, int from) {
    float largest = 1;
    for (int j = 0; j < dimension; j++) {
      largest = Math.max(largest, Math.abs(states.get(from, j)));
    }
    if (!Float.isFinite(largest)) {
      return false;
    }
    unit[row] = Math.scalb(1.0, Math.getExponent(largest) - FRACTION_BITS);
    for (int j = 0; j < dimension; j++) {
      y[row * dimension + j] = units(row, states.get(from, j));
      z[row * dimension + j] = y[row * dimension + j];
    }
    return true;
  }

  private long units(int row, float value) {
    return (long) Math.rint(value / unit[row]);
  }

  void copyY(int row, Matrix to, int slot) {
    copy(y, row, to, slot);
  }

  void copyZ(int row, Matrix to, int slot) {
    copy(z, row, to, slot);
  }

  private void copy(long[] from, int row, Matrix to, int slot) {
    for (int j = 0; j < dimension; j++) {
      to.set(slot, j, (float) (from[row * dimension + j] * unit[row]));
    }
  }

  /** The float value of z + λ(y − z) + increment, not yet stored; false when it is out of range. */
  boolean tryY(int row, Matrix increment, Matrix into, int slot) {
    boolean fits = true;
    for (int j = 0; j < dimension; j++) {
      int i = row * dimension + j;
      double size = increment.get(slot, j) / unit[row];
      fits &= Math.abs(size) < LARGEST && Math.abs(y[i] + size) < LARGEST;
      long d = y[i] - z[i];
      long b = buffer[i] * denominator + Math.floorMod(d, denominator);
      d = Math.floorDiv(d, denominator) * numerator + b % numerator;
      into.set(slot, j, (float) ((z[i] + d + (long) Math.rint(size)) * unit[row]));
    }
    return fits;
  }

  /** The float value of z − increment, not yet stored; false when it is out of range. */
  boolean tryZ(int row, Matrix increment, Matrix into, int slot) {
    boolean fits = true;
    for (int j = 0; j < dimension; j++) {
      int i = row * dimension + j;
      double size = increment.get(slot, j) / unit[row];
      fits &= Math.abs(size) < LARGEST && Math.abs(z[i] - size) < LARGEST;
      into.set(slot, j, (float) ((z[i] - (long) Math.rint(size)) * unit[row]));
    }
    return fits;
  }

  /** y ← z + λ(y − z) + first; z ← z − second. */
  void step(int row, int stepsBefore, Matrix first, Matrix second, int slot) {
    if (stepsBefore > 0 && stepsBefore % bufferSteps == 0) {
      putAside(row);
    }
    for (int j = 0; j < dimension; j++) {
      int i = row * dimension + j;
      long d = y[i] - z[i];
      long b = buffer[i] * denominator + Math.floorMod(d, denominator);
      d = Math.floorDiv(d, denominator) * numerator + b % numerator;
      buffer[i] = b / numerator;
      y[i] = z[i] + d + units(row, first.get(slot, j));
      z[i] -= units(row, second.get(slot, j));
    }
  }

  /** Undoes the second half of a step: z ← z + second. */
  void undoZ(int row, Matrix second, int slot) {
    for (int j = 0; j < dimension; j++) {
      z[row * dimension + j] += units(row, second.get(slot, j));
    }
  }

  /** Undoes the first half of a step: y ← z + (y − first − z)/λ. */
  void undoY(int row, int stepsBefore, Matrix first, int slot) {
    for (int j = 0; j < dimension; j++) {
      int i = row * dimension + j;
      long d = y[i] - units(row, first.get(slot, j)) - z[i];
      long b = buffer[i] * numerator + Math.floorMod(d, numerator);
      d = Math.floorDiv(d, numerator) * denominator + b % denominator;
      buffer[i] = b / denominator;
      y[i] = z[i] + d;
    }
    if (stepsBefore > 0 && stepsBefore % bufferSteps == 0) {
      takeBack(row);
    }
  }

  private void putAside(int row) {
    long[] full = new long[dimension];
    System.arraycopy(buffer, row * dimension, full, 0, dimension);
    java.util.Arrays.fill(buffer, row * dimension, (row + 1) * dimension, 0L);
    aside.get(row).add(full);
  }

  private void takeBack(int row) {
    long[] full = aside.get(row).remove(aside.get(row).size() - 1);
    System.arraycopy(full, 0, buffer, row * dimension, dimension);
  }

  /** Memory of states and buffers. */
  long bytes() {
    long numbers = 3L * y.length;
    for (List<long[]> row : aside) {
      numbers += (long) row.size() * dimension;
    }
    return numbers * Long.BYTES;
  }
}
