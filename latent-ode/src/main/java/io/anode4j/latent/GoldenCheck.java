package io.anode4j.latent;

import io.anode4j.data.TimeSeries;
import io.anode4j.latent.dynamics.DynamicsSettings;
import io.anode4j.latent.dynamics.NeuralField;
import io.anode4j.latent.task.DiagonalGaussian;
import io.anode4j.latent.window.WindowBatch;
import io.anode4j.latent.window.WindowQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares a model's answers with those of where it comes from. */
final class GoldenCheck {
  /** Largest difference, relative where a number of q(z) is above 1, else of a channel's scale. */
  static final double TOLERANCE = 1e-5;

  private final LatentOde model;
  private final GoldenCase golden;
  private final int number;
  private double largest;

  private GoldenCheck(LatentOde model, GoldenCase golden, int number) {
    this.model = model;
    this.golden = golden;
    this.number = number;
  }

  /**
   * Checks all cases.
   *
   * @return the largest difference found
   * @throws IllegalArgumentException naming the first answer that differs
   */
  static double largest(LatentOde model, List<GoldenCase> cases) {
    double largest = 0;
    for (int i = 0; i < cases.size(); i++) {
      GoldenCheck check = new GoldenCheck(model, cases.get(i), i + 1);
      check.run();
      largest = Math.max(largest, check.largest);
    }
    return largest;
  }

  private void run() {
    LatentArchitecture parts =
        LatentArchitecture.of(solved(), model.description().layout(model.header()));
    double[] asked = golden.asked().stream().mapToDouble(Double::doubleValue).toArray();
    WindowBatch batch =
        WindowBatch.of(
            List.of(WindowQuery.forecast(model.scaler().toScaled(series()), asked)),
            model.description().layout(model.header()),
            1);
    int latent = model.config().latentSize();
    ModelSpec.require(
        golden.mean().size() == latent && golden.deviation().size() == latent,
        "golden case %d has a mean of %d numbers, expected %d"
            .formatted(number, golden.mean().size(), latent));
    LatentWorkspace workspace = new LatentWorkspace(parts);
    workspace.load(model.parameters());
    workspace.forward(batch, new float[latent], false);
    for (int j = 0; j < latent; j++) {
      double mean = golden.mean().get(j);
      double deviation = golden.deviation().get(j);
      double size = Math.max(1, Math.abs(mean));
      compare("the mean of z" + j, workspace.statistic(j), mean, size);
      double here = DiagonalGaussian.deviation(workspace.statistic(latent + j));
      compare("the deviation of z" + j, here, deviation, Math.max(1, deviation));
    }
    for (int r = 0; r < batch.rows(); r++) {
      for (int o = 0; o < batch.outputs().count(r); o++) {
        decoded(workspace, batch, r, o);
      }
    }
  }

  private void decoded(LatentWorkspace workspace, WindowBatch batch, int row, int output) {
    int time = batch.targetIndex(row, output);
    for (int c = 0; c < model.channels().size(); c++) {
      String where = " of '%s' at %s".formatted(model.channels().get(c), golden.asked().get(time));
      double unit = model.header().scale().get(c);
      double location = model.scaler().toOriginal(c, workspace.mean(batch, row, output, c));
      compare("the location" + where, location, golden.location().get(time).get(c), unit);
      double scale = model.scaler().spreadToOriginal(c, workspace.scale(batch, row, output, c));
      compare("the scale" + where, scale, golden.scale().get(time).get(c), unit);
    }
  }

  private void compare(String what, double here, double there, double unit) {
    double difference = Math.abs(here - there) / unit;
    ModelSpec.require(
        difference <= TOLERANCE,
        "in golden case %d %s is %s here and %s where the model comes from, expected them within %s: its weights, their names or its settings are not what the model is made of"
            .formatted(number, what, here, there, TOLERANCE));
    largest = Math.max(largest, difference);
  }

  /** The model's settings with the solver of the case. */
  private LatentOdeConfig solved() {
    DynamicsSettings dynamics = model.config().dynamics();
    return dynamics instanceof NeuralField field
        ? model.config().toBuilder()
            .dynamics(field.withStep(golden.step()).solvedBy(golden.solver(), "discrete"))
            .build()
        : model.config();
  }

  private TimeSeries series() {
    int n = golden.times().size();
    double[] times = golden.times().stream().mapToDouble(Double::doubleValue).toArray();
    double[][] values = new double[n][];
    for (int i = 0; i < n; i++) {
      values[i] = golden.values().get(i).stream().mapToDouble(GoldenCheck::value).toArray();
    }
    return TimeSeries.of("golden", times, values);
  }

  private static double value(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }
}
