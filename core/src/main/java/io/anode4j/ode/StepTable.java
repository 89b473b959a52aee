package io.anode4j.ode;

import io.anode4j.tensor.Rows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Every accepted step of a solve: its row, start, size, start state and the outputs inside it,
 * chained backwards row by row. This is all that the exact gradient of the discrete solve needs;
 * stages are recomputed from the start state. Memory: {@link #bytesPerStep} a step, kept between
 * solves; start states are not kept when a {@link StateSink} takes them instead.
 *
 * @param <M> the batches of states
 */
public final class StepTable<M extends Rows<M>> {
  private static final int NONE = -1;

  private int size;
  private int[] previous = new int[64];
  private int[] outputFrom = new int[64];
  private int[] outputTo = new int[64];
  private double[] time = new double[64];
  private double[] step = new double[64];
  private boolean[] restarts = new boolean[64];
  private M state;

  /** Dense output of each step, {@code [step · degree × dimension]}; empty unless asked for. */
  private M dense;

  private int degree;

  /** First derivative of each step; empty unless asked for. */
  private M slopes;

  private boolean keepsSlopes;
  private @Nullable StateSink<M> sink;
  private int[] last = {};
  private M end;
  private double[] start = {};
  private OutputTimes outputs = OutputTimes.of();

  /** What a step costs without its start state: three int, two double and a boolean. */
  private static final int SCHEDULE_BYTES = 29;

  private StepTable(M empty) {
    state = empty;
    dense = empty;
    slopes = empty;
    end = empty;
  }

  /** A table for the steps of a solver. */
  static <M extends Rows<M>> StepTable<M> of(Solver solver, M empty) {
    StepTable<M> table = new StepTable<>(empty);
    table.keepSlopes(solver.tableau().implicit());
    return table;
  }

  /** Hands start states to a sink from the next solve on; null keeps them here. */
  void sink(@Nullable StateSink<M> taker) {
    sink = taker;
  }

  void reset(double[] t0, OutputTimes times) {
    size = 0;
    outputs = times;
    start = t0;
    int rows = times.rows();
    if (last.length < rows) {
      last = new int[rows];
      end = end.zeros(rows, end.columns());
    }
    Arrays.fill(last, 0, rows, NONE);
  }

  /** Keeps the dense output of the steps to come, of so many powers; 0 for none. */
  void keepDense(int powers) {
    degree = powers;
  }

  int degree() {
    return degree;
  }

  /** Adds the coefficients of the step added last. */
  void addDense(M[] coefficients, int slot) {
    if (dense.rows() < size * degree) {
      dense = dense.grown(time.length * degree);
    }
    for (int p = 0; p < degree; p++) {
      dense.copyRow((size - 1) * degree + p, coefficients[p], slot);
    }
  }

  /** Keeps the first derivatives of the steps to come. */
  private void keepSlopes(boolean on) {
    keepsSlopes = on;
  }

  /** Adds the first derivative of the step added last, if they are kept. */
  void addSlope(M k, int slot) {
    if (keepsSlopes) {
      if (slopes.rows() < time.length) {
        slopes = slopes.grown(time.length);
      }
      slopes.copyRow(size - 1, k, slot);
    }
  }

  void copySlope(int index, M to, int row) {
    to.copyRow(row, slopes, index);
  }

  double coefficient(int index, int power, int component) {
    return dense.value(index * degree + power - 1, component);
  }

  double state(int index, int component) {
    return state.value(index, component);
  }

  /** Bytes of memory that the table holds. */
  public long bytes() {
    long rows = (long) state.rows() + dense.rows() + slopes.rows() + end.rows();
    return (long) SCHEDULE_BYTES * time.length + rows * rowBytes();
  }

  private int rowBytes() {
    return end.stride() * end.precision().bytes();
  }

  void add(int row, double t, double h, M y, int slot, int from, int to, boolean afterJump) {
    if (size == time.length) {
      grow();
    }
    previous[size] = last[row];
    last[row] = size;
    time[size] = t;
    step[size] = h;
    restarts[size] = afterJump;
    outputFrom[size] = from;
    outputTo[size] = to;
    if (sink == null) {
      keepState(y, slot);
    } else {
      sink.accept(row, size, y, slot);
    }
    size++;
  }

  private void keepState(M y, int slot) {
    if (state.rows() < time.length) {
      state = state.grown(time.length);
    }
    state.copyRow(size, y, slot);
  }

  private void grow() {
    int capacity = 2 * time.length;
    previous = Arrays.copyOf(previous, capacity);
    outputFrom = Arrays.copyOf(outputFrom, capacity);
    outputTo = Arrays.copyOf(outputTo, capacity);
    time = Arrays.copyOf(time, capacity);
    step = Arrays.copyOf(step, capacity);
    restarts = Arrays.copyOf(restarts, capacity);
  }

  void finish(int row, M y, int slot) {
    end.copyRow(row, y, slot);
  }

  /** Number of recorded steps of all rows. */
  public int size() {
    return size;
  }

  /** Memory of one recorded step, its start state and slope included where they are kept. */
  public int bytesPerStep() {
    int vectors = (sink == null ? 1 : 0) + (keepsSlopes ? 1 : 0);
    return SCHEDULE_BYTES + vectors * rowBytes();
  }

  /** Number of rows of the recorded solve. */
  public int rows() {
    return outputs.rows();
  }

  /** Output times of the recorded solve. */
  public OutputTimes outputs() {
    return outputs;
  }

  /** Start time of a row. */
  public double startTime(int row) {
    return start[row];
  }

  /** Index of a row's last step, or −1 when it made none. */
  public int last(int row) {
    return last[row];
  }

  /** Index of the same row's step before, or −1. */
  public int previous(int index) {
    return previous[index];
  }

  /** Start time of a step. */
  public double time(int index) {
    return time[index];
  }

  /** Size of a step, negative when time runs backwards. */
  public double step(int index) {
    return step[index];
  }

  /**
   * True when a step's first derivative is its own, because the field jumps where the step before
   * ended, and false when it is the last derivative of the step before.
   */
  public boolean restarts(int index) {
    return restarts[index];
  }

  /** First output that lies in a step, as an index into the outputs of the solve. */
  public int outputFrom(int index) {
    return outputFrom[index];
  }

  /** One past the last output that lies in a step. */
  public int outputTo(int index) {
    return outputTo[index];
  }

  /** Position of an output in its step, 0 to 1; exactly 1 at the step's end. */
  public double theta(int index, int output) {
    return theta(outputs.times()[output], time[index], step[index]);
  }

  static double theta(double output, double t, double h) {
    double theta = (output - t) / h;
    return output == t + h || theta > 1 ? 1 : theta;
  }

  /** Copies a step's start state into a row of a batch. */
  public void copyState(int index, M to, int row) {
    to.copyRow(row, state, index);
  }

  /** Copies a row's final state into a row of a batch. */
  public void copyEnd(int row, M to, int toRow) {
    to.copyRow(toRow, end, row);
  }
}
