package io.anode4j.recurrent;

import io.anode4j.latent.dynamics.Dynamics;
import io.anode4j.latent.dynamics.DynamicsPass;
import io.anode4j.latent.dynamics.NeuralField;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.OutputTimes;
import io.anode4j.sequence.Moments;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A state that follows a neural ODE from each reading to the next (ODE-RNN: Rubanova, Chen and
 * Duvenaud, NeurIPS 2019, algorithm 1), forwards over the gap itself.
 *
 * @param field the ODE
 * @param unit model time in one unit of the ODE's time, of which a window is about 8 long
 */
record Flow(Dynamics field, double unit) implements Carry {
  /** Midpoint steps of a sixteenth of a window, one at least over every gap. */
  static Flow in(ParameterLayout.Builder layout, int hidden, int units, double unit) {
    NeuralField settings = NeuralField.defaults().withUnits(units).withLayers(1).withStep(0.5);
    return new Flow(settings.solvedBy("midpoint", "discrete").in(layout, "field", hidden), unit);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    field.initialize(parameters, random);
  }

  @Override
  public Carry.Pass pass() {
    DynamicsPass solver = field.pass();
    return new Carry.Pass() {
      @Override
      public void load(Parameters parameters) {
        solver.load(parameters);
      }

      @Override
      public Ways to(Moments moments, int rows) {
        return new Solved(solver, new Standstill.Copies(moments), unit);
      }

      @Override
      public void drainGradient(float[] gradient) {}
    };
  }

  private record Solved(DynamicsPass solver, Standstill.Copies copies, double unit)
      implements Ways {
    @Override
    public void forward(int at, int n, Matrix after, Matrix to) {
      solve(at, n, after, to, false);
    }

    private void solve(int at, int n, Matrix after, Matrix to, boolean record) {
      Matrix start = new Matrix(n, after.columns());
      copies.forward(at, n, after, start);
      int[] offsets = new int[n + 1];
      Arrays.setAll(offsets, r -> r);
      double[] gaps = new double[n];
      for (int r = 0; r < n; r++) {
        boolean fresh = copies.moments().source()[at + r] < 0;
        gaps[r] = fresh ? 0 : copies.moments().lead()[at + r] / unit;
      }
      solver.solve(new double[n], start, new OutputTimes(offsets, gaps), to, record);
    }

    /** Solved again, recorded this time: memory is that of one step. */
    @Override
    public void backward(
        int at, int n, Matrix after, Matrix cotangent, Matrix dAfter, float[] gradient) {
      Matrix earlier = new Matrix(n, after.columns());
      solve(at, n, after, new Matrix(n, after.columns()), true);
      solver.pullback(cotangent, earlier, gradient);
      copies.backward(at, n, after, earlier, dAfter, gradient);
    }
  }
}
