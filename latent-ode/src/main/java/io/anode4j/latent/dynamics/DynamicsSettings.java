package io.anode4j.latent.dynamics;

import io.anode4j.nn.ParameterLayout;
import java.util.List;

/**
 * A choice of dynamics. Its records are written into model files with their components as
 * properties.
 */
public interface DynamicsSettings {
  /**
   * All dynamics there are, each with its defaults; the first is what is taken where none is
   * stated.
   */
  static List<DynamicsSettings> kinds() {
    return List.of(
        NeuralField.defaults(), new Linear(), PointProcess.defaults(), GruSteps.defaults());
  }

  /** Name of its kind in settings and model files. */
  String type();

  /**
   * The dynamics with a place for their weights.
   *
   * @param layout where their arrays are added
   * @param name prefix of the arrays' names
   * @param dimension components of a state
   * @return the dynamics
   */
  Dynamics in(ParameterLayout.Builder layout, String name, int dimension);

  /**
   * The same driven by covariates, if they can be; others leave covariates to encoder and decoder.
   *
   * @param layout where their arrays are added
   * @param name prefix of the arrays' names
   * @param dimension components of a state
   * @param covariates number of covariates, 0 for none
   * @return the dynamics
   */
  default Dynamics driven(
      ParameterLayout.Builder layout, String name, int dimension, int covariates) {
    return in(layout, name, dimension);
  }
}
