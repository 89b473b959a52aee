package io.anode4j.latent.dynamics;

import io.anode4j.model.SettingRange;
import io.anode4j.nn.GruCell;
import io.anode4j.nn.GruStepEvaluator;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * No ODE but a GRU that is told Δt: with the GRU as encoder the RNN-VAE of Rubanova, Chen and
 * Duvenaud (NeurIPS 2019, section 4), what latent ODEs are compared with. Theirs steps from one
 * time asked to the next, so that its answer depends on what else is asked; here steps of one
 * length lead from the window's start, and a last one that is told what is left leads to each time.
 *
 * @param step length of a step, model time, of which a window is about 8 long; a time beyond 4,096
 *     steps is not reached
 */
public record GruSteps(double step) implements DynamicsSettings {
  private static final int MOST_STEPS = 4096;

  /** Checks the range. */
  public GruSteps {
    SettingRange.above("step", step);
  }

  /** Steps of a sixteenth of a window. */
  public static GruSteps defaults() {
    return new GruSteps(0.5);
  }

  @Override
  public String type() {
    return "gru";
  }

  @Override
  public Dynamics in(ParameterLayout.Builder layout, String name, int dimension) {
    return new Placed(GruCell.in(layout, name, 1, dimension), step);
  }

  private record Placed(GruCell cell, double step) implements Dynamics {
    @Override
    public void initialize(Parameters parameters, RandomGenerator random) {
      cell.initialize(parameters, random);
    }

    @Override
    public DynamicsPass pass() {
      return new Pass(this);
    }
  }

  private static final class Pass implements DynamicsPass {
    private final GruStepEvaluator gru;
    private final int dimension;
    private final double length;

    /** Whole steps to each output; −1 where there are too many. */
    private int[] steps = {};

    private OutputTimes outputs = OutputTimes.of();
    private int rows;
    private int most;
    private Matrix signed = new Matrix(0, 1);
    private Matrix left = signed;
    private GruStepEvaluator.Trace chain;
    private GruStepEvaluator.Trace last;

    Pass(Placed placed) {
      gru = new GruStepEvaluator(placed.cell);
      dimension = placed.cell.hidden();
      length = placed.step;
      chain = gru.trace(0);
      last = gru.trace(0);
    }

    @Override
    public void load(Parameters parameters) {
      gru.load(parameters);
    }

    /** Divides the way to each output into whole steps and what is left. */
    private void plan(double[] t0, OutputTimes times) {
      outputs = times;
      rows = times.rows();
      most = 0;
      steps = new int[times.total()];
      left = new Matrix(times.total(), 1);
      for (int r = 0; r < rows; r++) {
        for (int o = times.offsets()[r]; o < times.offsets()[r + 1]; o++) {
          double gap = times.times()[o] - t0[r];
          double whole = Math.floor(Math.abs(gap) / length);
          steps[o] = whole <= MOST_STEPS ? (int) whole : -1;
          most = Math.max(most, steps[o]);
          left.set(o, 0, (float) (gap - Math.copySign(whole * length, gap)));
        }
      }
    }

    private double direction(double[] t0, int row) {
      int last = outputs.offsets()[row + 1] - 1;
      return last < outputs.offsets()[row] || outputs.times()[last] >= t0[row] ? 1 : -1;
    }

    @Override
    public void solve(double[] t0, Matrix z0, OutputTimes times, Matrix states, boolean record) {
      plan(t0, times);
      int kept = record ? most : Math.min(1, most);
      signed = new Matrix(kept * rows, 1);
      for (int i = 0; i < kept * rows; i++) {
        signed.set(i, 0, (float) (direction(t0, i % rows) * length));
      }
      chain = gru.trace(kept * rows);
      Matrix state = new Matrix(rows, dimension);
      System.arraycopy(z0.data(), 0, state.data(), 0, rows * state.stride());
      copyReached(0, state, states);
      for (int s = 1; s <= most; s++) {
        Cancellation.check("The steps of a GRU");
        gru.forward(rows, signed, record ? (s - 1) * rows : 0, state, chain);
        copyReached(s, state, states);
      }
      last = gru.trace(times.total());
      gru.forward(times.total(), left, 0, states, last);
      for (int o = 0; o < times.total(); o++) {
        if (steps[o] < 0) {
          int at = o * states.stride();
          Arrays.fill(states.data(), at, at + dimension, Float.NaN);
        }
      }
    }

    /** Where outputs after so many whole steps start from. */
    private void copyReached(int whole, Matrix from, Matrix to) {
      int stride = from.stride();
      for (int r = 0; r < rows; r++) {
        for (int o = outputs.offsets()[r]; o < outputs.offsets()[r + 1]; o++) {
          if (steps[o] == whole) {
            System.arraycopy(from.data(), r * stride, to.data(), o * stride, stride);
          }
        }
      }
    }

    @Override
    public RowStatus status(int row) {
      for (int o = outputs.offsets()[row]; o < outputs.offsets()[row + 1]; o++) {
        if (steps[o] < 0) {
          return RowStatus.TOO_MANY_STEPS;
        }
      }
      return RowStatus.SUCCESS;
    }

    /** Steps of the GRU. */
    @Override
    public int evaluations(int row) {
      int from = outputs.offsets()[row];
      int to = outputs.offsets()[row + 1];
      return Arrays.stream(steps, from, to).max().orElse(0) + to - from;
    }

    @Override
    public void pullback(Matrix stateCotangents, Matrix z0Cotangents, float[] gradient) {
      int total = outputs.total();
      int stride = stateCotangents.stride();
      Matrix reached = new Matrix(total, dimension);
      System.arraycopy(stateCotangents.data(), 0, reached.data(), 0, total * stride);
      gru.backward(total, 0, reached, last);
      gru.addGradient(total, left, last);
      z0Cotangents.clearRows(rows);
      for (int s = most; s >= 0; s--) {
        Cancellation.check("The steps of a GRU");
        addReached(s, reached, z0Cotangents);
        if (s > 0) {
          gru.backward(rows, (s - 1) * rows, z0Cotangents, chain);
        }
      }
      gru.addGradient(most * rows, signed, chain);
      gru.drainGradient(gradient);
    }

    private void addReached(int whole, Matrix from, Matrix to) {
      int stride = to.stride();
      for (int r = 0; r < rows; r++) {
        for (int o = outputs.offsets()[r]; o < outputs.offsets()[r + 1]; o++) {
          for (int j = 0; steps[o] == whole && j < dimension; j++) {
            to.data()[r * stride + j] += from.data()[o * stride + j];
          }
        }
      }
    }
  }
}
