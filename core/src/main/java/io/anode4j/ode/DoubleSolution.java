package io.anode4j.ode;

import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The states of a batch at its output times, in float64: {@link Solution}'s twin. A row that failed
 * has NaN at the times that it did not reach, and a status that says where and why.
 *
 * @param times output times of each row
 * @param values states {@code [times.total() × dimension]}, in the order of {@code times}
 * @param rows how each row went
 * @param ends state of each row at the time it reached, {@code [rows × dimension]}: at its last
 *     output, at its event, or where it failed
 * @param bytes memory that the solve held, the recorded steps included
 * @param occurrences the events that happened, row by row in their order
 */
public record DoubleSolution(
    OutputTimes times,
    DoubleMatrix values,
    List<Solution.Row> rows,
    DoubleMatrix ends,
    long bytes,
    List<Occurrence> occurrences)
    implements BatchSolution<DoubleMatrix> {

  /**
   * An integrator's last solve as a value.
   *
   * @param integrator the integrator
   * @param times output times of that solve
   * @param out its outputs, not copied
   */
  public static DoubleSolution of(
      Integrator<DoubleMatrix> integrator, OutputTimes times, DoubleMatrix out) {
    return integrator.solved(times, out, DoubleSolution::new);
  }

  /**
   * One component of one state.
   *
   * @param row row
   * @param time index into the row's output times
   * @param component state component
   */
  public double value(int row, int time, int component) {
    return values.get(times.offsets()[row] + time, component);
  }

  /** The states of one row, {@code [times × dimension]}. */
  public double[][] row(int row) {
    double[][] states = new double[times.count(row)][];
    Arrays.setAll(states, i -> values.row(times.offsets()[row] + i));
    return states;
  }

  /**
   * The same rounded to float32. A row that succeeded with numbers beyond float32 (3e38) becomes
   * one that is {@link RowStatus#NOT_FINITE}.
   */
  public Solution narrowed() {
    Matrix narrow = values.narrowed();
    List<Solution.Row> reports = new ArrayList<>(rows);
    for (int r = 0; r < reports.size(); r++) {
      Solution.Row row = reports.get(r);
      if (row.status().completed() && !fits(narrow, r)) {
        reports.set(r, row.as(RowStatus.NOT_FINITE));
      }
    }
    return new Solution(times, narrow, List.copyOf(reports), ends.narrowed(), bytes, occurrences);
  }

  private boolean fits(Matrix narrow, int row) {
    for (int o = times.offsets()[row]; o < times.offsets()[row + 1]; o++) {
      for (int j = 0; j < narrow.columns(); j++) {
        if (Float.isInfinite(narrow.get(o, j))) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * This solution if every row succeeded.
   *
   * @return this
   * @throws ArithmeticException naming the first row that did not, with time, step and remedy
   */
  public DoubleSolution orThrow() {
    check();
    return this;
  }
}
