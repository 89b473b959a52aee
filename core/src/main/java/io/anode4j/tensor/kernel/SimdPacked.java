package io.anode4j.tensor.kernel;

import io.anode4j.tensor.Matrix;

/**
 * Panels of two vectors (the last may be one): panel-major, then input, then lane, so that the
 * inner loop of the product reads memory strictly forward.
 */
final class SimdPacked extends PackedMatrix {
  final float[] panels;
  private final int lanes;
  private final int vectors;

  SimdPacked(int inputs, int outputs, int lanes) {
    super(inputs, outputs);
    this.lanes = lanes;
    this.vectors = (outputs + lanes - 1) / lanes;
    this.panels = new float[Math.max(inputs * vectors * lanes, Matrix.PADDING)];
  }

  int vectors() {
    return vectors;
  }

  @Override
  void set(int input, int output, float value) {
    int vector = output / lanes;
    int panel = vector / 2;
    int width = 2 * panel + 1 < vectors ? 2 * lanes : lanes;
    panels[panel * 2 * lanes * inputs() + input * width + output - panel * 2 * lanes] = value;
  }
}
