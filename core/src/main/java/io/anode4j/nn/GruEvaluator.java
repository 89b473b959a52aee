package io.anode4j.nn;

import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.kernel.KernelProvider;
import io.anode4j.tensor.kernel.Kernels;
import io.anode4j.tensor.kernel.PackedMatrix;
import java.util.Arrays;

/**
 * One thread's workspace for running a {@link GruCell} over ragged sequences.
 *
 * <p>Sequences are given step by step: step {@code s} has {@code active[s]} rows, never more than
 * the step before, and its inputs follow those of the step before. A row therefore leaves the batch
 * when its sequence ends, and nothing is padded. Weight gradients of all steps are one product.
 */
public final class GruEvaluator {
  private final Kernels kernels = KernelProvider.active();
  private final GruCell cell;
  private final int stride;
  private final int inputStride;
  private final PackedMatrix input;
  private final PackedMatrix recurrentGates;
  private final PackedMatrix recurrentNew;
  private final PackedMatrix reverseGates;
  private final PackedMatrix reverseNew;
  private final float[] inputBias;
  private final float[] newBias;
  private final float[] inputGradient;
  private final float[] gateGradient;
  private final float[] newGradient;
  private final float[] inputBiasGradient;
  private final float[] newBiasGradient;
  private boolean loaded;

  private int rowCapacity;
  private int totalCapacity;
  private float[] gates = {};
  private float[] newRecurrent = {};
  private float[] before = {};
  private float[] cotangent = {};
  private int[] active = {};
  private int steps;

  /**
   * A workspace; call {@link #load} before computing.
   *
   * @param cell the cell
   */
  public GruEvaluator(GruCell cell) {
    this.cell = cell;
    int hidden = cell.hidden();
    stride = Matrix.padded(hidden);
    inputStride = Matrix.padded(cell.inputs());
    input = kernels.newPacked(cell.inputs(), 3 * stride);
    recurrentGates = kernels.newPacked(hidden, 2 * stride);
    recurrentNew = kernels.newPacked(hidden, stride);
    reverseGates = kernels.newPacked(2 * stride, hidden);
    reverseNew = kernels.newPacked(hidden, hidden);
    inputBias = new float[3 * stride];
    newBias = new float[stride];
    inputGradient = new float[Matrix.padded(cell.inputs()) * 3 * stride];
    gateGradient = new float[2 * stride * stride];
    newGradient = new float[stride * stride];
    inputBiasGradient = new float[3 * stride];
    newBiasGradient = new float[stride];
  }

  /** Packs current weights, each gate padded to whole vectors. */
  public void load(Parameters parameters) {
    parameters.layout().require(cell.inputWeight());
    parameters.layout().require(cell.recurrentWeight());
    parameters.layout().require(cell.inputBias());
    parameters.layout().require(cell.recurrentBias());
    loaded = true;
    float[] v = parameters.values();
    int hidden = cell.hidden();
    int in = cell.inputs();
    for (int g = 0; g < 3; g++) {
      int w = cell.inputWeight().offset() + g * hidden * in;
      int u = cell.recurrentWeight().offset() + g * hidden * hidden;
      input.load(v, w, 1, in, 0, in, g * stride, hidden);
      if (g < 2) {
        recurrentGates.load(v, u, 1, hidden, 0, hidden, g * stride, hidden);
        reverseGates.load(v, u, hidden, 1, g * stride, hidden, 0, hidden);
      } else {
        recurrentNew.load(v, u, 1, hidden, 0, hidden, 0, hidden);
        reverseNew.load(v, u, hidden, 1, 0, hidden, 0, hidden);
      }
      System.arraycopy(v, cell.inputBias().offset() + g * hidden, inputBias, g * stride, hidden);
    }
    int b = cell.recurrentBias().offset();
    for (int g = 0; g < 2; g++) {
      add(v, b + g * hidden, inputBias, g * stride, hidden);
    }
    System.arraycopy(v, b + 2 * hidden, newBias, 0, hidden);
  }

  private void reserve(int rows, int total) {
    if (rows > rowCapacity) {
      rowCapacity = rows;
      cotangent = new float[rows * stride];
    }
    if (total + rows > totalCapacity) {
      totalCapacity = total + rows;
      gates = new float[total * 3 * stride];
      newRecurrent = new float[total * stride];
      before = new float[(total + rows) * stride];
    }
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
    if (!loaded) {
      throw Unloaded.refusal(cell.inputWeight());
    }
    active = activeRows;
    steps = stepCount;
    int rows = last.rows();
    int total = 0;
    for (int s = 0; s < stepCount; s++) {
      total += activeRows[s];
    }
    reserve(rows, total);
    Arrays.fill(before, 0, rows * stride, 0f);
    Arrays.fill(last.data(), 0, rows * stride, 0f);
    int at = 0;
    for (int s = 0; s < stepCount; s++) {
      Cancellation.check("A recurrent pass");
      int n = activeRows[s];
      step(n, at, x);
      at += n;
      int staying = s + 1 < stepCount ? activeRows[s + 1] : 0;
      System.arraycopy(
          before, (at + staying) * stride, last.data(), staying * stride, (n - staying) * stride);
    }
  }

