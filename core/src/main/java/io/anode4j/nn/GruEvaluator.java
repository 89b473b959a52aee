package io.anode4j.nn;

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
  private final PackedMatrix recurrent;
  private final PackedMatrix reverseGates;
  private final PackedMatrix reverseNew;
  private final float[] inputBias;
  private final float[] recurrentBias;
  private final float[] inputGradient;
  private final float[] gateGradient;
  private final float[] newGradient;
  private final float[] inputBiasGradient;
  private final float[] newBiasGradient;

  private int rowCapacity;
  private int totalCapacity;
  private float[] gates = {};
  private float[] newRecurrent = {};
  private float[] recurrentPart = {};
  private float[] before = {};
  private float[] state = {};
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
    recurrent = kernels.newPacked(hidden, 3 * stride);
    reverseGates = kernels.newPacked(2 * stride, hidden);
    reverseNew = kernels.newPacked(hidden, hidden);
    inputBias = new float[3 * stride];
    recurrentBias = new float[3 * stride];
    inputGradient = new float[3 * stride * inputStride];
    gateGradient = new float[2 * stride * stride];
    newGradient = new float[stride * stride];
    inputBiasGradient = new float[3 * stride];
    newBiasGradient = new float[stride];
  }

  /** Packs current weights, each gate padded to whole vectors. */
  public void load(Parameters parameters) {
    float[] v = parameters.values();
    int hidden = cell.hidden();
    int in = cell.inputs();
    for (int g = 0; g < 3; g++) {
      int w = cell.inputWeight().offset() + g * hidden * in;
      int u = cell.recurrentWeight().offset() + g * hidden * hidden;
      input.load(v, w, 1, in, 0, in, g * stride, hidden);
      recurrent.load(v, u, 1, hidden, 0, hidden, g * stride, hidden);
      if (g < 2) {
        reverseGates.load(v, u, hidden, 1, g * stride, hidden, 0, hidden);
      } else {
        reverseNew.load(v, u, hidden, 1, 0, hidden, 0, hidden);
      }
      System.arraycopy(v, cell.inputBias().offset() + g * hidden, inputBias, g * stride, hidden);
      System.arraycopy(
          v, cell.recurrentBias().offset() + g * hidden, recurrentBias, g * stride, hidden);
    }
  }

  private void reserve(int rows, int total) {
    if (rows > rowCapacity) {
      rowCapacity = rows;
      recurrentPart = new float[rows * 3 * stride];
      state = new float[rows * stride];
      cotangent = new float[rows * stride];
    }
    if (total > totalCapacity) {
      totalCapacity = total;
      gates = new float[total * 3 * stride];
      newRecurrent = new float[total * stride];
      before = new float[total * stride];
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
   */
  public void forward(int[] activeRows, int stepCount, Matrix x, Matrix last) {
    active = activeRows;
    steps = stepCount;
    int rows = last.rows();
    int total = 0;
    for (int s = 0; s < stepCount; s++) {
      total += activeRows[s];
    }
    reserve(rows, total);
    Arrays.fill(state, 0, rows * stride, 0f);
    int gate = 3 * stride;
    int at = 0;
    for (int s = 0; s < stepCount; s++) {
      int n = activeRows[s];
      System.arraycopy(state, 0, before, at * stride, n * stride);
      // Step by step, so that the gates are still in the cache when they are used.
      kernels.product(
          n,
          x.data(),
          at * inputStride,
          inputStride,
          input,
          inputBias,
          0,
          0,
          gates,
          at * gate,
          gate);
      kernels.product(
          n, state, 0, stride, recurrent, recurrentBias, 0, 0, recurrentPart, 0, 3 * stride);
      kernels.gruForward(
          n,
          stride,
          gates,
          at * 3 * stride,
          recurrentPart,
          before,
          at * stride,
          state,
          0,
          newRecurrent,
          at * stride);
      at += n;
    }
    System.arraycopy(state, 0, last.data(), 0, rows * stride);
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
    kernels.addTransposedProduct(
        total, gates, 0, gate, gate, x.data(), 0, inputStride, in, inputGradient, inputStride);
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
        add(inputGradient, row * inputStride, gradient, cell.inputWeight().offset() + out * in, in);
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
