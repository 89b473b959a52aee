package io.anode4j.anode;

import io.anode4j.tensor.Matrix;
import java.util.random.RandomGenerator;

/**
 * Random directions that stay fixed over a solve, one for each row of a batch. A solver moves rows
 * about while it works, so the state carries the number of its row in a column that does not
 * change.
 */
public final class RowNoise {
  private Matrix table;

  /**
   * No rows yet.
   *
   * @param columns components of a direction
   */
  public RowNoise(int columns) {
    table = new Matrix(0, columns);
  }

  /**
   * Draws new directions of independent signs (Rademacher), the least noisy choice for a trace:
   * Hutchinson, "A stochastic estimator of the trace of the influence matrix", 1990.
   *
   * @param rows rows of the batch
   * @param random source of randomness
   */
  public void draw(int rows, RandomGenerator random) {
    if (table.rows() < rows) {
      table = new Matrix(rows, table.columns());
    }
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < table.columns(); j++) {
        table.set(r, j, random.nextBoolean() ? 1 : -1);
      }
    }
  }

  /**
   * Fetches the directions of rows by the numbers that they carry.
   *
   * @param rows rows used
   * @param state states with row numbers
   * @param column column of the row number
   * @param to receives {@code [rows × columns]}
   */
  public void gather(int rows, Matrix state, int column, Matrix to) {
    for (int r = 0; r < rows; r++) {
      to.copyRow(r, table, Math.round(state.data()[r * state.stride() + column]));
    }
  }
}
