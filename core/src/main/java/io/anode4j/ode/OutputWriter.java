package io.anode4j.ode;

import io.anode4j.tensor.Matrix;
import java.util.Arrays;

/** Writes the states at each row's output times as the steps pass them. */
final class OutputWriter {
  private OutputTimes times = OutputTimes.of();
  private Matrix out = new Matrix(0, 1);

  /** First output of a row that was not written yet. */
  private int[] next = {};

  void begin(OutputTimes outputTimes, Matrix to) {
    times = outputTimes;
    out = to;
    if (next.length < times.rows()) {
      next = new int[times.rows()];
    }
  }

  /**
   * Writes outputs at the start time, which are copies of the initial state.
   *
   * @return whether the row has somewhere to go
   */
  boolean start(int row, double t0, Matrix y0) {
    int o = times.offsets()[row];
    int end = times.offsets()[row + 1];
    while (o < end && times.times()[o] == t0) {
      out.copyRow(o++, y0, row);
    }
    next[row] = o;
    return o < end;
  }

  /** A row's last time; it must have one. */
  double end(int row) {
    return times.times()[times.offsets()[row + 1] - 1];
  }

  int next(int row) {
    return next[row];
  }

  /** True when an output lies inside the slot's attempted step. */
  boolean inside(Slots slots, int slot) {
    int row = slots.row[slot];
    if (next[row] == times.offsets()[row + 1]) {
      return false;
    }
    double output = times.times()[next[row]];
    return output != slots.t[slot] + slots.attempt[slot] && !slots.beyond(output, slot);
  }

  /**
   * Writes the outputs that an accepted step reached.
   *
   * @param after time at the step's end, exactly
   * @param done whether this was the row's last step
   */
  void write(
      Slots slots, int slot, double after, boolean done, Matrix endState, DenseOutput dense) {
    int row = slots.row[slot];
    int last = times.offsets()[row + 1];
    double end = slots.t[slot] + slots.attempt[slot];
    int reached = next[row];
    int inside = reached;
    for (; reached < last; reached++) {
      double time = times.times()[reached];
      if (time == after || time == end) {
        out.copyRow(reached, endState, slot);
      } else if (!done && slots.beyond(time, slot)) {
        break;
      } else {
        inside = reached + 1;
      }
    }
    dense.at(slots, slot, times.times(), next[row], inside, out);
    next[row] = reached;
  }

  /** Writes the outputs up to a time inside an accepted step. */
  void writeUntil(Slots slots, int slot, double until, DenseOutput dense) {
    int row = slots.row[slot];
    int from = next[row];
    int to = from;
    while (to < times.offsets()[row + 1]
        && slots.between(times.times()[to], slots.t[slot], until)) {
      to++;
    }
    dense.at(slots, slot, times.times(), from, to, out);
    next[row] = to;
  }

  /** Outputs that a row did not reach are NaN. */
  void giveUp(int row) {
    int columns = out.columns();
    for (int o = next[row]; o < times.offsets()[row + 1]; o++) {
      Arrays.fill(out.data(), o * out.stride(), o * out.stride() + columns, Float.NaN);
    }
  }
}
