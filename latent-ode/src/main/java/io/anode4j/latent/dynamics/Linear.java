package io.anode4j.latent.dynamics;

import io.anode4j.anode.LinearFlow;
import io.anode4j.anode.LinearFlowEvaluator;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.tensor.Matrix;
import java.util.random.RandomGenerator;

/**
 * A linear latent ODE, solved in closed form by the matrix exponential and stable by construction
 * ({@link LinearFlow}): oscillations and decays of any period, and nothing that grows, however far
 * ahead (the linear dynamics of LS4 and LinODENet, Scholz et al. 2022).
 */
public record Linear() implements DynamicsSettings {
  /** Angular frequencies of fresh weights, per unit of model time, of which a window is 8 long. */
  private static final double SLOWEST = 0.3;

  private static final double FASTEST = 6;

  @Override
  public String type() {
    return "linear";
  }

  @Override
  public Dynamics in(ParameterLayout.Builder layout, String name, int dimension) {
    return new Placed(LinearFlow.in(layout, name, dimension));
  }

  private record Placed(LinearFlow flow) implements Dynamics {
    @Override
    public void initialize(Parameters parameters, RandomGenerator random) {
      flow.initialize(parameters, random, SLOWEST, FASTEST);
    }

    @Override
    public DynamicsPass pass() {
      return new Pass(flow.evaluator());
    }
  }

  private record Pass(LinearFlowEvaluator flow) implements DynamicsPass {
    @Override
    public void load(Parameters parameters) {
      flow.load(parameters);
    }

    @Override
    public void solve(double[] t0, Matrix z0, OutputTimes times, Matrix states, boolean record) {
      flow.solve(t0, z0, times, states);
    }

    @Override
    public RowStatus status(int row) {
      return flow.status(row);
    }

    @Override
    public int evaluations(int row) {
      return flow.evaluations(row);
    }

    @Override
    public void pullback(Matrix stateCotangents, Matrix z0Cotangents, float[] gradient) {
      flow.pullback(stateCotangents, z0Cotangents);
      flow.drainGradient(gradient);
    }
  }
}
