package io.anode4j.nn;

import java.util.random.RandomGenerator;

/**
 * A gated recurrent unit (Cho et al. 2014) in the arrangement of cuDNN and PyTorch: gates in the
 * order reset, update, new, with the reset gate inside the recurrent product.
 *
 * <pre>
 * r = σ(W_r x + b_r + U_r h + c_r)    u = σ(W_u x + b_u + U_u h + c_u)
 * n = tanh(W_n x + b_n + r ∘ (U_n h + c_n))    h' = (1 − u) ∘ n + u ∘ h
 * </pre>
 *
 * @param inputWeight W, {@code [3·hidden × inputs]}
 * @param recurrentWeight U, {@code [3·hidden × hidden]}
 * @param inputBias b, {@code [1 × 3·hidden]}
 * @param recurrentBias c, {@code [1 × 3·hidden]}
 */
public record GruCell(
    ParameterSlot inputWeight,
    ParameterSlot recurrentWeight,
    ParameterSlot inputBias,
    ParameterSlot recurrentBias) {
  /**
   * Reserves the cell's arrays.
   *
   * @param layout layout being built
   * @param name prefix of the four arrays
   * @param inputs input size
   * @param hidden state size
   * @return the cell
   */
  public static GruCell in(ParameterLayout.Builder layout, String name, int inputs, int hidden) {
    return new GruCell(
        layout.add(name + ".w_ih", 3 * hidden, inputs),
        layout.add(name + ".w_hh", 3 * hidden, hidden),
        layout.add(name + ".b_ih", 1, 3 * hidden),
        layout.add(name + ".b_hh", 1, 3 * hidden));
  }

  /** Input size. */
  public int inputs() {
    return inputWeight.columns();
  }

  /** State size. */
  public int hidden() {
    return recurrentWeight.columns();
  }

  /** Draws all weights uniformly on ±1/√hidden, PyTorch's default. */
  public void initialize(Parameters parameters, RandomGenerator random) {
    Initializer uniform = Initializer.fanInUniform(hidden());
    uniform.initialize(parameters, inputWeight, random);
    uniform.initialize(parameters, recurrentWeight, random);
    uniform.initialize(parameters, inputBias, random);
    uniform.initialize(parameters, recurrentBias, random);
  }
}
