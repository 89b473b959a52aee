package io.anode4j.ode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What happened in a solve, in arrays that are kept from solve to solve. */
final class EventLog {
  private final int dimension;
  private int size;
  private int[] row = new int[4];
  private int[] event = new int[4];
  private double[] time = new double[4];

  /** State before and state after, one behind the other. */
  private double[] states;

  EventLog(int dimension) {
    this.dimension = dimension;
    states = new double[8 * dimension];
  }

  void clear() {
    size = 0;
  }

  void add(int rowIndex, int eventIndex, double when, double[] before, double[] after) {
    if (size == row.length) {
      row = Arrays.copyOf(row, 2 * size);
      event = Arrays.copyOf(event, 2 * size);
      time = Arrays.copyOf(time, 2 * size);
      states = Arrays.copyOf(states, 4 * size * dimension);
    }
    row[size] = rowIndex;
    event[size] = eventIndex;
    time[size] = when;
    int at = 2 * size++ * dimension;
    System.arraycopy(before, 0, states, at, dimension);
    System.arraycopy(after, 0, states, at + dimension, dimension);
  }

  /** By row, each row's own in their order. */
  List<Occurrence> list() {
    List<Occurrence> all = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int at = 2 * i * dimension;
      int middle = at + dimension;
      double[] before = Arrays.copyOfRange(states, at, middle);
      double[] after = Arrays.copyOfRange(states, middle, middle + dimension);
      all.add(new Occurrence(row[i], event[i], time[i], before, after));
    }
    all.sort((a, b) -> Integer.compare(a.row(), b.row())); // Stable: times keep their order.
    return List.copyOf(all);
  }
}
