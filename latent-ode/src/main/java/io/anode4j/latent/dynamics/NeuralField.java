package io.anode4j.latent.dynamics;

import io.anode4j.gradient.DifferentiableSolver;
import io.anode4j.gradient.GradientStrategy;
import io.anode4j.model.SettingRange;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Initializer;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.Solver;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A neural ODE: {@code dz/dt = MLP(z)}, solved numerically (Chen et al., NeurIPS 2018).
 *
 * @param units width of the hidden layers
 * @param layers number of hidden layers
 * @param solver name of the method, one of {@link ButcherTableau#all}
 * @param gradient how it is differentiated: {@code discrete}, {@code checkpointed}, {@code adjoint}
 *     or {@code reversible} ({@link GradientStrategy})
 * @param rtol relative tolerance of the solver, and of the adjoint's
 * @param atol absolute tolerance of the solver, and of the adjoint's
 * @param step size of fixed steps, model time, of which a window is about 8 long; 0 for steps that
 *     the tolerances choose. A row takes 4,096 steps at most, and fails beyond
 */
public record NeuralField(
    int units, int layers, String solver, String gradient, double rtol, double atol, double step)
    implements DynamicsSettings {
  private static final int MOST_UNITS = 1 << 16;
  private static final String DISCRETE = "discrete";

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming a setting out of range, an unknown method or gradient,
   *     or a gradient that does not go with the method
   */
  public NeuralField {
    SettingRange.within("fieldUnits", units, 1, MOST_UNITS);
    SettingRange.within("fieldLayers", layers, 1, MOST_UNITS);
    SettingRange.above("rtol", rtol);
    SettingRange.above("atol", atol);
    SettingRange.atLeast("step", step, 0);
    differentiableSolver(solver, gradient, rtol, atol, step);
  }

  /** Two hidden layers of 64, dopri5 at 1e-3 and 1e-4, the exact gradient of the discrete solve. */
  public static NeuralField defaults() {
    return new NeuralField(64, 2, "dopri5", DISCRETE, 1e-3, 1e-4, 0);
  }

  /** The same with other hidden layers' width. */
  public NeuralField withUnits(int width) {
    return new NeuralField(width, layers, solver, gradient, rtol, atol, step);
  }

  /** The same with another number of hidden layers. */
  public NeuralField withLayers(int number) {
    return new NeuralField(units, number, solver, gradient, rtol, atol, step);
  }

  /** The same with other tolerances. */
  public NeuralField withTolerances(double relative, double absolute) {
    return new NeuralField(units, layers, solver, gradient, relative, absolute, step);
  }

  /** The same by another method and another gradient. */
  public NeuralField solvedBy(String method, String strategy) {
    return new NeuralField(units, layers, method, strategy, rtol, atol, step);
  }

  /** The same with fixed steps. */
  public NeuralField withStep(double size) {
    return new NeuralField(units, layers, solver, gradient, rtol, atol, size);
  }

  /** Whether model files of format 1 can say all of it: they knew one method and one gradient. */
  public boolean isFormat1() {
    NeuralField usual = defaults();
    return solver.equals(usual.solver) && gradient.equals(usual.gradient) && step == 0;
  }

  @Override
  public String type() {
    return "neural-ode";
  }

  /** How it is solved and differentiated. */
  DifferentiableSolver differentiableSolver() {
    return differentiableSolver(solver, gradient, rtol, atol, step);
  }

  private static DifferentiableSolver differentiableSolver(
      String method, String gradient, double rtol, double atol, double step) {
    ButcherTableau tableau = ButcherTableau.named(method);
    if (step == 0 && !tableau.embedded()) {
      throw new IllegalArgumentException(
          "The setting step is 0 with the method %s, which cannot estimate its error; expected the size of fixed steps, for instance 0.1: state it, or take dopri5"
              .formatted(tableau));
    }
    Solver solver =
        step > 0
            ? Solver.fixed(tableau, step).withMaxSteps(Solver.DEFAULT_MAX_STEPS)
            : Solver.adaptive(tableau, rtol, atol);
    GradientStrategy strategy =
        switch (gradient) {
          case DISCRETE -> GradientStrategy.discrete();
          case "checkpointed" -> GradientStrategy.checkpointed();
          case "adjoint" -> GradientStrategy.continuousAdjoint(rtol, atol);
          case "reversible" -> GradientStrategy.reversible();
          default ->
              throw new IllegalArgumentException(
                  "The setting gradient is '%s'; expected one of %s"
                      .formatted(
                          gradient, List.of(DISCRETE, "checkpointed", "adjoint", "reversible")));
        };
    return new DifferentiableSolver(solver, strategy, false);
  }

  @Override
  public Dynamics in(ParameterLayout.Builder layout, String name, int dimension) {
    return driven(layout, name, dimension, 0);
  }

  /** With covariates u: {@code dz/dt = MLP([z; u(t)])}. */
  @Override
  public Dynamics driven(
      ParameterLayout.Builder layout, String name, int dimension, int covariates) {
    int[] sizes = new int[layers + 2];
    Arrays.fill(sizes, units);
    sizes[0] = dimension + covariates;
    sizes[sizes.length - 1] = dimension;
    return new Placed(Mlp.in(layout, name, Activation.TANH, sizes), differentiableSolver());
  }

  private record Placed(Mlp field, DifferentiableSolver solver) implements Dynamics {
    /** The field starts weak, so that the first solves are cheap and tame. */
    @Override
    public void initialize(Parameters parameters, RandomGenerator random) {
      field.initialize(
          parameters, Initializer.glorotUniform(1), Initializer.glorotUniform(0.5), random);
    }

    @Override
    public DynamicsPass pass() {
      return field.inputs() == field.outputs()
          ? SolvedPass.of(field, solver)
          : new DrivenPass(field, solver);
    }
  }
}
