package io.anode4j.experiments;

import io.anode4j.anode.LayerField;
import io.anode4j.chart.Ink;
import io.anode4j.chart.Mark;
import io.anode4j.chart.Plot;
import io.anode4j.chart.Plots;
import io.anode4j.chart.Point;
import io.anode4j.chart.Scene;
import io.anode4j.data.synthetic.LabelledPoints;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.FieldEvaluator;
import io.anode4j.ode.Solution;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** What the crossing experiment draws. */
final class CrossingPictures {
  private static final Ink[] INKS = {Ink.OUTCOME, Ink.HISTORY, Ink.FORECAST, Ink.THIRD, Ink.FIFTH};

  private CrossingPictures() {}

  static Scene curves(List<Crossing.Runs> line, List<Crossing.Runs> plane) {
    return Plots.row(
        "Loss and evaluations in training",
        "Mean over seeds, and what lies between the lowest and the highest seed. NFE: mean of rows,"
            + " forward.",
        panel("Loss on the line (1-D)", "Huber loss", line, ToyRun::losses, false).logarithmicY(),
        panel("Loss on the plane (2-D)", "Huber loss", plane, ToyRun::losses, false).logarithmicY(),
        panel("NFE on the plane (2-D)", "evaluations a row", plane, ToyRun::evaluations, true));
  }

  private static Plot panel(
      String title,
      String quantity,
      List<Crossing.Runs> runs,
      Function<ToyRun, double[]> values,
      boolean odesOnly) {
    Plot plot = Plot.titled(title).withAxes("epoch", quantity);
    for (int k = 0; k < INKS.length; k++) {
      int which = k;
      ToyRun first = runs.get(0).all().get(k);
      if (odesOnly && !first.toy().isOde()) {
        continue;
      }
      List<double[]> curves = runs.stream().map(r -> values.apply(r.all().get(which))).toList();
      int n = curves.get(0).length;
      double[] epochs = new double[n];
      double[] mean = new double[n];
      double[] low = new double[n];
      double[] high = new double[n];
      for (int e = 0; e < n; e++) {
        int at = e;
        double[] each = curves.stream().mapToDouble(c -> c[at]).toArray();
        epochs[e] = e + 1;
        mean[e] = new Sample(each).mean();
        low[e] = Arrays.stream(each).min().orElse(0);
        high[e] = Arrays.stream(each).max().orElse(0);
      }
      plot = plot.band(epochs, low, high, INKS[k]).curve(first.toy().name(), epochs, mean, INKS[k]);
    }
    return plot;
  }

  /** Trajectories of points of both classes in their first two dimensions, over the field. */
  static Scene flows(Crossing.Runs runs) {
    Plot[] plots = {flow(runs.node(), runs.data()), flow(runs.anode(1), runs.data())};
    return Plots.row(
        "Trajectories from t = 0 to 1",
        "Dots are where points end; arrows the field at t = 0 in the first two dimensions, at 0 in"
            + " the others. Those of ANODE may cross here, as they pass above one another. Seed 1.",
        plots);
  }

  private static Plot flow(ToyRun run, LabelledPoints data) {
    double[] times = new double[21];
    Arrays.setAll(times, i -> i / 20.0);
    float[][] some = new float[60][];
    Arrays.setAll(some, i -> data.points()[i * data.points().length / 60]);
    Solution solution = run.toy().solve(run.parameters(), ToyNetwork.SOLVER, some, times);
    double reach = 1.8;
    for (int i = 0; i < 60; i++) {
      reach = Math.max(reach, Math.abs(solution.value(i, 20, 0)) + 0.2);
      reach = Math.max(reach, Math.abs(solution.value(i, 20, 1)) + 0.2);
    }
    Plot plot = Plot.titled(run.toy().name()).square().within(-reach, reach, -reach, reach);
    plot = arrows(plot, run, reach);
    for (int i = 0; i < 60; i++) {
      double[] x = new double[21];
      double[] y = new double[21];
      for (int k = 0; k < 21; k++) {
        x[k] = solution.value(i, k, 0);
        y[k] = solution.value(i, k, 1);
      }
      boolean ball = data.labels()[i * data.points().length / 60] < 0;
      Ink ink = ball ? Ink.OUTCOME : Ink.FORECAST;
      plot = plot.curve(ball ? "inner" : "outer", x, y, Mark.Stroke.solid(ink, 1));
      plot = plot.dots("", new double[] {x[20]}, new double[] {y[20]}, 2.6, ink);
    }
    return plot;
  }

  private static Plot arrows(Plot plot, ToyRun run, double reach) {
    int side = 13;
    int d = run.toy().field().inputs();
    float[][] at = new float[side * side][d];
    List<Point> feet = new ArrayList<>();
    for (int i = 0; i < at.length; i++) {
      at[i][0] = (float) (((i % side + 0.5) / side * 2 - 1) * reach);
      at[i][1] = (float) (((i / side + 0.5) / side * 2 - 1) * reach);
      feet.add(new Point(at[i][0], at[i][1]));
    }
    FieldEvaluator field = new LayerField(run.toy().field(), run.parameters()).evaluator();
    Matrix out = new Matrix(at.length, d);
    field.evaluate(at.length, new double[at.length], Matrix.of(at), out);
    List<Point> vectors = new ArrayList<>();
    for (int i = 0; i < at.length; i++) {
      vectors.add(new Point(out.get(i, 0), out.get(i, 1)));
    }
    return plot.arrows(feet, vectors, Ink.RULE);
  }

  /**
   * Features at five moments, NODE above ANODE: of the latter its first and its extra dimension.
   */
  static Scene features(Crossing.Runs runs) {
    List<Plot> plots = new ArrayList<>();
    for (ToyRun run : List.of(runs.node(), runs.anode(1))) {
      int last = run.moments().size() - 1;
      for (int quarter = 0; quarter <= 4; quarter++) {
        int epoch = quarter == 4 ? last : (int) Math.round(last * Math.pow(quarter / 4.0, 2));
        plots.add(moment(run, runs.data(), epoch));
      }
    }
    return Plots.grid(
        "Features in training",
        "Above NODE, its two dimensions; below ANODE p=1, one of the plane's and the extra one,"
            + " along which the inner class is lifted out. Seed 1.",
        5,
        plots);
  }

  private static Plot moment(ToyRun run, LabelledPoints data, int epoch) {
    Parameters weights = run.moments().get(epoch);
    float[][] features = run.toy().features(weights, data.points());
    String vertical = run.toy().extra() == 0 ? "second dimension" : "extra dimension";
    Plot plot =
        Plot.titled("%s, epoch %d".formatted(run.toy().name(), epoch))
            .withAxes("first dimension", vertical)
            .square();
    for (boolean ball : new boolean[] {false, true}) {
      int[] kept =
          java.util.stream.IntStream.range(0, features.length)
              .filter(i -> data.labels()[i] < 0 == ball)
              .toArray();
      double[] x = Arrays.stream(kept).mapToDouble(i -> features[i][0]).toArray();
      int up = run.toy().extra() == 0 ? 1 : 2;
      double[] y = Arrays.stream(kept).mapToDouble(i -> features[i][up]).toArray();
      plot = plot.dots(ball ? "inner" : "outer", x, y, 1.4, ball ? Ink.OUTCOME : Ink.FORECAST);
    }
    return plot;
  }
}
