package io.anode4j.latent.encoder;

import io.anode4j.latent.dynamics.Dynamics;
import io.anode4j.latent.dynamics.DynamicsPass;
import io.anode4j.latent.dynamics.NeuralField;
import io.anode4j.latent.window.Contexts;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.model.SettingRange;
import io.anode4j.nn.GruCell;
import io.anode4j.nn.GruStepEvaluator;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.OutputTimes;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * An ODE-RNN that reads backwards in time: between two observations an ODE carries its state over
 * the gap, at each a GRU reads [values, mask, Δt, time features] (Rubanova, Chen and Duvenaud,
 * NeurIPS 2019, algorithm 1 and section 3.2). The field is solved over the time read, from the last
 * observation to the first, where z sits.
 *
 * @param units state size
 * @param timeFrequencies sines and cosines of the time since the window's start
 * @param fieldUnits width of the field's hidden layers
 * @param fieldLayers number of the field's hidden layers
 * @param solver name of the method
 * @param step size of its fixed steps, model time, of which a window is about 8 long; a gap takes
 *     one at least and 4,096 at most; beyond, a window's code is NaN and its solve fails
 */
public record OdeRnn(
    int units, int timeFrequencies, int fieldUnits, int fieldLayers, String solver, double step)
    implements EncoderSettings {
  /** Checks the ranges. */
  public OdeRnn {
    SettingRange.within("units", units, 1, MOST_UNITS);
    SettingRange.within("timeFrequencies", timeFrequencies, 0, MOST_UNITS);
    SettingRange.above("step", step);
    field(fieldUnits, fieldLayers, solver, step);
  }

  /** 64 units, one hidden layer of 64, midpoint steps of a sixteenth of a window. */
  public static OdeRnn defaults() {
    return new OdeRnn(64, 3, 64, 1, "midpoint", 0.5);
  }

  private static NeuralField field(int units, int layers, String solver, double step) {
    NeuralField field = NeuralField.defaults().withUnits(units).withLayers(layers).withStep(step);
    return field.solvedBy(solver, "discrete");
  }

  @Override
  public String type() {
    return "ode-rnn";
  }

  @Override
  public Encoder in(ParameterLayout.Builder layout, WindowLayout reads) {
    return new Placed(
        GruCell.in(layout, "encoder", reads.inputs(), units),
        field(fieldUnits, fieldLayers, solver, step).in(layout, "encoder.field", units));
  }

  private record Placed(GruCell cell, Dynamics field) implements Encoder {
    @Override
    public int outputs() {
      return cell.hidden();
    }

    @Override
    public void initialize(Parameters parameters, RandomGenerator random) {
      cell.initialize(parameters, random);
      field.initialize(parameters, random);
    }

    @Override
    public EncoderPass pass() {
      return new Pass(this);
    }
  }

  private static final class Pass implements EncoderPass {
    private final GruStepEvaluator gru;
    private final DynamicsPass field;
    private final int units;
    private GruStepEvaluator.Trace trace;

    /** States after each observation, one step after the other: where the gaps start. */
    private Matrix after;

    private Matrix state;
    private Matrix start;
    private int traced;

    Pass(Placed placed) {
      gru = new GruStepEvaluator(placed.cell);
      field = placed.field.pass();
      units = placed.cell.hidden();
      trace = gru.trace(0);
      after = new Matrix(0, units);
      state = after;
      start = after;
    }

    @Override
    public void load(Parameters parameters) {
      gru.load(parameters);
      field.load(parameters);
    }

    private void reserve(Contexts contexts) {
      int total = contexts.gaps().length;
      if (total > traced) {
        traced = total;
        trace = gru.trace(total);
        after = new Matrix(total, units);
      }
      if (contexts.windows() > state.rows()) {
        state = new Matrix(contexts.windows(), units);
        start = new Matrix(contexts.windows(), units);
      }
    }

    @Override
    public void forward(Contexts contexts, Matrix codes) {
      reserve(contexts);
      state.clearRows(contexts.windows());
      int stride = state.stride();
      int at = 0;
      for (int s = 0; s < contexts.steps(); s++) {
        Cancellation.check("An ODE-RNN");
        int n = contexts.active()[s];
        if (s > 0) {
          carry(contexts, at, n, at - contexts.active()[s - 1], false);
        }
        gru.forward(n, contexts.inputs(), at, state, trace);
        System.arraycopy(state.data(), 0, after.data(), at * stride, n * stride);
        at += n;
      }
      // A window that has ended keeps its row: later steps have only the rows before it.
      System.arraycopy(state.data(), 0, codes.data(), 0, contexts.windows() * stride);
    }

    /** Carries the first rows over their gaps, from their states after the step before. */
    private void carry(Contexts contexts, int at, int n, int from, boolean record) {
      int stride = start.stride();
      System.arraycopy(after.data(), from * stride, start.data(), 0, n * stride);
      int[] offsets = new int[n + 1];
      Arrays.setAll(offsets, r -> r);
      double[] gaps = Arrays.copyOfRange(contexts.gaps(), at, at + n);
      field.solve(new double[n], start, new OutputTimes(offsets, gaps), state, record);
    }

    @Override
    public void backward(Contexts contexts, Matrix codeCotangents, float[] gradient) {
      Matrix cotangent = new Matrix(contexts.windows(), units);
      Matrix earlier = new Matrix(contexts.windows(), units);
      int stride = cotangent.stride();
      System.arraycopy(codeCotangents.data(), 0, cotangent.data(), 0, contexts.windows() * stride);
      int total = contexts.gaps().length;
      int at = total;
      for (int s = contexts.steps() - 1; s >= 0; s--) {
        Cancellation.check("An ODE-RNN");
        int n = contexts.active()[s];
        at -= n;
        gru.backward(n, at, cotangent, trace);
        if (s > 0) {
          // Solved again, recorded this time: memory is that of one gap.
          carry(contexts, at, n, at - contexts.active()[s - 1], true);
          field.pullback(cotangent, earlier, gradient);
          System.arraycopy(earlier.data(), 0, cotangent.data(), 0, n * stride);
        }
      }
      gru.addGradient(total, contexts.inputs(), trace);
      gru.drainGradient(gradient);
    }
  }
}
