package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import java.util.Arrays;

/**
 * One matrix of a width on each numbered tape, grown on demand. More tapes for no more rows leave
 * what is recorded; more rows forget it.
 */
final class TapeMatrices {
  private final int columns;
  private Matrix[] tapes = {};
  private int capacity;

  TapeMatrices(int columns) {
    this.columns = columns;
  }

  void reserve(int rows, int count) {
    if (rows <= capacity && count <= tapes.length) {
      return;
    }
    int kept = rows <= capacity ? tapes.length : 0;
    capacity = Math.max(rows, capacity);
    tapes = Arrays.copyOf(tapes, Math.max(count, tapes.length));
    for (int i = kept; i < tapes.length; i++) {
      tapes[i] = new Matrix(capacity, columns);
    }
  }

  Matrix get(int rows, int tape) {
    reserve(rows, tape + 1);
    return tapes[tape];
  }
}
