package io.anode4j.anode;

import io.anode4j.nn.Activation;
import io.anode4j.nn.Dense;
import io.anode4j.nn.Initializer;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import java.util.SplittableRandom;

/** Neural vector fields with seeded random weights, lively enough to bend trajectories. */
public final class RandomField {
  private RandomField() {}

  /** A tanh perceptron from {@code sizes[0]} to as many components. */
  public static LayerField of(long seed, double gain, int... sizes) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Mlp mlp = Mlp.in(layout, "field", Activation.TANH, sizes);
    Parameters parameters = new Parameters(layout.build());
    SplittableRandom random = new SplittableRandom(seed);
    Initializer weights = Initializer.glorotUniform(gain);
    mlp.initialize(parameters, weights, weights, random);
    for (Dense layer : mlp.layers()) {
      Initializer.fanInUniform(9).initialize(parameters, layer.bias(), random);
    }
    return new LayerField(mlp, parameters);
  }
}
