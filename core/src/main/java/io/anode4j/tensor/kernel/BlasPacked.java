package io.anode4j.tensor.kernel;

import io.anode4j.tensor.Matrix;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Weights twice: in the layout of the kernels for small products, and row-major off the heap, where
 * BLAS reads them without a copy.
 */
final class BlasPacked extends PackedMatrix {
  private final PackedMatrix small;
  private final float[] rows;
  private final int stride;
  private final FloatPointer pointer;
  private boolean changed;

  BlasPacked(PackedMatrix small) {
    super(small.inputs(), small.outputs());
    this.small = small;
    this.stride = Matrix.padded(small.outputs());
    this.rows = new float[small.inputs() * stride];
    this.pointer = new FloatPointer(rows);
  }

  PackedMatrix small() {
    return small;
  }

  int stride() {
    return stride;
  }

  /** The weights off the heap; copied there when they changed since the last call. */
  FloatPointer pointer() {
    if (changed) {
      pointer.put(rows, 0, rows.length);
      changed = false;
    }
    return pointer;
  }

  @Override
  void set(int input, int output, float value) {
    small.set(input, output, value);
    rows[input * stride + output] = value;
    changed = true;
  }
}
