package io.anode4j.latent.task;

import io.anode4j.latent.dynamics.Intensity;
import io.anode4j.latent.window.WindowBatch;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;

/**
 * −log p of the times of a window's observations given its first: {@code ∫ λ dt − Σ log λ(z(tᵢ))}
 * (Rubanova, Chen and Duvenaud, NeurIPS 2019, eq. 9 and 10), where every time asked is a time of an
 * observation. The integral is the last component of the state.
 */
public final class Arrivals implements LossTerm {
  private static final double[] NO_TIMES = {};

  private final Intensity intensity;
  private final LayerEvaluator head;
  private final int features;
  private Matrix z;
  private Matrix zCotangents;
  private Matrix raw = new Matrix(0, 1);
  private Matrix rawCotangents = raw;
  private Fit fit = Fit.NONE;

  /**
   * How well times were met.
   *
   * @param loss −log p in nats of model time, averaged over samples, unweighted
   * @param events times
   */
  public record Fit(double loss, long events) {
    /** No times. */
    public static final Fit NONE = new Fit(0, 0);

    /** Both batches together. */
    public Fit plus(Fit o) {
      return new Fit(loss + o.loss, events + o.events);
    }
  }

  /** A term for one thread. */
  public Arrivals(Intensity intensity) {
    this.intensity = intensity;
    this.head = intensity.logarithm().evaluator();
    this.features = intensity.features();
    this.z = new Matrix(0, features);
    this.zCotangents = z;
  }

  @Override
  public void load(Parameters parameters) {
    head.load(parameters);
  }

  /** Computes the intensities at the states of a pass. */
  public void decode(LatentPass pass) {
    int total = pass.batch().outputs().total();
    if (total > z.rows()) {
      z = new Matrix(total, features);
      zCotangents = new Matrix(total, features);
      raw = new Matrix(total, 1);
      rawCotangents = new Matrix(total, 1);
    }
    Matrix states = pass.states();
    for (int o = 0; o < total; o++) {
      System.arraycopy(states.data(), o * states.stride(), z.data(), o * z.stride(), features);
    }
    head.forward(total, 0, NO_TIMES, z, raw);
  }

  /** log λ at an output of a solve row, events a unit of model time, after {@link #decode}. */
  public double logIntensity(int output) {
    return Intensity.bounded(raw.get(output, 0));
  }

  /** Expected events between the window's anchor and an output; below 0 before the anchor. */
  public double expected(LatentPass pass, int output) {
    return pass.states().get(output, features) / Intensity.SHARE;
  }

  /** How well the last batch was met. */
  public Fit fit() {
    return fit;
  }

  @Override
  public double add(LatentPass pass, double scale) {
    WindowBatch batch = pass.batch();
    int total = batch.outputs().total();
    rawCotangents.clearRows(total);
    fit = Fit.NONE;
    double share = intensity.weight() / batch.samples();
    for (int r = 0; r < batch.rows(); r++) {
      Fit row = row(pass, r, scale * share);
      fit = fit.plus(row);
    }
    if (scale != 0 && total > 0) {
      head.backward(total, 0, NO_TIMES, z, rawCotangents, zCotangents);
      Matrix to = pass.stateCotangents();
      for (int o = 0; o < total; o++) {
        for (int j = 0; j < features; j++) {
          to.data()[o * to.stride() + j] += zCotangents.data()[o * zCotangents.stride() + j];
        }
      }
    }
    double loss = share * fit.loss();
    fit = new Fit(fit.loss() / batch.samples(), fit.events() / batch.samples());
    return loss;
  }

  /** One row of the solve, which leads from the anchor to the window's end or to its beginning. */
  private Fit row(LatentPass pass, int row, double scale) {
    WindowBatch batch = pass.batch();
    int from = batch.outputs().offsets()[row];
    int last = from + batch.outputs().count(row) - 1;
    boolean backwards = batch.outputs().times()[from] < 0;
    boolean anchorIsFirst = !backwards && !continuesBackwards(batch, row);
    double side = backwards ? -1 : 1;
    double loss = side * expected(pass, last);
    pass.stateCotangents().data()[last * pass.stateCotangents().stride() + features] +=
        (float) (scale * side / Intensity.SHARE);
    // The window's first time is given: it is where the window was made to begin.
    int given = backwards ? last : anchorIsFirst ? from : -1;
    int events = 0;
    for (int o = from; o <= last; o++) {
      if (o != given) {
        events++;
        loss -= logIntensity(o);
        rawCotangents.set(o, 0, (float) (-scale * Intensity.slope(raw.get(o, 0))));
      }
    }
    return new Fit(loss, events);
  }

  private static boolean continuesBackwards(WindowBatch batch, int row) {
    return row + 1 < batch.rows() && batch.latentOf(row + 1) == batch.latentOf(row);
  }

  @Override
  public void drainGradient(float[] gradient) {
    head.drainGradient(gradient);
  }
}
