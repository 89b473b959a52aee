package io.anode4j.gradient;

import io.anode4j.ode.StateSink;
import io.anode4j.tensor.Rows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * A bounded number of start states a row, the last on top. As the number of steps is not known
 * while a solve goes on, every state is kept at first; whenever the room is full, every second one
 * goes and the distance doubles.
 *
 * @param <M> the batches of states
 */
final class Checkpoints<M extends Rows<M>> implements StateSink<M> {
  private static final int NONE = -1;

  /** A state, the place of its step in its row, and the step's index in the step table. */
  private record Checkpoint<M>(int place, int step, M state) {}

  /** What is known of one row. */
  private static final class Row<M> {
    final List<Checkpoint<M>> kept = new ArrayList<>();
    int steps;
    int distance = 1;
    int last = NONE;
  }

  private final int capacity;
  private final List<Row<M>> rows = new ArrayList<>();
  private final Deque<M> spare = new ArrayDeque<>();
  private int allocated;
  private long rowBytes;

  /** Step after each step in the same row: the way forward, which the step table does not have. */
  private int[] next = new int[64];

  private int size;

  Checkpoints(int capacity) {
    this.capacity = capacity;
  }

  /** Forgets all; for a solve of so many rows. */
  void reset(int rowCount, M like) {
    rows.clear();
    spare.clear();
    allocated = 0;
    size = 0;
    rowBytes = (long) like.stride() * like.precision().bytes();
    for (int r = 0; r < rowCount; r++) {
      rows.add(new Row<>());
    }
  }

  @Override
  public void accept(int row, int step, M y, int slot) {
    Row<M> r = rows.get(row);
    link(r, step);
    int place = r.steps++;
    if (place % r.distance == 0 && r.kept.size() == capacity) {
      thin(r);
    }
    if (place % r.distance == 0) {
      keep(r, place, step, y, slot);
    }
  }

  private void link(Row<M> r, int step) {
    if (step >= next.length) {
      next = Arrays.copyOf(next, 2 * next.length);
    }
    if (r.last != NONE) {
      next[r.last] = step;
    }
    r.last = step;
    size = step + 1;
  }

  private void thin(Row<M> r) {
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

  private void keep(Row<M> r, int place, int step, M y, int slot) {
    if (spare.isEmpty()) {
      spare.push(y.zeros(1, y.columns()));
      allocated++;
    }
    M state = spare.pop();
    state.copyRow(0, y, slot);
    r.kept.add(new Checkpoint<>(place, step, state));
  }

  /** Thins each row as far as it makes the way back cheaper. */
  void plan() {
    for (Row<M> r : rows) {
      while (r.kept.size() > 1
          && r.distance > 1
          && cost(r, (r.kept.size() + 1) / 2, 2 * r.distance)
              < cost(r, r.kept.size(), r.distance)) {
        thin(r);
      }
    }
  }

  /** Steps to be made again when so many states are kept at a distance. */
  private long cost(Row<M> r, int kept, int distance) {
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
    Row<M> r = rows.get(row);
    r.steps--;
    if (top(r).place == r.steps) {
      spare.push(r.kept.remove(r.kept.size() - 1).state);
    }
  }

  private Checkpoint<M> top(Row<M> r) {
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

  void copyState(int row, M to, int slot) {
    to.copyRow(slot, top(rows.get(row)).state, 0);
  }

  /** Keeps a state on the way to the row's last step. */
  void push(int row, int place, int step, M y, int slot) {
    keep(rows.get(row), place, step, y, slot);
  }

  /** Place of the next state to be kept, or of the row's last step when there is no room. */
  int stop(int row, int place) {
    Row<M> r = rows.get(row);
    int chain = r.steps - place;
    int room = capacity - r.kept.size();
    return room == 0 || chain < 2 ? r.steps - 1 : place + BinomialSchedule.advance(chain, room + 1);
  }

  /** All states ever held at once, and the links. */
  long bytes() {
    return allocated * rowBytes + (long) size * Integer.BYTES;
  }
}
