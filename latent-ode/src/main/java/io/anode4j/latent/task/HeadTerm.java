package io.anode4j.latent.task;

import io.anode4j.latent.window.WindowBatch;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;

/**
 * What is said of a whole window by a head on the mean of q(z) (Rubanova, Chen and Duvenaud,
 * NeurIPS 2019, section 4.3, who read a sample of it), times the pass's weight of the head. A
 * window without a label adds nothing.
 */
public abstract sealed class HeadTerm implements LossTerm permits Classes, Regression {
  private static final double[] NO_TIMES = {};

  private final LayerEvaluator head;
  private final int latentSize;
  private Matrix means;
  private Matrix meanCotangents;
  private Matrix outputs;
  private Matrix outputCotangents;
  private Fit fit = Fit.NONE;

  /**
   * A term for one thread.
   *
   * @param head from means of z to its outputs
   */
  HeadTerm(Layer head) {
    this.head = head.evaluator();
    this.latentSize = head.inputs();
    this.means = new Matrix(0, latentSize);
    this.meanCotangents = means;
    this.outputs = new Matrix(0, head.outputs());
    this.outputCotangents = outputs;
  }

  /**
   * How well the last batch was met.
   *
   * @param loss of the labels, unweighted
   * @param squaredError squared distances from what is true: of probabilities from 0 and 1 (Brier
   *     1950), of numbers from scaled ones
   * @param labelled windows with a label
   */
  public record Fit(double loss, double squaredError, long labelled) {
    /** Of no windows. */
    public static final Fit NONE = new Fit(0, 0, 0);

    /** Both batches together. */
    public Fit plus(Fit o) {
      return new Fit(loss + o.loss, squaredError + o.squaredError, labelled + o.labelled);
    }
  }

  /**
   * What is said of a window, after {@link #decode}.
   *
   * @param window as sorted in the batch
   * @return probabilities of the classes, or one scaled number
   */
  public abstract double[] answers(int window);

  /**
   * Loss of a window.
   *
   * @param window as sorted in the batch
   * @param label what is true
   * @param cotangents receives the gradient by the outputs
   * @return the window alone
   */
  abstract Fit one(int window, double label, double[] cotangents);

  /** Outputs of the head for a window. */
  final double[] outputs(int window) {
    double[] row = new double[outputs.columns()];
    for (int k = 0; k < row.length; k++) {
      row[k] = outputs.data()[window * outputs.stride() + k];
    }
    return row;
  }

  @Override
  public final void load(Parameters parameters) {
    head.load(parameters);
  }

  /** Evaluates the head on the windows of a pass. */
  public final void decode(LatentPass pass) {
    int windows = pass.batch().windows();
    if (windows > outputs.rows()) {
      means = new Matrix(windows, latentSize);
      meanCotangents = new Matrix(windows, latentSize);
      outputs = new Matrix(windows, outputs.columns());
      outputCotangents = new Matrix(windows, outputs.columns());
    }
    Matrix statistics = pass.statistics();
    for (int w = 0; w < windows; w++) {
      System.arraycopy(
          statistics.data(), w * statistics.stride(), means.data(), w * means.stride(), latentSize);
    }
    head.forward(windows, 0, NO_TIMES, means, outputs);
  }

  /** How well the last batch was met. */
  public final Fit fit() {
    return fit;
  }

  @Override
  public final double add(LatentPass pass, double scale) {
    WindowBatch batch = pass.batch();
    int windows = batch.windows();
    outputCotangents.clearRows(windows);
    fit = Fit.NONE;
    double[] cotangents = new double[outputs.columns()];
    for (int w = 0; w < windows; w++) {
      if (!Double.isNaN(batch.label(w))) {
        fit = fit.plus(one(w, batch.label(w), cotangents));
        for (int k = 0; k < cotangents.length; k++) {
          outputCotangents.data()[w * outputCotangents.stride() + k] =
              (float) (scale * pass.headWeight() * cotangents[k]);
        }
      }
    }
    if (scale != 0) {
      head.backward(windows, 0, NO_TIMES, means, outputCotangents, meanCotangents);
      addTo(pass.statisticsCotangents(), windows);
    }
    return pass.headWeight() * fit.loss();
  }

  private void addTo(Matrix statisticsCotangents, int windows) {
    for (int w = 0; w < windows; w++) {
      for (int j = 0; j < latentSize; j++) {
        statisticsCotangents.data()[w * statisticsCotangents.stride() + j] +=
            meanCotangents.data()[w * meanCotangents.stride() + j];
      }
    }
  }

  @Override
  public final void drainGradient(float[] gradient) {
    head.drainGradient(gradient);
  }
}
