package io.anode4j.experiments;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Plot;
import io.anode4j.tensor.Matrix;
import java.util.function.Function;

/** Densities and points of the plane as square plots. */
final class PlanePictures {
  private static final int SIDE = 90;

  private PlanePictures() {}

  /** A density over a square around the origin, given by the logarithms at the rows' points. */
  static Plot logDensity(String title, double reach, Function<Matrix, double[]> logarithms) {
    return density(
        title,
        reach,
        grid -> {
          double[] values = logarithms.apply(grid);
          for (int i = 0; i < values.length; i++) {
            values[i] = Double.isNaN(values[i]) ? 0 : Math.exp(values[i]);
          }
          return values;
        });
  }

  /** A density over a square around the origin. */
  static Plot density(String title, double reach, Function<Matrix, double[]> density) {
    Matrix grid = new Matrix(SIDE * SIDE, 2);
    double step = 2 * reach / SIDE;
    for (int i = 0; i < SIDE * SIDE; i++) {
      grid.set(i, 0, (float) ((i % SIDE + 0.5) * step - reach));
      grid.set(i, 1, (float) ((i / SIDE + 0.5) * step - reach));
    }
    double[] found = density.apply(grid);
    double[][] values = new double[SIDE][SIDE];
    for (int i = 0; i < found.length; i++) {
      values[i / SIDE][i % SIDE] = found[i];
    }
    return empty(title, reach).density(values, -reach, reach, -reach, reach, Ink.FORECAST);
  }

  /** Points, on the same square. */
  static Plot points(String title, double reach, Matrix points, Ink ink) {
    double[] x = new double[points.rows()];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = points.get(i, 0);
      y[i] = points.get(i, 1);
    }
    return empty(title, reach).dots("", x, y, 1, ink);
  }

  private static Plot empty(String title, double reach) {
    return Plot.titled(title).square().within(-reach, reach, -reach, reach);
  }
}
