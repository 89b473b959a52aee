package io.anode4j.latent;

import io.anode4j.latent.window.WindowLayout;
import io.anode4j.model.ModelHeader;
import io.anode4j.nn.Parameters;

/**
 * One network of a latent ODE with all that its answers depend on.
 *
 * @param header what the model carries
 * @param description what it says of itself
 * @param architecture its parts
 * @param parameters their weights
 */
record LatentNetwork(
    ModelHeader header,
    ModelDescription description,
    LatentArchitecture architecture,
    Parameters parameters) {

  /** The same weights under another description. */
  LatentNetwork with(ModelDescription other) {
    return new LatentNetwork(header, other, architecture, parameters);
  }

  /** How windows become numbers. */
  WindowLayout layout() {
    return description.layout(header);
  }

  /** A workspace with the weights, for one thread. */
  LatentWorkspace workspace() {
    LatentWorkspace workspace = new LatentWorkspace(architecture);
    workspace.load(parameters);
    return workspace;
  }
}
