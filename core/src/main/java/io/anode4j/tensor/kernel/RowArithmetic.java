package io.anode4j.tensor.kernel;

import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.Rows;

/**
 * What a solver does to whole batches, in either precision: stage combinations and polynomials in
 * the position within a step. Belongs to one thread.
 *
 * @param <M> the batches
 */
public interface RowArithmetic<M extends Rows<M>> {
  /**
   * The arithmetic of a precision.
   *
   * @param like any batch of it
   * @param <M> the batches
   */
  @SuppressWarnings("unchecked") // Rows is sealed: a Matrix's M is Matrix, else it is DoubleMatrix
  static <M extends Rows<M>> RowArithmetic<M> of(Rows<M> like) {
    return like instanceof Matrix
        ? (RowArithmetic<M>) new FloatArithmetic(KernelProvider.active())
        : (RowArithmetic<M>) new DoubleArithmetic();
  }

  /**
   * {@code out = base + h[r]·Σ_j weights[j]·terms[j]} for each row: Runge–Kutta stage combination.
   *
   * @param rows rows to compute
   * @param base the state
   * @param h one factor a row
   * @param weights one weight a term
   * @param terms batches of the width of {@code base}
   * @param count number of terms used
   * @param out result, may be {@code base}
   */
  void combine(int rows, M base, double[] h, double[] weights, M[] terms, int count, M out);

  /**
   * {@code out[outRow + i] = base + θᵢ·(c₁ + θᵢ·(c₂ + …))}: dense output of one row at some times
   * of its step.
   *
   * @param count how many times
   * @param theta positions in the step, 0 to 1
   * @param base states at the steps' starts
   * @param coefficients one batch for each power of θ from 1 up
   * @param row the row of {@code base} and {@code coefficients}
   * @param out result
   * @param outRow its first row
   */
  void horner(int count, double[] theta, M base, M[] coefficients, int row, M out, int outRow);

  /**
   * Transpose of {@link #horner}: {@code coefficients[p] += Σ θᵢ^(p+1)·cotangents[from + i]} on one
   * row.
   *
   * @param count how many cotangents, in consecutive rows
   * @param theta positions in the step; what lies at 1, the step's end, is left out
   * @param cotangents batch of cotangents
   * @param from the first row of them
   * @param coefficients one batch for each power of θ from 1 up
   * @param row the row of {@code coefficients}
   */
  void addPowers(int count, double[] theta, M cotangents, int from, M[] coefficients, int row);

  /** {@code into[row] += from[fromRow]}. */
  void addRow(M into, int row, M from, int fromRow);
}
