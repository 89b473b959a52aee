package io.anode4j.latent.dynamics;

import io.anode4j.model.SettingRange;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Initializer;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A neural ODE of which the times of observations are data, too: an inhomogeneous Poisson process
 * whose intensity is a function of z, {@code log p(t₁ … tₙ) = Σ log λ(z(tᵢ)) − ∫ λ(z(t)) dt}
 * (Rubanova, Chen and Duvenaud, NeurIPS 2019, eq. 9 and 10). The integral is the last component of
 * the state, solved with it; so {@code augment} must be 1 at least.
 *
 * @param units width of the hidden layers of field and intensity
 * @param layers number of the field's hidden layers
 * @param rtol relative tolerance of the solver, dopri5
 * @param atol absolute tolerance of the solver
 * @param weight of the times' log-likelihood beside that of the values, above 0
 */
public record PointProcess(int units, int layers, double rtol, double atol, double weight)
    implements DynamicsSettings {
  /** Checks the ranges. */
  public PointProcess {
    field(units, layers, rtol, atol);
    SettingRange.above("weight", weight);
  }

  /** The field of {@link NeuralField#defaults}, times weighed as values are. */
  public static PointProcess defaults() {
    return new PointProcess(64, 2, 1e-3, 1e-4, 1);
  }

  private static NeuralField field(int units, int layers, double rtol, double atol) {
    return NeuralField.defaults().withUnits(units).withLayers(layers).withTolerances(rtol, atol);
  }

  @Override
  public String type() {
    return "point-process";
  }

  @Override
  public Dynamics in(ParameterLayout.Builder layout, String name, int dimension) {
    int features = dimension - 1; // the integral is none of them
    int[] sizes = new int[layers + 2];
    Arrays.fill(sizes, units);
    sizes[0] = features;
    sizes[sizes.length - 1] = features;
    Mlp field = Mlp.in(layout, name, Activation.TANH, sizes);
    Mlp logarithm = Mlp.in(layout, name + ".intensity", Activation.TANH, features, units, 1);
    return new Placed(field, new Intensity(logarithm, weight), field(units, layers, rtol, atol));
  }

  private record Placed(Mlp field, Intensity ofEvents, NeuralField settings) implements Dynamics {
    @Override
    public void initialize(Parameters parameters, RandomGenerator random) {
      Initializer glorot = Initializer.glorotUniform(1);
      field.initialize(parameters, glorot, Initializer.glorotUniform(0.5), random);
      ofEvents.logarithm().initialize(parameters, glorot, glorot, random);
    }

    @Override
    public DynamicsPass pass() {
      IntensityField evaluator = new IntensityField(field, ofEvents);
      return new SolvedPass(
          evaluator, evaluator::load, ofEvents.features() + 1, settings.differentiableSolver());
    }

    @Override
    public Optional<Intensity> intensity() {
      return Optional.of(ofEvents);
    }
  }
}
