package io.anode4j.ode;

import io.anode4j.tensor.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Solution} and {@link DoubleSolution} have in common.
 *
 * @param <M> the batches of states
 */
public sealed interface BatchSolution<M extends Rows<M>> permits Solution, DoubleSolution {
  /** Output times of each row. */
  OutputTimes times();

  /** States {@code [times.total() × dimension]}, in the order of {@link #times}. */
  M values();

  /** How each row went. */
  List<Solution.Row> rows();

  /** State of each row at the time it reached, {@code [rows × dimension]}. */
  M ends();

  /** Memory that the solve held, the recorded steps included. */
  long bytes();

  /** The events that happened, row by row in their order. */
  List<Occurrence> occurrences();

  /** The last event of a row, or null where it had none. */
  default @Nullable Occurrence lastOccurrence(int row) {
    Occurrence last = null;
    for (Occurrence o : occurrences()) {
      last = o.row() == row ? o : last;
    }
    return last;
  }

  /** Totals over all rows. */
  default Solution.Statistics statistics() {
    return new Solution.Statistics(
        evaluations(),
        rows().stream().mapToLong(Solution.Row::accepted).sum(),
        rows().stream().mapToLong(Solution.Row::rejected).sum(),
        bytes());
  }

  /** Evaluations of the vector field, summed over rows. */
  default long evaluations() {
    return rows().stream().mapToLong(Solution.Row::evaluations).sum();
  }

  /** True when every row reached its last time or its event. */
  default boolean success() {
    return rows().stream().allMatch(r -> r.status().completed());
  }

  /** The times that the rows reached, one each: their last outputs, or their events. */
  default OutputTimes endTimes() {
    return OutputTimes.of(
        rows().stream().map(r -> new double[] {r.time()}).toArray(double[][]::new));
  }

  /**
   * Refuses a solution of which a row did not arrive.
   *
   * @throws ArithmeticException naming the first row that did not, with time, step and remedy
   */
  default void check() {
    for (int r = 0; r < rows().size(); r++) {
      Solution.Row row = rows().get(r);
      if (!row.status().completed()) {
        throw new ArithmeticException(
            String.format(
                "Row %d stopped at t = %s with a step of %s (error %.3g × tolerance): %s",
                r, row.time(), row.step(), row.errorRatio(), row.explanation()));
      }
    }
  }
}
