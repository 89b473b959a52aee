package io.anode4j.ode;

import java.util.Arrays;
import java.util.List;

/** The tolerance of each component: absolute and relative. */
final class Tolerances {
  /**
   * Float32 states resolve no relative tolerance below this: a step's sums round by some 6e-8 each,
   * and the error estimate, their difference, by several of them.
   */
  static final double FLOAT32_LIMIT = 1e-6;

  private final double[] rtol;
  private final double[] atol;

  /** Least error that counts as 1, as a share of a component's size. */
  private final double least;

  private Tolerances(double[] rtol, double[] atol, double least) {
    this.rtol = rtol;
    this.atol = atol;
    this.least = least;
  }

  Tolerances(StepController.Adaptive steps, int dimension) {
    this(
        expanded("rtol", steps.rtol(), steps.componentRtol(), dimension),
        expanded("atol", steps.atol(), steps.componentAtol(), dimension),
        0);
  }

  /** One tolerance for every component. */
  Tolerances(double rtol, double atol, int dimension) {
    this(new double[dimension], new double[dimension], 0);
    Arrays.fill(this.rtol, rtol);
    Arrays.fill(this.atol, atol);
  }

  private static double[] expanded(String name, double all, List<Double> each, int dimension) {
    double[] values = new double[dimension];
    if (each.isEmpty()) {
      Arrays.fill(values, all);
      return values;
    }
    if (each.size() != dimension) {
      throw new IllegalArgumentException(
          String.format(
              "The solver has %d component tolerances %s = %s, and the field %d components; expected"
                  + " one each",
              each.size(), name, each, dimension));
    }
    Arrays.setAll(values, each::get);
    return values;
  }

  /**
   * These for float32 states, where no component may be asked for less than half of what its size
   * resolves: that is the least tolerance where the absolute one asks for less.
   *
   * @throws IllegalArgumentException when a relative tolerance asks for less
   */
  Tolerances float32() {
    checkFloat32();
    return new Tolerances(rtol, atol, FLOAT32_LIMIT / 2);
  }

  private void checkFloat32() {
    for (double r : rtol) {
      if (r > 0 && r < FLOAT32_LIMIT * (1 - 1e-9)) {
        throw new IllegalArgumentException(
            String.format(
                "A relative tolerance of %s was asked of float32 states, which resolve %s; take that"
                    + " or more, or solve in float64: a DoubleMatrix of initial states, and for full"
                    + " accuracy a field given in double, such as VectorField.of",
                r, FLOAT32_LIMIT));
      }
    }
  }

  /** Error of a component that counts as 1, where its size is given. */
  double of(int component, double size) {
    return Math.max(atol[component] + rtol[component] * size, least * size);
  }
}
