package io.anode4j.nn;

import io.anode4j.tensor.Matrix;

/** The workspace of an affine layer, whose linear part can be used alone and transposed. */
interface AffineEvaluator extends LayerEvaluator {
  /** {@code y = K·x}, without what the layer adds. */
  void linear(int rows, Matrix x, Matrix y);

  /** {@code u = Kᵀ·v}. */
  void transposed(int rows, Matrix v, Matrix u);

  /** Adds the gradient of {@code ⟨v, K·x⟩} with respect to K to the gradient kept here. */
  void addWeightGradient(int rows, Matrix x, Matrix v);
}
