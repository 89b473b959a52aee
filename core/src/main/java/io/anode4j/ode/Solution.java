package io.anode4j.ode;

import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.List;

/**
 * The states of a batch at its output times. A row that failed has NaN at the times that it did not
 * reach, and a status that says where and why; nothing is thrown unless asked.
 *
 * @param times output times of each row
 * @param values states {@code [times.total() × dimension]}, in the order of {@code times}
 * @param rows how each row went
 */
public record Solution(OutputTimes times, Matrix values, List<Row> rows) {
  /**
   * How one row went.
   *
   * @param status outcome
   * @param time time reached
   * @param step size of the last attempted step
   * @param errorRatio estimated error of that step over its tolerance, 0 for fixed steps
   * @param evaluations evaluations of the vector field (NFE)
   * @param accepted accepted steps
   * @param rejected rejected steps
   */
  public record Row(
      RowStatus status,
      double time,
      double step,
      double errorRatio,
      int evaluations,
      int accepted,
      int rejected) {}

  /**
   * One component of one state.
   *
   * @param row row
   * @param time index into the row's output times
   * @param component state component
   * @return its value
   */
  public float value(int row, int time, int component) {
    return values.get(times.offsets()[row] + time, component);
  }

  /** Evaluations of the vector field, summed over rows. */
  public long evaluations() {
    return rows.stream().mapToLong(Row::evaluations).sum();
  }

  /** True when every row succeeded. */
  public boolean success() {
    return rows.stream().allMatch(r -> r.status() == RowStatus.SUCCESS);
  }

  /**
   * This solution if every row succeeded.
   *
   * @return this
   * @throws ArithmeticException naming the first row that did not, with time, step and remedy
   */
  public Solution orThrow() {
    for (int r = 0; r < rows.size(); r++) {
      Row row = rows.get(r);
      if (row.status() != RowStatus.SUCCESS) {
        throw new ArithmeticException(
            String.format(
                "Row %d stopped at t = %s with a step of %s (error %.3g × tolerance): %s",
                r, row.time(), row.step(), row.errorRatio(), row.status().explanation()));
      }
    }
    return this;
  }

  /** The states of one row, {@code [times × dimension]}. */
  public float[][] row(int row) {
    float[][] states = new float[times.count(row)][];
    for (int i = 0; i < states.length; i++) {
      int from = (times.offsets()[row] + i) * values.stride();
      states[i] = Arrays.copyOfRange(values.data(), from, from + values.columns());
    }
    return states;
  }
}
