package io.anode4j.tensor.kernel;

import io.anode4j.tensor.Matrix;

/** One array for each input, because HotSpot vectorises loops over arrays indexed from zero. */
final class PlainPacked extends PackedMatrix {
  final float[][] rows;

  PlainPacked(int inputs, int outputs) {
    super(inputs, outputs);
    this.rows = new float[inputs][Matrix.padded(outputs)];
  }

  @Override
  void set(int input, int output, float value) {
    rows[input][output] = value;
  }
}
