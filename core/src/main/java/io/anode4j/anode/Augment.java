package io.anode4j.anode;

import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Widens a state h by extra dimensions before a {@link NeuralOde}: to [h; 0] (Dupont, Doucet and
 * Teh, "Augmented Neural ODEs", NeurIPS 2019, section 5) or to [h; g(h)] with a learnt g (the
 * input-layer augmentation of Massaroli et al., "Dissecting neural ODEs", NeurIPS 2020, section
 * 4.1, keeping h itself).
 *
 * @param augmentation sizes
 * @param learnt g, or null for zeros
 */
public record Augment(Augmentation augmentation, @Nullable Layer learnt) implements Layer {
  /** Checks that g fits. */
  public Augment {
    if (learnt != null
        && (learnt.inputs() != augmentation.features()
            || learnt.outputs() != augmentation.extra())) {
      throw new IllegalArgumentException(
          String.format(
              "A learnt augmentation of %d features by %d from a layer of %d inputs and %d outputs;"
                  + " expected the same numbers",
              augmentation.features(), augmentation.extra(), learnt.inputs(), learnt.outputs()));
    }
  }

  /**
   * Appends zeros.
   *
   * @param features dimensions of h
   * @param extra number p of zeros
   * @return the layer
   */
  public static Augment zeros(int features, int extra) {
    return new Augment(new Augmentation(features, extra), null);
  }

  /**
   * Appends learnt values.
   *
   * @param g their layer
   * @return the layer
   */
  public static Augment learnt(Layer g) {
    return new Augment(new Augmentation(g.inputs(), g.outputs()), g);
  }

  @Override
  public int inputs() {
    return augmentation.features();
  }

  @Override
  public int outputs() {
    return augmentation.dimension();
  }

  @Override
  public LayerEvaluator evaluator() {
    return new StackedEvaluator(learnt, inputs(), 0, 0, inputs());
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    if (learnt != null) {
      learnt.initialize(parameters, random);
    }
  }
}
