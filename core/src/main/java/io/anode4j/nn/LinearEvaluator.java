package io.anode4j.nn;

import io.anode4j.tensor.Matrix;

/**
 * The workspace of a linear map that has no weights and treats all rows alike: its derivative along
 * a direction is the map of the direction, so forward and backward are all there is to write.
 */
public interface LinearEvaluator extends LayerEvaluator {
  @Override
  default void load(Parameters parameters) {}

  @Override
  default void reserve(int rows, int tapes) {}

  @Override
  default void drainGradient(float[] gradient) {}

  @Override
  default void forwardTangent(
      int rows, int directions, int tape, double[] t, Matrix x, Matrix u, Matrix y, Matrix v) {
    forward(rows, tape, t, x, y);
    forward(directions * rows, tape, t, u, v);
  }

  @Override
  default void backwardTangent(
      int rows,
      int directions,
      int tape,
      double[] t,
      Matrix x,
      Matrix u,
      Matrix dy,
      Matrix dv,
      Matrix dx,
      Matrix du) {
    backward(rows, tape, t, x, dy, dx);
    backward(directions * rows, tape, t, u, dv, du);
  }
}
