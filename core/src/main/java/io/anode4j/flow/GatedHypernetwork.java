package io.anode4j.flow;

import io.anode4j.nn.Activation;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import java.util.random.RandomGenerator;

/**
 * A sum of M hidden units with gates, all weights functions of time by a hypernetwork (Chen et al.,
 * NeurIPS 2018, eq. 10 and section 4.1, in the form of the authors' code):
 *
 * <pre>
 * f(z, t) = 1/M Σₘ (uₘ(t) ∘ σ(gₘ(t)))·tanh(wₘ(t)·z + bₘ(t))
 * </pre>
 *
 * @param dimension components of z
 * @param width number M of hidden units
 * @param hypernetwork from t to w, u, g {@code [M × dimension]} each and b {@code [M]}, one after
 *     the other
 */
public record GatedHypernetwork(int dimension, int width, Mlp hypernetwork) implements Layer {
  /** Checks the sizes. */
  public GatedHypernetwork {
    int outputs = width * (3 * dimension + 1);
    if (hypernetwork.inputs() != 1 || hypernetwork.outputs() != outputs) {
      throw new IllegalArgumentException(
          String.format(
              "A hypernetwork of %d inputs and %d outputs for %d units in %d dimensions; expected 1"
                  + " and %d",
              hypernetwork.inputs(), hypernetwork.outputs(), width, dimension, outputs));
    }
  }

  /**
   * Reserves the arrays.
   *
   * @param layout layout being built
   * @param name prefix of the hypernetwork's arrays
   * @param dimension components of z
   * @param width number M of hidden units
   * @param hidden size of the hypernetwork's two hidden layers; 32 in the authors' code
   * @return the layer
   */
  public static GatedHypernetwork in(
      ParameterLayout.Builder layout, String name, int dimension, int width, int hidden) {
    int outputs = width * (3 * dimension + 1);
    return new GatedHypernetwork(
        dimension, width, Mlp.in(layout, name, Activation.TANH, 1, hidden, hidden, outputs));
  }

  @Override
  public int inputs() {
    return dimension;
  }

  @Override
  public int outputs() {
    return dimension;
  }

  @Override
  public LayerEvaluator evaluator() {
    return new GatedHypernetworkEvaluator(this);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    hypernetwork.initialize(parameters, random);
  }
}
