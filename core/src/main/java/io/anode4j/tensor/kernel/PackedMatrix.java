package io.anode4j.tensor.kernel;

/**
 * A weight matrix {@code [inputs × outputs]} in the layout that one kernel implementation reads
 * fastest. Packed once after each change of the weights, read many times.
 */
public abstract class PackedMatrix {
  private final int inputs;
  private final int outputs;

  PackedMatrix(int inputs, int outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /** Length of the sum behind one output. */
  public final int inputs() {
    return inputs;
  }

  /** Number of outputs. */
  public final int outputs() {
    return outputs;
  }

  /**
   * Loads a block of elements: {@code this[i0 + i, o0 + o] = source[offset + i·inputStep +
   * o·outputStep]}.
   *
   * @param source array read
   * @param offset index of the block's first element
   * @param inputStep distance in {@code source} between two inputs
   * @param outputStep distance in {@code source} between two outputs
   * @param i0 first input of the block
   * @param inputCount inputs in the block
   * @param o0 first output of the block
   * @param outputCount outputs in the block
   */
  public final void load(
      float[] source,
      int offset,
      int inputStep,
      int outputStep,
      int i0,
      int inputCount,
      int o0,
      int outputCount) {
    for (int i = 0; i < inputCount; i++) {
      for (int o = 0; o < outputCount; o++) {
        set(i0 + i, o0 + o, source[offset + i * inputStep + o * outputStep]);
      }
    }
  }

  /** Sets one element. */
  abstract void set(int input, int output, float value);
}
