package io.anode4j.nn;

import java.util.random.RandomGenerator;

/**
 * An additive coupling of the two halves of a row, {@code y₁ = x₁ + h·f(x₂)} and {@code y₂ = x₂ +
 * h·g(y₁)}: invertible whatever f and g are (Gomez, Ren, Urtasun and Grosse, "The reversible
 * residual network: backpropagation without storing activations", NeurIPS 2017, eq. 6).
 *
 * <p>This layer keeps what it computes, as others do. {@link ReversibleStack} makes a deep network
 * of couplings that keeps its output alone.
 *
 * @param f map of the second half, with as many outputs as inputs
 * @param g map of the first half, of the same size
 * @param scale factor h of both
 */
public record Coupling(Layer f, Layer g, double scale) implements Layer {
  /** Checks the sizes. */
  public Coupling {
    Residual.requireSquare(f, "A coupling");
    Residual.requireSquare(g, "A coupling");
    if (f.inputs() != g.inputs()) {
      throw new IllegalArgumentException(
          "A coupling of maps of "
              + f.inputs()
              + " and "
              + g.inputs()
              + " values; expected equal numbers: each is half of a row");
    }
  }

  /**
   * The coupling of the paper, h = 1.
   *
   * @param f map of the second half
   * @param g map of the first half
   * @return the layer
   */
  public static Coupling of(Layer f, Layer g) {
    return new Coupling(f, g, 1);
  }

  /** Values of half a row. */
  int half() {
    return f.inputs();
  }

  @Override
  public int inputs() {
    return 2 * half();
  }

  @Override
  public int outputs() {
    return 2 * half();
  }

  @Override
  public LayerEvaluator evaluator() {
    return new CouplingEvaluator(this);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    f.initialize(parameters, random);
    g.initialize(parameters, random);
  }
}
