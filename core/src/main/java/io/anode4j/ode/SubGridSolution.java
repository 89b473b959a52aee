package io.anode4j.ode;

import io.anode4j.tensor.DoubleMatrix;
import java.util.List;

/**
 * What a solve kept on several grids.
 *
 * @param grids the grids
 * @param values of each grid, {@code [times.total() × width]} in the order of its times; NaN at
 *     times that a row did not reach
 * @param rows how each row went
 * @param occurrences the events that happened, row by row in their order
 */
public record SubGridSolution(
    List<SubGrid> grids,
    List<DoubleMatrix> values,
    List<Solution.Row> rows,
    List<Occurrence> occurrences) {

  /**
   * One kept number.
   *
   * @param grid number of the grid
   * @param row row
   * @param time index into the grid's times of that row
   * @param component of what is kept
   */
  public double value(int grid, int row, int time, int component) {
    int first = grids.get(grid).times().offsets()[row];
    return values.get(grid).get(first + time, component);
  }
}
