package io.anode4j.ode;

import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Several grids of one solve, each with its own times and function of the state: the energy at a
 * thousand times, say, and the state at the last. Functions are evaluated as the steps pass, so
 * that no state is kept for longer; a time of several grids is interpolated once. Steps do not
 * depend on what is kept.
 *
 * <pre>{@code
 * SubGrid energy = SubGrid.of(1, 1, (t, y, v) -> v[0] = y[1] * y[1] / 2 + 9.81 * y[0], 0, 0.1, 0.2);
 * SubGrid last = SubGrid.states(1, 2, 0.2);
 * SubGridSolution kept = SubGrids.of(energy, last).solve(solver, field, start, y0);
 * kept.value(0, 0, 1, 0); // the energy at 0.1
 * }</pre>
 *
 * @param grids the grids, for the same rows
 */
public record SubGrids(List<SubGrid> grids) {
  /** Checks that there are some, for equal numbers of rows. */
  public SubGrids {
    grids = List.copyOf(grids);
    if (grids.isEmpty()) {
      throw new IllegalArgumentException("A solve was to keep nothing; give it a grid at least");
    }
    int rows = grids.get(0).times().rows();
    for (SubGrid g : grids) {
      if (g.times().rows() != rows) {
        throw new IllegalArgumentException(
            String.format(
                "A grid has times for %d rows, and another for %d; expected the rows of the batch in"
                    + " each, without times where a row has none",
                rows, g.times().rows()));
      }
    }
  }

  /** Some grids. */
  public static SubGrids of(SubGrid... grids) {
    return new SubGrids(List.of(grids));
  }

  /**
   * Solves one batch in float64.
   *
   * @param solver method, tolerances and limits
   * @param field right-hand side
   * @param t0 start time of each row
   * @param y0 initial states {@code [rows × dimension]}
   */
  public SubGridSolution solve(Solver solver, VectorField field, double[] t0, DoubleMatrix y0) {
    return solve(new Integrator<>(solver, field.dimension(), field.doubleEvaluator()), t0, y0);
  }

  /** The same in float32, that of networks; what is kept is computed in double. */
  public SubGridSolution solve(Solver solver, VectorField field, double[] t0, Matrix y0) {
    return solve(new Integrator<>(solver, field.dimension(), field.evaluator()), t0, y0);
  }

  private <M extends Rows<M>> SubGridSolution solve(Integrator<M> integrator, double[] t0, M y0) {
    OutputTimes all = together(t0);
    for (SubGrid g : grids) {
      g.times().check(t0, !integrator.solver().events().none());
    }
    List<DoubleMatrix> values =
        grids.stream().map(g -> new DoubleMatrix(g.times().total(), g.width())).toList();
    values.forEach(v -> Arrays.fill(v.data(), Double.NaN));
    integrator.solve(t0, y0, all, new Keeper<M>(y0.columns(), values));
    return new SubGridSolution(grids, values, integrator.reports(all), integrator.occurrences());
  }

  /** The times of all grids, each once, in the order of integration. */
  private OutputTimes together(double[] t0) {
    double[][] times = new double[grids.get(0).times().rows()][];
    for (int r = 0; r < times.length; r++) {
      int row = r;
      double[] up =
          grids.stream()
              .flatMapToDouble(g -> DoubleStream.of(g.times().row(row)))
              .map(t -> t + 0.0)
              .sorted()
              .distinct()
              .toArray();
      boolean down = up.length > 0 && up[0] < t0[r];
      times[r] = up;
      for (int i = 0; down && i < up.length / 2; i++) {
        double swap = up[i];
        up[i] = up[up.length - 1 - i];
        up[up.length - 1 - i] = swap;
      }
    }
    return OutputTimes.of(times);
  }

  /** Hands each state to the grids that have its time. */
  private final class Keeper<M extends Rows<M>> implements OutputSink<M> {
    private final List<DoubleMatrix> values;
    private final double[] state;
    private final double[][] kept;

    /** By grid: each row's first time that was not met yet. */
    private final int[][] next;

    Keeper(int dimension, List<DoubleMatrix> values) {
      this.values = values;
      state = new double[dimension];
      kept = grids.stream().map(g -> new double[g.width()]).toArray(double[][]::new);
      next = grids.stream().map(g -> g.times().offsets().clone()).toArray(int[][]::new);
    }

    @Override
    public void accept(int row, double time, M states, int at) {
      for (int j = 0; j < state.length; j++) {
        state[j] = states.value(at, j);
      }
      for (int g = 0; g < kept.length; g++) {
        OutputTimes times = grids.get(g).times();
        int last = times.offsets()[row + 1];
        boolean asked = next[g][row] < last && times.times()[next[g][row]] == time;
        if (asked) {
          Arrays.fill(kept[g], 0);
          grids.get(g).function().evaluate(time, state, kept[g]);
        }
        while (next[g][row] < last && times.times()[next[g][row]] == time) {
          values.get(g).copyFrom(next[g][row]++, kept[g]);
        }
      }
    }
  }
}
