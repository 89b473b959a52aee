package io.anode4j.nn;

import java.util.random.RandomGenerator;

/**
 * {@code y = s·Kᵀ σ(K·x + b)}: one affine map used twice, which makes its Jacobian symmetric, and
 * with σ′ ≥ 0 of one sign (Ruthotto and Haber, "Deep neural networks motivated by partial
 * differential equations", Journal of Mathematical Imaging and Vision 2020, section 3; their
 * normalisation inside left out). With s = −1 it is minus the gradient of a convex energy, whose
 * flow brings any two states nearer: {@link PdeBlocks} makes blocks of it.
 *
 * @param map K and b: a {@link Dense}, or a {@link Conv2d} that is not timed
 * @param activation σ, not decreasing, as all are
 * @param factor s, finite
 */
public record SymmetricLayer(Layer map, Activation activation, double factor) implements Layer {
  /** Checks the map. */
  public SymmetricLayer {
    boolean timed = map instanceof Conv2d convolution && convolution.timed();
    if (!(map instanceof Dense || map instanceof Conv2d) || timed) {
      throw new IllegalArgumentException(
          "A symmetric layer around "
              + map
              + "; expected an affine map whose transpose is known: a Dense, or a Conv2d without"
              + " time");
    }
    if (!Double.isFinite(factor)) {
      throw new IllegalArgumentException(
          "A symmetric layer with the factor " + factor + "; expected a finite one, such as -1");
    }
  }

  @Override
  public int inputs() {
    return map.inputs();
  }

  @Override
  public int outputs() {
    return map.inputs();
  }

  @Override
  public LayerEvaluator evaluator() {
    return new SymmetricEvaluator(this);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    map.initialize(parameters, random);
  }
}
