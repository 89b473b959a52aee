package io.anode4j.anode;

import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import java.util.random.RandomGenerator;

/**
 * Second-order dynamics {@code x″ = f([x; v], t)} with {@code v = x′}, as a field on [x; v]
 * (Norcliffe et al., "On second order behaviour in augmented neural ODEs", NeurIPS 2020, eq. 3).
 * Start it with {@link Augment#zeros} for no velocity, or with {@link Augment#learnt} for a learnt
 * one.
 *
 * @param acceleration f, with twice as many inputs as outputs
 */
public record SecondOrder(Layer acceleration) implements Layer {
  /** Checks the sizes. */
  public SecondOrder {
    if (acceleration.inputs() != 2 * acceleration.outputs()) {
      throw new IllegalArgumentException(
          String.format(
              "An acceleration of %d components from %d inputs; expected position and velocity: %d",
              acceleration.outputs(), acceleration.inputs(), 2 * acceleration.outputs()));
    }
  }

  @Override
  public int inputs() {
    return acceleration.inputs();
  }

  @Override
  public int outputs() {
    return acceleration.inputs();
  }

  @Override
  public LayerEvaluator evaluator() {
    int size = acceleration.outputs();
    return new StackedEvaluator(acceleration, size, size, 0, size);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    acceleration.initialize(parameters, random);
  }
}
