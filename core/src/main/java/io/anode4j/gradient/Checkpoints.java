package io.anode4j.gradient;

import io.anode4j.ode.StateSink;
import io.anode4j.tensor.Matrix;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * A bounded number of start states a row, the last on top. As the number of steps is not known
 * while a solve goes on, every state is kept at first; whenever the room is full, every second one
 * goes and the distance doubles.
 */
final class Checkpoints implements StateSink {
  private static final int NONE = -1;

  /** A state, the place of its step in its row, and the step's index in the step table. */
  private record Checkpoint(int place, int step, float[] state) {}

  /** What is known of one row. */
  private static final class Row {
    final List<Checkpoint> kept = new ArrayList<>();
    int steps;
    int distance = 1;
    int last = NONE;
  }

  private final int capacity;
  private final List<Row> rows = new ArrayList<>();
  private final Deque<float[]> spare = new ArrayDeque<>();
  private int allocated;
  private int stride;

  /** Step after each step in the same row: the way forward, which the step table does not have. */
  private int[] next = new int[64];

  private int size;

  Checkpoints(int capacity) {
    this.capacity = capacity;
  }

  /** Forgets all; for a solve of so many rows. */
  void reset(int rowCount, int rowStride) {
    rows.clear();
    spare.clear();
    allocated = 0;
    size = 0;
    stride = rowStride;
    for (int r = 0; r < rowCount; r++) {
      rows.add(new Row());
    }
  }

  @Override
  public void accept(int row, int step, Matrix y, int slot) {
    Row r = rows.get(row);
    link(r, step);
    int place = r.steps++;
    if (place % r.distance == 0 && r.kept.size() == capacity) {
      thin(r);
    }
    if (place % r.distance == 0) {
      keep(r, place, step, y, slot);
    }
  }

  private void link(Row r, int step) {
    if (step >= next.length) {
      next = Arrays.copyOf(next, 2 * next.length);
    }
    if (r.last != NONE) {
      next[r.last] = step;
    }
    r.last = step;
    size = step + 1;
  }

  private void thin(Row r) {
    r.distance *= 2;
    r.kept.removeIf(
        c -> {
          boolean goes = c.place % r.distance != 0;
          if (goes) {
            spare.push(c.state);
          }
          return goes;
        });
  }

  private void keep(Row r, int place, int step, Matrix y, int slot) {
    if (spare.isEmpty()) {
      spare.push(new float[stride]);
      allocated++;
    }
    float[] state = spare.pop();
    System.arraycopy(y.data(), slot * stride, state, 0, stride);
    r.kept.add(new Checkpoint(place, step, state));
  }

  /** Thins each row as far as it makes the way back cheaper. */
  void plan() {
    for (Row r : rows) {
      while (r.kept.size() > 1
          && r.distance > 1
          && cost(r, (r.kept.size() + 1) / 2, 2 * r.distance)
              < cost(r, r.kept.size(), r.distance)) {
        thin(r);
      }
    }
  }

  /** Steps to be made again when so many states are kept at a distance. */
  private long cost(Row r, int kept, int distance) {
    long sum = 0;
    int to = r.steps;
    for (int i = kept - 1; i >= 0; i--) {
      sum += BinomialSchedule.cost(to - i * distance, capacity - i);
      to = i * distance;
    }
    return sum;
  }

  /** Steps of a row that are not undone yet. */
  int steps(int row) {
    return rows.get(row).steps;
  }

  /** Notes that a row's last step is about to be undone; its state is not needed again. */
  void undo(int row) {
    Row r = rows.get(row);
    r.steps--;
    if (top(r).place == r.steps) {
      spare.push(r.kept.remove(r.kept.size() - 1).state);
    }
  }

  private static Checkpoint top(Row r) {
    return r.kept.get(r.kept.size() - 1);
  }

  /** Place of a row's last checkpoint. */
  int place(int row) {
    return top(rows.get(row)).place;
  }

  /** Step table index of a row's last checkpoint. */
  int step(int row) {
    return top(rows.get(row)).step;
  }

  /** Step table index of the step after another. */
  int next(int step) {
    return next[step];
  }

  void copyState(int row, Matrix to, int slot) {
    System.arraycopy(top(rows.get(row)).state, 0, to.data(), slot * stride, stride);
  }

  /** Keeps a state on the way to the row's last step. */
  void push(int row, int place, int step, Matrix y, int slot) {
    keep(rows.get(row), place, step, y, slot);
  }

  /** Place of the next state to be kept, or of the row's last step when there is no room. */
  int stop(int row, int place) {
    Row r = rows.get(row);
    int chain = r.steps - place;
    int room = capacity - r.kept.size();
    return room == 0 || chain < 2 ? r.steps - 1 : place + BinomialSchedule.advance(chain, room + 1);
  }

  /** All states ever held at once, and the links. */
  long bytes() {
    return (long) allocated * stride * Float.BYTES + (long) size * Integer.BYTES;
  }
}
