package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.kernel.KernelProvider;
import io.anode4j.tensor.kernel.Kernels;
import io.anode4j.tensor.kernel.PackedMatrix;
import java.util.Arrays;

/**
 * Single steps of a {@link GruCell}, for models that change the state between two steps: an ODE
 * that carries it from one observation to the next, or a stream whose steps come one by one.
 *
 * <p>What a step leaves for its reverse lies in a {@link Trace} of the caller. After {@link #load}
 * the forward step only reads this object, so threads with traces of their own may share it; the
 * reverse accumulates gradients here and belongs to one thread.
 */
public final class GruStepEvaluator {
  private final Kernels kernels = KernelProvider.active();
  private final GruCell cell;
  private final int stride;
  private final int inputStride;
  private final PackedMatrix input;
  private final PackedMatrix recurrentGates;
  private final PackedMatrix recurrentNew;
  private final PackedMatrix reverseGates;
  private final PackedMatrix reverseNew;
  private final PackedMatrix reverseInput;
  private final float[] inputBias;
  private final float[] newBias;
  private final float[] inputGradient;
  private final float[] gateGradient;
  private final float[] newGradient;
  private final float[] inputBiasGradient;
  private final float[] newBiasGradient;
  private boolean loaded;

  /**
   * Reserves memory; call {@link #load} before computing.
   *
   * @param cell the cell
   */
  public GruStepEvaluator(GruCell cell) {
    this.cell = cell;
    int hidden = cell.hidden();
    stride = Matrix.padded(hidden);
    inputStride = Matrix.padded(cell.inputs());
    input = kernels.newPacked(cell.inputs(), 3 * stride);
    recurrentGates = kernels.newPacked(hidden, 2 * stride);
    recurrentNew = kernels.newPacked(hidden, stride);
    reverseGates = kernels.newPacked(2 * stride, hidden);
    reverseNew = kernels.newPacked(hidden, hidden);
    reverseInput = kernels.newPacked(3 * stride, cell.inputs());
    inputBias = new float[3 * stride];
    newBias = new float[stride];
    inputGradient = new float[inputStride * 3 * stride];
    gateGradient = new float[2 * stride * stride];
    newGradient = new float[stride * stride];
    inputBiasGradient = new float[3 * stride];
    newBiasGradient = new float[stride];
  }

  /** What forward steps leave for their reverse, one row a step and sequence. */
  public static final class Trace {
    private final float[] gates;
    private final float[] newRecurrent;
    private final float[] before;

    private Trace(int stride, int total) {
      gates = new float[total * 3 * stride];
      newRecurrent = new float[total * stride];
      before = new float[total * stride];
    }

    /** The states that entered the steps, {@code [total × hidden]}, padded rows. */
    public float[] before() {
      return before;
    }
  }

