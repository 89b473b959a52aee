package io.anode4j.nn;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Layers one after the other.
 *
 * @param layers first to last, at least one, sizes chained
 */
public record Sequential(List<Layer> layers) implements Layer {
  /** Checks that the sizes chain. */
  public Sequential {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("A sequence of no layers; expected at least one");
    }
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i).inputs() != layers.get(i - 1).outputs()) {
        throw new IllegalArgumentException(
            String.format(
                "Layer %d takes %d inputs but the layer before it gives %d; make them equal",
                i, layers.get(i).inputs(), layers.get(i - 1).outputs()));
      }
    }
  }

  /**
   * Layers one after the other.
   *
   * @param layers first to last, at least one, sizes chained
   * @return their composition
   */
  public static Sequential of(Layer... layers) {
    return new Sequential(List.of(layers));
  }

  @Override
  public int inputs() {
    return layers.get(0).inputs();
  }

  @Override
  public int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  @Override
  public LayerEvaluator evaluator() {
    return new SequentialEvaluator(this);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    layers.forEach(layer -> layer.initialize(parameters, random));
  }
}
