package io.anode4j.tensor.kernel;

/**
 * Both orientations of the weights: a row for each input, as an array of its own because HotSpot
 * vectorises loops over arrays indexed from zero, and the weights of one output side by side.
 */
final class PlainPacked extends PackedMatrix {
  /** {@code [inputs][outputs, and some more]}. */
  final float[][] rows;

  /** {@code [outputs × inputs]}, no padding. */
  final float[] columns;

  PlainPacked(int inputs, int outputs) {
    super(inputs, outputs);
    this.rows = new float[inputs][PlainScratch.wholeLines(outputs)];
    this.columns = new float[inputs * outputs];
  }

  @Override
  void set(int input, int output, float value) {
    rows[input][output] = value;
    columns[output * inputs() + input] = value;
  }
}