  /**
   * Memory for a run.
   *
   * @param total rows of all steps together
   * @return the memory
   */
  public Trace trace(int total) {
    return new Trace(stride, total);
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
      reverseInput.load(v, w, in, 1, g * stride, hidden, 0, in);
      int bias = g * stride;
      System.arraycopy(v, cell.inputBias().offset() + g * hidden, inputBias, bias, hidden);
      int recurrentBias = cell.recurrentBias().offset() + g * hidden;
      if (g < 2) {
        recurrentGates.load(v, u, 1, hidden, 0, hidden, g * stride, hidden);
        reverseGates.load(v, u, hidden, 1, g * stride, hidden, 0, hidden);
        // Both biases are added alike in these gates, so they are added up beforehand.
        for (int j = 0; j < hidden; j++) {
          inputBias[bias + j] += v[recurrentBias + j];
        }
      } else {
        recurrentNew.load(v, u, 1, hidden, 0, hidden, 0, hidden);
        reverseNew.load(v, u, hidden, 1, 0, hidden, 0, hidden);
        System.arraycopy(v, recurrentBias, newBias, 0, hidden);
      }
    }
  }

  /**
   * One step of some sequences.
   *
   * @param rows sequences
   * @param x inputs, {@code [… × inputs]}
   * @param at row of {@code x} and of the trace that belongs to the first sequence
   * @param h states {@code [rows × hidden]}, from row 0; changed in place
   * @param trace receives what the reverse needs, in its rows {@code at …}
   */
  public void forward(int rows, Matrix x, int at, Matrix h, Trace trace) {
    if (!loaded) {
      throw Unloaded.refusal(cell.inputWeight());
    }
    int gate = 3 * stride;
    int g = at * gate;
    int from = at * stride;
    float[] gates = trace.gates;
    float[] before = trace.before;
    System.arraycopy(h.data(), 0, before, from, rows * stride);
    kernels.product(
        rows, x.data(), at * inputStride, inputStride, input, inputBias, 0, 0, gates, g, gate);
    kernels.product(rows, before, from, stride, recurrentGates, gates, g, gate, gates, g, gate);
    kernels.product(
        rows, before, from, stride, recurrentNew, newBias, 0, 0, trace.newRecurrent, from, stride);
    kernels.gruForward(rows, stride, gates, g, trace.newRecurrent, from, before, from, h.data(), 0);
  }

  /**
   * Reverse of {@link #forward}, once for each recorded row; weight gradients wait for {@link
   * #addGradient}.
   *
   * @param rows sequences
   * @param at their first row in the trace
   * @param dh on entry the cotangent of the states after the step, on exit of those before it
   * @param trace what the forward step left; its rows now hold cotangents
   */
  public void backward(int rows, int at, Matrix dh, Trace trace) {
    int gate = 3 * stride;
    kernels.gruBackward(
        rows,
        stride,
        trace.gates,
        at * gate,
        trace.newRecurrent,
        at * stride,
        trace.before,
        at * stride,
        dh.data());
    add(rows, trace.gates, at * gate, gate, reverseGates, dh.data());
    add(rows, trace.newRecurrent, at * stride, stride, reverseNew, dh.data());
  }

  /**
   * Cotangents of the inputs of all steps that were reversed.
   *
   * @param total rows recorded in the trace, all reversed
   * @param trace the trace
   * @param dx receives {@code [total × inputs]}
   */
  public void inputCotangent(int total, Trace trace, Matrix dx) {
    int gate = 3 * stride;
    float[] zeros = new float[inputStride];
    kernels.product(
        total, trace.gates, 0, gate, reverseInput, zeros, 0, 0, dx.data(), 0, inputStride);
  }

  private void add(int rows, float[] d, int from, int dStride, PackedMatrix w, float[] dh) {
    kernels.product(rows, d, from, dStride, w, dh, 0, stride, dh, 0, stride);
  }

  /**
   * Adds the weight gradients of all steps that were reversed to those kept here.
   *
   * @param total rows recorded in the trace, all reversed
   * @param x inputs of these rows
   * @param trace the trace
   */
  public void addGradient(int total, Matrix x, Trace trace) {
    int gate = 3 * stride;
    int in = cell.inputs();
    int hidden = cell.hidden();
    float[] g = trace.gates;
    float[] n = trace.newRecurrent;
    float[] h = trace.before;
    // Inputs are few: as rows of the result they are padded to four, as columns to a whole vector.
    kernels.addTransposedProduct(
        total, x.data(), 0, inputStride, in, g, 0, gate, gate, inputGradient, gate);
    kernels.addTransposedProduct(
        total, g, 0, gate, 2 * stride, h, 0, stride, hidden, gateGradient, stride);
    kernels.addTransposedProduct(
        total, n, 0, stride, stride, h, 0, stride, hidden, newGradient, stride);
    kernels.addColumnSums(total, g, 0, gate, inputBiasGradient);
    kernels.addColumnSums(total, n, 0, stride, newBiasGradient);
  }

  /** Adds the gradient kept here to a flat gradient vector and forgets it. */
  public void drainGradient(float[] gradient) {
    int hidden = cell.hidden();
    int in = cell.inputs();
    for (int g = 0; g < 3; g++) {
      float[] recurrentGradient = g < 2 ? gateGradient : newGradient;
      float[] biasGradient = g < 2 ? inputBiasGradient : newBiasGradient;
      int row = g < 2 ? g * stride : 0;
      for (int o = 0; o < hidden; o++) {
        int out = g * hidden + o;
        int w = cell.inputWeight().offset() + out * in;
        int u = cell.recurrentWeight().offset() + out * hidden;
        for (int i = 0; i < in; i++) {
          gradient[w + i] += inputGradient[i * 3 * stride + g * stride + o];
        }
        add(hidden, recurrentGradient, (row + o) * stride, gradient, u);
        gradient[cell.inputBias().offset() + out] += inputBiasGradient[g * stride + o];
        gradient[cell.recurrentBias().offset() + out] += biasGradient[row + o];
      }
    }
    Arrays.fill(inputGradient, 0f);
    Arrays.fill(gateGradient, 0f);
    Arrays.fill(newGradient, 0f);
    Arrays.fill(inputBiasGradient, 0f);
    Arrays.fill(newBiasGradient, 0f);
  }

  private static void add(int count, float[] from, int at, float[] to, int start) {
    for (int i = 0; i < count; i++) {
      to[start + i] += from[at + i];
    }
  }
}
