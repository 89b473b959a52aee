package io.anode4j.rnn;

import io.anode4j.nn.GruCell;
import io.anode4j.nn.GruStepEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;

/** One thread's workspace for all states of a GRU along a batch of sequences, and back. */
final class RecurrentStates {
  private final GruStepEvaluator cell;
  private final int hidden;
  private GruStepEvaluator.Trace trace;
  private int traced;

  RecurrentStates(GruCell gru) {
    cell = new GruStepEvaluator(gru);
    hidden = gru.hidden();
    trace = cell.trace(0);
  }

  void load(Parameters parameters) {
    cell.load(parameters);
  }

  /**
   * Runs all steps.
   *
   * @param x inputs {@code [total × inputs]}; must stay unchanged until {@link #backward}
   * @param state states before the first step {@code [sequences × hidden]}; on exit each sequence's
   *     last one
   * @return states after each step {@code [total × hidden]}
   */
  Matrix forward(SequenceSteps steps, Matrix x, Matrix state) {
    if (steps.total() > traced) {
      traced = steps.total();
      trace = cell.trace(traced);
    }
    Matrix states = new Matrix(steps.total(), hidden);
    int stride = states.stride();
    int at = 0;
    for (int n : steps.active()) {
      Cancellation.check("A recurrent pass");
      cell.forward(n, x, at, state, trace);
      System.arraycopy(state.data(), 0, states.data(), at * stride, n * stride);
      at += n;
    }
    return states;
  }

  /**
   * Reverse of {@link #forward}, once; the weights' gradient is kept here.
   *
   * @param dStates cotangents of the states after each step {@code [total × hidden]}
   * @param dState on entry cotangents of the last states beside those, on exit of the first ones
   */
  void backward(SequenceSteps steps, Matrix x, Matrix dStates, Matrix dState) {
    int at = steps.total();
    for (int s = steps.active().length - 1; s >= 0; s--) {
      int n = steps.active()[s];
      at -= n;
      add(n * dState.stride(), dStates.data(), at * dStates.stride(), dState.data());
      cell.backward(n, at, dState, trace);
    }
    cell.addGradient(steps.total(), x, trace);
  }

  private static void add(int count, float[] from, int at, float[] to) {
    for (int i = 0; i < count; i++) {
      to[i] += from[at + i];
    }
  }

  void drainGradient(float[] gradient) {
    cell.drainGradient(gradient);
  }
}
