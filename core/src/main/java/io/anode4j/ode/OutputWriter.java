package io.anode4j.ode;

import io.anode4j.tensor.Rows;
import org.jspecify.annotations.Nullable;

/**
 * Writes the states at each row's output times as the steps pass them.
 *
 * @param <M> the batches of states
 */
final class OutputWriter<M extends Rows<M>> {
  private OutputTimes times = OutputTimes.of();
  private M out;

  /** Whether steps are to end on outputs. */
  private boolean landing;

  /** First output of a row that was not written yet. */
  private int[] next = {};

  /** Who takes states in place of {@link #out}, which then holds those of one step only. */
  private @Nullable OutputSink<M> sink;

  OutputWriter(M empty) {
    out = empty;
  }

  void begin(
      OutputTimes outputTimes, M to, @Nullable OutputSink<M> taker, boolean stepsEndOnOutputs) {
    times = outputTimes;
    out = to;
    sink = taker;
    landing = stepsEndOnOutputs;
    if (next.length < times.rows()) {
      next = new int[times.rows()];
    }
  }

  /**
   * Writes outputs at the start time, which are copies of the initial state.
   *
   * @return whether the row has somewhere to go
   */
  boolean start(int row, double t0, M y0) {
    int o = times.offsets()[row];
    int end = times.offsets()[row + 1];
    while (o < end && times.times()[o] == t0) {
      copy(row, o++, y0, row);
    }
    next[row] = o;
    return o < end;
  }

  /** Where a row's solve ends; it must have an output. */
  double end(int row) {
    return times.end(row);
  }

  /** Where the next step is to end at the latest, from a time on. */
  double landing(int row, double t) {
    int o = next[row];
    int last = times.offsets()[row + 1] - 1;
    while (landing && o < last && times.times()[o] == t) {
      o++;
    }
    return landing && o < last ? times.times()[o] : times.end(row);
  }

  /** Whether a row that would go on has written all that is asked of it. */
  boolean nothingLeft(int row) {
    return times.goingOn() && next[row] == times.offsets()[row + 1];
  }

  int next(int row) {
    return next[row];
  }

  /**
   * True when an output lies inside the slot's attempted step.
   *
   * @param after time at the step's end, exactly
   */
  boolean inside(Slots<M> slots, int slot, double after) {
    int row = slots.row[slot];
    int o = next[row];
    int last = times.offsets()[row + 1];
    while (o < last && atEnd(slots, slot, times.times()[o], after)) {
      o++;
    }
    return o < last && !slots.beyond(times.times()[o], after, slot);
  }

  private boolean atEnd(Slots<M> slots, int slot, double output, double after) {
    return output == after || output == slots.t[slot] + slots.attempt[slot];
  }

  /**
   * Writes the outputs that an accepted step reached.
   *
   * @param after time at the step's end, exactly
   */
  void write(Slots<M> slots, int slot, double after, M endState, DenseOutput<M> dense) {
    int row = slots.row[slot];
    int last = times.offsets()[row + 1];
    int reached = next[row];
    int inside = reached;
    for (; reached < last; reached++) {
      double time = times.times()[reached];
      if (!atEnd(slots, slot, time, after)) {
        if (slots.beyond(time, after, slot)) {
          break;
        }
        inside = reached + 1;
      }
    }
    interpolate(slots, slot, next[row], inside, dense);
    for (int o = inside; o < reached; o++) {
      copy(row, o, endState, slot);
    }
    next[row] = reached;
  }

  private void copy(int row, int output, M from, int at) {
    if (sink == null) {
      out.copyRow(output, from, at);
    } else {
      sink.accept(row, times.times()[output], from, at);
    }
  }

  /** Writes outputs inside a step. */
  private void interpolate(Slots<M> slots, int slot, int from, int to, DenseOutput<M> dense) {
    if (sink == null) {
      dense.at(slots, slot, times.times(), from, to, out, from);
      return;
    }
    if (out.rows() < to - from) {
      out = out.grown(to - from);
    }
    dense.at(slots, slot, times.times(), from, to, out, 0);
    for (int o = from; o < to; o++) {
      sink.accept(slots.row[slot], times.times()[o], out, o - from);
    }
  }

  /** Writes the outputs up to a time inside an accepted step. */
  void writeUntil(Slots<M> slots, int slot, double until, DenseOutput<M> dense) {
    int row = slots.row[slot];
    int from = next[row];
    int to = from;
    while (to < times.offsets()[row + 1]
        && slots.between(times.times()[to], slots.t[slot], until)) {
      to++;
    }
    interpolate(slots, slot, from, to, dense);
    next[row] = to;
  }

  /** Writes the outputs that are left as copies of a state: there is no way between. */
  void copyRest(int row, M y, int slot) {
    while (next[row] < times.offsets()[row + 1]) {
      copy(row, next[row]++, y, slot);
    }
  }

  /** Outputs that a row did not reach are NaN. */
  void giveUp(int row) {
    for (int o = next[row]; sink == null && o < times.offsets()[row + 1]; o++) {
      out.fillRow(o, Double.NaN);
    }
  }
}
