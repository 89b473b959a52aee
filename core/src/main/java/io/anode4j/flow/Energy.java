package io.anode4j.flow;

/**
 * A target density known up to its constant, {@code p(z) ∝ exp(−U(z))}.
 *
 * @see PlaneEnergy
 */
@FunctionalInterface
public interface Energy {
  /** The energy U at a point. */
  double at(double[] z);

  /**
   * The gradient of the energy: central differences in double precision, two evaluations a
   * component, to about 10⁻⁹, unless an implementation knows better.
   *
   * @param z point
   * @param gradient receives ∂U/∂z
   */
  default void gradient(double[] z, double[] gradient) {
    double[] moved = z.clone();
    for (int i = 0; i < z.length; i++) {
      moved[i] = z[i] + 1e-5;
      double up = at(moved);
      moved[i] = z[i] - 1e-5;
      gradient[i] = (up - at(moved)) / 2e-5;
      moved[i] = z[i];
    }
  }
}
