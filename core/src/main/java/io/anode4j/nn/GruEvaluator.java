package io.anode4j.nn;

import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;

/**
 * One thread's workspace for running a {@link GruCell} over ragged sequences.
 *
 * <p>Sequences are given step by step: step {@code s} has {@code active[s]} rows, never more than
 * the step before, and its inputs follow those of the step before. A row therefore leaves the batch
 * when its sequence ends, and nothing is padded. Weight gradients of all steps are one product.
 */
public final class GruEvaluator {
  private final GruStepEvaluator cell;
  private final int hidden;
  private GruStepEvaluator.Trace trace;
  private int traced;
  private Matrix cotangent;
  private int[] active = {};
  private int steps;

  /**
   * A workspace; call {@link #load} before computing.
   *
   * @param cell the cell
   */
  public GruEvaluator(GruCell cell) {
    this.cell = new GruStepEvaluator(cell);
    this.hidden = cell.hidden();
    this.trace = this.cell.trace(0);
    this.cotangent = new Matrix(0, hidden);
  }

  /** Packs current weights, each gate padded to whole vectors. */
  public void load(Parameters parameters) {
    cell.load(parameters);
  }

  /**
   * Runs all sequences from a zero state.
   *
   * @param activeRows rows of each step, not increasing
   * @param stepCount number of steps
   * @param x inputs of all steps, one step after the other, {@code [Σ activeRows × inputs]}; must
   *     stay unchanged until {@link #backward}
   * @param last receives each row's state after its last step {@code [rows × hidden]}
   * @throws IllegalStateException when no weights were loaded
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public void forward(int[] activeRows, int stepCount, Matrix x, Matrix last) {
    active = activeRows;
    steps = stepCount;
    int total = total();
    if (total > traced) {
      traced = total;
      trace = cell.trace(total);
    }
    last.clearRows(last.rows());
    int at = 0;
    for (int s = 0; s < stepCount; s++) {
      Cancellation.check("A recurrent pass");
      // Rows that have ended keep their state: a step moves the rows before them.
      cell.forward(activeRows[s], x, at, last, trace);
      at += activeRows[s];
    }
  }

  private int total() {
    int total = 0;
    for (int s = 0; s < steps; s++) {
      total += active[s];
    }
    return total;
  }

  /**
   * Pulls the cotangent of the last states back through the recorded run and adds to the gradient
   * kept here.
   *
   * @param x inputs of the forward run
   * @param dLast cotangent of the last states {@code [rows × hidden]}; padding must be zero
   */
  public void backward(Matrix x, Matrix dLast) {
    if (dLast.rows() > cotangent.rows()) {
      cotangent = new Matrix(dLast.rows(), hidden);
    }
    System.arraycopy(dLast.data(), 0, cotangent.data(), 0, dLast.rows() * dLast.stride());
    int total = total();
    int at = total;
    for (int s = steps - 1; s >= 0; s--) {
      at -= active[s];
      cell.backward(active[s], at, cotangent, trace);
    }
    cell.addGradient(total, x, trace);
  }

  /** Adds the gradient kept here to a flat gradient vector and forgets it. */
  public void drainGradient(float[] gradient) {
    cell.drainGradient(gradient);
  }
}
