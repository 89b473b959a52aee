package io.anode4j.gradient;

import io.anode4j.ode.BatchSolution;
import io.anode4j.ode.Occurrence;
import io.anode4j.ode.OutputTimes;
import io.anode4j.tensor.Rows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pieces into which events cut the rows of a solve.
 *
 * @param <M> the batches of states
 */
final class Segments<M extends Rows<M>> {
  /**
   * One piece of a row.
   *
   * @param row row of the batch
   * @param start time at which it begins
   * @param times its outputs that were reached and, before an event, the time of that
   * @param firstOutput first of its outputs among those of the solve
   * @param lastOutput one past the last
   * @param after the event whose state it begins with, or null for the row's start
   * @param before the event at which it ends, or null for the row's last piece
   */
  record Part(
      int row,
      double start,
      double[] times,
      int firstOutput,
      int lastOutput,
      @Nullable Occurrence after,
      @Nullable Occurrence before) {}

  private final OutputTimes outputs;
  private final M values;
  private final double[] t0;
  private final M y0;
  private final List<List<Occurrence>> changes = new ArrayList<>();

  Segments(BatchSolution<M> solution, Saltation<M> saltation, double[] t0, M y0) {
    outputs = solution.times();
    values = solution.values();
    this.t0 = t0;
    this.y0 = y0;
    for (int r = 0; r < outputs.rows(); r++) {
      changes.add(new ArrayList<>());
    }
    for (Occurrence o : solution.occurrences()) {
      if (saltation.changes(o)) {
        changes.get(o.row()).add(o);
      }
    }
  }

  int changes(int row) {
    return changes.get(row).size();
  }

  /** Most events of a row. */
  int most() {
    return changes.stream().mapToInt(List::size).max().orElse(0);
  }

  /** The piece of a row that begins with an event's state, counted from 1; 0 is its first. */
  Part part(int row, int number) {
    List<Occurrence> own = changes.get(row);
    Occurrence after = number == 0 ? null : own.get(number - 1);
    Occurrence before = number == own.size() ? null : own.get(number);
    int from = after == null ? outputs.offsets()[row] : firstBeyond(row, after.time());
    int to = before == null ? reached(row) : firstBeyond(row, before.time());
    double[] times = new double[to - from + (before == null ? 0 : 1)];
    System.arraycopy(outputs.times(), from, times, 0, to - from);
    if (before != null) {
      times[to - from] = before.time();
    }
    return new Part(row, after == null ? t0[row] : after.time(), times, from, to, after, before);
  }

  /** The first output of a row after a time, in the order of integration. */
  private int firstBeyond(int row, double time) {
    int o = outputs.offsets()[row];
    int last = reached(row);
    double sign = last > o && outputs.times()[last - 1] < t0[row] ? -1 : 1;
    while (o < last && sign * (outputs.times()[o] - time) <= 0) {
      o++;
    }
    return o;
  }

  /** One past the last output that the solve reached. */
  private int reached(int row) {
    int o = outputs.offsets()[row + 1];
    while (o > outputs.offsets()[row] && Double.isNaN(values.value(o - 1, 0))) {
      o--;
    }
    return o;
  }

  void copyStart(Part part, M to, int at) {
    Occurrence after = part.after();
    if (after == null) {
      to.copyRow(at, y0, part.row());
    } else {
      for (int j = 0; j < to.columns(); j++) {
        to.value(at, j, after.after()[j]);
      }
    }
  }
}
