package io.anode4j.latent;

import io.anode4j.nn.Activation;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.ParameterLayout;

/**
 * What turns the mean of z into scores of classes.
 *
 * @param units width of its hidden layer; 0 for none
 * @param classes how many there are
 */
record ClassHead(int units, int classes) {
  /** Its place among the weights. */
  Mlp in(ParameterLayout.Builder layout, int latent) {
    return units == 0
        ? Mlp.in(layout, "classes", Activation.TANH, latent, classes)
        : Mlp.in(layout, "classes", Activation.TANH, latent, units, classes);
  }
}
