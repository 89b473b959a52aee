package io.anode4j.latent.dynamics;

import io.anode4j.anode.MlpField;
import io.anode4j.gradient.DiscreteGradient;
import io.anode4j.model.SettingRange;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Initializer;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solver;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A neural ODE: {@code dz/dt = MLP(z)}, solved numerically (Chen et al., NeurIPS 2018).
 *
 * @param units width of the hidden layers
 * @param layers number of hidden layers
 * @param rtol relative tolerance of the solver
 * @param atol absolute tolerance of the solver
 */
public record NeuralField(int units, int layers, double rtol, double atol)
    implements DynamicsSettings {
  private static final int MOST_UNITS = 1 << 16;

  /** Checks the ranges. */
  public NeuralField {
    SettingRange.within("fieldUnits", units, 1, MOST_UNITS);
    SettingRange.within("fieldLayers", layers, 1, MOST_UNITS);
    SettingRange.above("rtol", rtol);
    SettingRange.above("atol", atol);
  }

  @Override
  public String type() {
    return "neural-ode";
  }

  @Override
  public Dynamics in(ParameterLayout.Builder layout, int dimension) {
    int[] sizes = new int[layers + 2];
    Arrays.fill(sizes, units);
    sizes[0] = dimension;
    sizes[sizes.length - 1] = dimension;
    return new Placed(Mlp.in(layout, "field", Activation.TANH, sizes), Solver.dopri5(rtol, atol));
  }

  private record Placed(Mlp field, Solver solver) implements Dynamics {
    /** The field starts weak, so that the first solves are cheap and tame. */
    @Override
    public void initialize(Parameters parameters, RandomGenerator random) {
      field.initialize(
          parameters, Initializer.glorotUniform(1), Initializer.glorotUniform(0.5), random);
    }

    @Override
    public DynamicsPass pass() {
      return new Pass(field, solver);
    }
  }

  private static final class Pass implements DynamicsPass {
    private final MlpField.Evaluator field;
    private final Integrator<Matrix> integrator;
    private final DiscreteGradient<Matrix> gradient;

    Pass(Mlp mlp, Solver solver) {
      this.field = new MlpField.Evaluator(mlp);
      this.integrator = new Integrator<>(solver, mlp.inputs(), field);
      this.gradient = new DiscreteGradient<>(solver.tableau(), mlp.inputs(), field);
    }

    @Override
    public void load(Parameters parameters) {
      field.load(parameters);
    }

    @Override
    public void solve(double[] t0, Matrix z0, OutputTimes times, Matrix states, boolean record) {
      integrator.recordSteps(record);
      integrator.solve(t0, z0, times, states);
    }

    @Override
    public RowStatus status(int row) {
      return integrator.status(row);
    }

    @Override
    public int evaluations(int row) {
      return integrator.evaluations(row);
    }

    @Override
    public void pullback(Matrix stateCotangents, Matrix z0Cotangents) {
      gradient.pullback(integrator.steps(), stateCotangents, z0Cotangents);
    }

    @Override
    public void drainGradient(float[] flat) {
      field.drainGradient(flat);
    }
  }
}
