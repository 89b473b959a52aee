package io.anode4j.experiments;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Plot;
import io.anode4j.chart.Plots;
import io.anode4j.chart.Scene;
import java.util.Arrays;
import java.util.List;

/** Errors of the toy's interpolation over the share of a series that is shown. */
final class RubanovaPictures {
  private static final Ink[] INKS = {Ink.RULE, Ink.OUTCOME, Ink.FOURTH, Ink.FORECAST};

  private RubanovaPictures() {}

  static Scene toy(Findings findings) {
    Plot plot =
        Plot.titled("Interpolation of the periodic toy")
            .withAxes("rows shown, %", "mean squared error")
            .logarithmicY();
    List<String> shown =
        List.of(
            RubanovaRule.LINE.text(),
            RubanovaModel.GRU_D.text(),
            RubanovaModel.ODE_RNN.text(),
            RubanovaModel.LATENT_ODE_RNN.text());
    for (int k = 0; k < shown.size(); k++) {
      String name = shown.get(k);
      double[][] points = points(findings, name);
      plot = plot.curve(name, points[0], points[1], INKS[k]);
    }
    return Plots.row(
        "What more readings are worth",
        "Mean squared error of four models of the periodic toy over the share of rows shown.",
        plot);
  }

  private static double[][] points(Findings findings, String name) {
    double[] xs = new double[RubanovaPublished.SHARES.length];
    double[] ys = new double[xs.length];
    int n = 0;
    for (double share : RubanovaPublished.SHARES) {
      String task = "toy, interpolation, %s shown".formatted(RubanovaPublished.percent(share));
      Sample sample = Sample.of(findings.measurements(), task, name);
      if (sample.values().length > 0) {
        xs[n] = 100 * share;
        ys[n++] = sample.mean();
      }
    }
    return new double[][] {Arrays.copyOf(xs, n), Arrays.copyOf(ys, n)};
  }
}
