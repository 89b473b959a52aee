package io.anode4j.experiments;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Mark;
import io.anode4j.chart.Plot;
import io.anode4j.chart.Plots;
import io.anode4j.chart.Scene;
import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Pictures of spirals and of errors. */
final class SpiralPictures {
  private static final Ink[] INKS = {Ink.OUTCOME, Ink.FIFTH, Ink.FOURTH, Ink.FORECAST, Ink.THIRD};

  private SpiralPictures() {}

  /** One cell of one seed. */
  record Cell(SpiralCell cell, List<SpiralCell.Models> models) {}

  /** Truth, points seen, prediction and extrapolation: a row a model, a spiral a column. */
  static Scene curves(SpiralCell cell, SpiralCell.Models models) {
    List<Plot> plots = new ArrayList<>();
    for (SpiralModel.Fit fit : List.of(models.predictor(), models.latent())) {
      for (int i = 0; i < 3; i++) {
        plots.add(curves(fit, models.data().histories().get(i), models.data().truths().get(i)));
      }
    }
    return Plots.grid(
        "Spirals from " + models.points() + " points, " + cell.words(),
        "The first three test spirals of seed 1, above by the RNN and below by the latent ODE: the"
            + " truth without noise, the points seen, what the model says among them and beyond. The"
            + " RNN says nothing among them.",
        3,
        plots);
  }

  private static Plot curves(SpiralModel.Fit fit, TimeSeries seen, TimeSeries truth) {
    double[][] said = fit.model().predict(seen, truth.times());
    int half = SpiralData.SEEN;
    double[][] exact =
        IntStream.range(0, truth.length()).mapToObj(truth::row).toArray(double[][]::new);
    double[][] points =
        IntStream.range(0, seen.length()).mapToObj(seen::row).toArray(double[][]::new);
    Plot plot =
        Plot.titled(fit.name())
            .square()
            .curve("truth", column(exact, 0, 0, 200), column(exact, 1, 0, 200), Ink.RULE)
            .dots(
                "seen",
                column(points, 0, 0, points.length),
                column(points, 1, 0, points.length),
                2,
                Ink.HISTORY);
    if (Double.isFinite(fit.interpolation())) {
      double[] x = column(said, 0, 0, half);
      plot = plot.curve("predicted", x, column(said, 1, 0, half), Ink.FORECAST);
    }
    return plot.curve(
        "extrapolated",
        column(said, 0, half, 200),
        column(said, 1, half, 200),
        Mark.Stroke.dashed(Ink.OUTCOME, 2));
  }

  private static double[] column(double[][] rows, int c, int from, int to) {
    return Arrays.stream(rows, from, to).mapToDouble(r -> r[c]).toArray();
  }

  /** Error beyond against the number of points: a plot a cell, a curve a model and seed. */
  static Scene errors(List<List<Cell>> seeds) {
    List<Plot> plots = new ArrayList<>();
    for (int cell = 0; cell < seeds.get(0).size(); cell++) {
      Plot plot =
          Plot.titled(seeds.get(0).get(cell).cell().words())
              .withAxes("points seen of 100", "RMSE beyond")
              .logarithmicY();
      for (List<Cell> seed : seeds) {
        plot = errors(plot, seed.get(cell).models(), seed == seeds.get(0));
      }
      plots.add(plot);
    }
    return Plots.grid(
        "Error beyond the points seen",
        "Root mean squared error against the spirals without noise, a curve a seed.",
        plots.size(),
        plots);
  }

  /** Some are trained on some numbers of points only. */
  private static Plot errors(Plot plot, List<SpiralCell.Models> models, boolean named) {
    int most = models.stream().mapToInt(m -> m.fits().size()).max().orElse(0);
    Plot drawn = plot;
    for (int f = 0; f < most; f++) {
      int fit = f;
      List<SpiralCell.Models> have = models.stream().filter(m -> m.fits().size() > fit).toList();
      String name = named ? have.get(0).fits().get(fit).name() : "";
      double[] n = have.stream().mapToDouble(SpiralCell.Models::points).toArray();
      double[] error = have.stream().mapToDouble(m -> m.fits().get(fit).extrapolation()).toArray();
      drawn = drawn.curve(name, n, error, INKS[f]).dots("", n, error, 3, INKS[f]);
    }
    return drawn;
  }
}
