package io.anode4j.rnn;

import io.anode4j.nn.Dense;
import io.anode4j.nn.DenseEvaluator;
import io.anode4j.nn.GruCell;
import io.anode4j.nn.GruStepEvaluator;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.optim.Objective;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A recurrent network that is told the gaps: at each observation a GRU reads the values and the
 * time to the next one, whose values an affine map of its state predicts. Beyond the last
 * observation it reads its own predictions (the RNN of Chen, Rubanova, Bettencourt and Duvenaud,
 * "Neural ordinary differential equations", NeurIPS 2018, section 5.1: inputs "concatenated with
 * the time difference to the next observation"; a GRU in place of their cell).
 *
 * @param cell the GRU, with an input a channel and one for the gap
 * @param readout state to values
 */
public record RecurrentPredictor(GruCell cell, Dense readout) {
  /** Checks the sizes. */
  public RecurrentPredictor {
    if (cell.hidden() != readout.inputs() || cell.inputs() != readout.outputs() + 1) {
      throw new IllegalArgumentException(
          "A cell of %d inputs and %d states with a map of %d to %d; expected %d to %d"
              .formatted(
                  cell.inputs(),
                  cell.hidden(),
                  readout.inputs(),
                  readout.outputs(),
                  cell.hidden(),
                  cell.inputs() - 1));
    }
  }

  /**
   * Reserves the arrays.
   *
   * @param layout layout being built
   * @param name prefix of the arrays
   * @param channels values an observation
   * @param hidden state size
   * @return the network
   */
  public static RecurrentPredictor in(
      ParameterLayout.Builder layout, String name, int channels, int hidden) {
    return new RecurrentPredictor(
        GruCell.in(layout, name + ".cell", channels + 1, hidden),
        Dense.in(layout, name + ".readout", hidden, channels));
  }

  /** Draws first weights, uniformly on ±1/√hidden. */
  public void initialize(Parameters parameters, RandomGenerator random) {
    cell.initialize(parameters, random);
    readout.initialize(parameters, random);
  }

  /** Values an observation. */
  public int channels() {
    return readout.outputs();
  }

  /**
   * The mean squared error of the next observation's values, all before it seen.
   *
   * @param sequences what is learnt from, of at least two observations each
   * @return the objective, for one thread
   */
  public Objective objective(List<TimedSequence> sequences) {
    return new PredictorObjective(this, sequences);
  }

  /**
   * Predicts beyond the last observation, step by step.
   *
   * @param parameters trained weights
   * @param history what was observed
   * @param times increasing, after the history; what is predicted depends on all of them
   * @return predicted values {@code [times × channels]}
   * @throws IllegalArgumentException when the history has other channels or a time is not after it
   */
  public float[][] extrapolate(Parameters parameters, TimedSequence history, double[] times) {
    requireChannels(history);
    TimedSequence.requireIncreasing(times, history.times()[history.length() - 1]);
    GruStepEvaluator gru = new GruStepEvaluator(cell);
    DenseEvaluator map = readout.evaluator();
    gru.load(parameters);
    map.load(parameters);
    Matrix x = new Matrix(1, cell.inputs());
    Matrix state = new Matrix(1, cell.hidden());
    Matrix y = new Matrix(1, channels());
    float[][] predicted = new float[times.length][];
    int seen = history.length();
    for (int i = 0; i < seen + times.length - 1; i++) {
      double now = i < seen ? history.times()[i] : times[i - seen];
      double next = i + 1 < seen ? history.times()[i + 1] : times[i + 1 - seen];
      write(i < seen ? history.values()[i] : predicted[i - seen], next - now, x.data(), 0);
      gru.forward(1, x, 0, state, gru.trace(1));
      if (i + 1 >= seen) {
        map.forward(1, state, y);
        predicted[i + 1 - seen] = Arrays.copyOf(y.data(), channels());
      }
    }
    return predicted;
  }

  void requireChannels(TimedSequence sequence) {
    if (sequence.channels() != channels()) {
      throw new IllegalArgumentException(
          "A sequence of %d channels for a network of %d; expected as many"
              .formatted(sequence.channels(), channels()));
    }
  }

  /** Writes what the cell reads at an observation. */
  static void write(float[] values, double gap, float[] to, int at) {
    System.arraycopy(values, 0, to, at, values.length);
    to[at + values.length] = (float) gap;
  }
}
