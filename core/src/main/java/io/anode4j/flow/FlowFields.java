package io.anode4j.flow;

import io.anode4j.nn.Activation;
import io.anode4j.nn.ConcatSquash;
import io.anode4j.nn.Layer;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Sequential;
import java.util.ArrayList;
import java.util.List;

/** The fields that continuous normalizing flows are usually made of. */
public final class FlowFields {
  private FlowFields() {}

  /**
   * FFJORD's multi-layer field: {@link ConcatSquash} layers with a smooth activation between them.
   *
   * @param layout layout being built
   * @param name prefix; layer {@code i} is {@code name.i}
   * @param activation between the layers, TANH or SOFTPLUS
   * @param sizes dimension, hidden sizes, dimension
   * @return the field
   */
  public static Layer ffjord(
      ParameterLayout.Builder layout, String name, Activation activation, int... sizes) {
    if (sizes.length < 2 || sizes[0] != sizes[sizes.length - 1]) {
      throw new IllegalArgumentException(
          "A flow's field of sizes "
              + java.util.Arrays.toString(sizes)
              + "; expected at least two, the first and last equal");
    }
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i + 1 < sizes.length; i++) {
      layers.add(ConcatSquash.in(layout, name + "." + i, sizes[i], sizes[i + 1]));
      if (i + 2 < sizes.length) {
        layers.add(activation.layer(sizes[i + 1]));
      }
    }
    return new Sequential(layers);
  }

  /**
   * The gated hypernetwork field of Chen et al. with hidden sizes 32 and 32, as in their code.
   *
   * @param layout layout being built
   * @param name prefix of the hypernetwork's arrays
   * @param dimension components of a point
   * @param width number M of hidden units; 64 in their code
   * @return the field
   */
  public static Layer gated(ParameterLayout.Builder layout, String name, int dimension, int width) {
    return GatedHypernetwork.in(layout, name, dimension, width, 32);
  }
}