  /**
   * One step of the first {@code n} rows. Their new states are written where the next step reads
   * its own; those of rows that end here are overwritten by the step after.
   */
  private void step(int n, int at, Matrix x) {
    int gate = 3 * stride;
    int g = at * gate;
    int h = at * stride;
    // Step by step, so that the gates are still in the cache when they are used.
    kernels.product(
        n, x.data(), at * inputStride, inputStride, input, inputBias, 0, 0, gates, g, gate);
    kernels.product(n, before, h, stride, recurrentGates, gates, g, gate, gates, g, gate);
    kernels.product(n, before, h, stride, recurrentNew, newBias, 0, 0, newRecurrent, h, stride);
    kernels.gruForward(n, stride, gates, g, newRecurrent, h, before, h, before, (at + n) * stride);
  }

  /**
   * Pulls the cotangent of the last states back through the recorded run and adds to the gradient
   * kept here.
   *
   * @param x inputs of the forward run
   * @param dLast cotangent of the last states {@code [rows × hidden]}; padding must be zero
   */
  public void backward(Matrix x, Matrix dLast) {
    System.arraycopy(dLast.data(), 0, cotangent, 0, dLast.rows() * stride);
    int total = 0;
    for (int s = 0; s < steps; s++) {
      total += active[s];
    }
    int at = total;
    for (int s = steps - 1; s >= 0; s--) {
      int n = active[s];
      at -= n;
      kernels.gruBackward(
          n,
          stride,
          gates,
          at * 3 * stride,
          newRecurrent,
          at * stride,
          before,
          at * stride,
          cotangent);
      kernels.product(
          n,
          gates,
          at * 3 * stride,
          3 * stride,
          reverseGates,
          cotangent,
          0,
          stride,
          cotangent,
          0,
          stride);
      kernels.product(
          n,
          newRecurrent,
          at * stride,
          stride,
          reverseNew,
          cotangent,
          0,
          stride,
          cotangent,
          0,
          stride);
    }
    addGradients(total, x);
  }

  private void addGradients(int total, Matrix x) {
    int gate = 3 * stride;
    int in = cell.inputs();
    int hidden = cell.hidden();
    // Inputs are few: as rows of the result they are padded to four, as columns to a whole vector.
    kernels.addTransposedProduct(
        total, x.data(), 0, inputStride, in, gates, 0, gate, gate, inputGradient, gate);
    kernels.addTransposedProduct(
        total, gates, 0, gate, 2 * stride, before, 0, stride, hidden, gateGradient, stride);
    kernels.addTransposedProduct(
        total, newRecurrent, 0, stride, stride, before, 0, stride, hidden, newGradient, stride);
    kernels.addColumnSums(total, gates, 0, gate, inputBiasGradient);
    kernels.addColumnSums(total, newRecurrent, 0, stride, newBiasGradient);
  }

  /** Adds the gradient kept here to a flat gradient vector and forgets it. */
  public void drainGradient(float[] gradient) {
    int hidden = cell.hidden();
    int in = cell.inputs();
    for (int g = 0; g < 3; g++) {
      for (int j = 0; j < hidden; j++) {
        int row = g * stride + j;
        int out = g * hidden + j;
        int w = cell.inputWeight().offset() + out * in;
        for (int i = 0; i < in; i++) {
          gradient[w + i] += inputGradient[i * 3 * stride + row];
        }
        float[] u = g < 2 ? gateGradient : newGradient;
        int from = (g < 2 ? row : j) * stride;
        add(u, from, gradient, cell.recurrentWeight().offset() + out * hidden, hidden);
        gradient[cell.inputBias().offset() + out] += inputBiasGradient[row];
        gradient[cell.recurrentBias().offset() + out] +=
            g < 2 ? inputBiasGradient[row] : newBiasGradient[j];
      }
    }
    Arrays.fill(inputGradient, 0f);
    Arrays.fill(gateGradient, 0f);
    Arrays.fill(newGradient, 0f);
    Arrays.fill(inputBiasGradient, 0f);
    Arrays.fill(newBiasGradient, 0f);
  }

  private static void add(float[] from, int offset, float[] to, int toOffset, int count) {
    for (int i = 0; i < count; i++) {
      to[toOffset + i] += from[offset + i];
    }
  }
}
