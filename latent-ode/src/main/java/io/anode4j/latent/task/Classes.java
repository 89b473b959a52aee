package io.anode4j.latent.task;

import io.anode4j.classification.Softmax;
import io.anode4j.latent.window.WindowBatch;
import io.anode4j.latent.window.WindowQuery;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;

/**
 * −log p of each window's class given the mean of q(z), {@code p = softmax(head(μ))} (Rubanova,
 * Chen and Duvenaud, NeurIPS 2019, section 4.3, who read a sample of it), times the pass's weight
 * of classes. A window without a label adds nothing.
 */
public final class Classes implements LossTerm {
  private static final double[] NO_TIMES = {};

  private final LayerEvaluator head;
  private final int latentSize;
  private Matrix means;
  private Matrix meanCotangents;
  private Matrix scores;
  private Matrix scoreCotangents;
  private Fit fit = Fit.NONE;

  /**
   * A term for one thread.
   *
   * @param head from means of z to one score a class
   */
  public Classes(Layer head) {
    this.head = head.evaluator();
    this.latentSize = head.inputs();
    this.means = new Matrix(0, latentSize);
    this.meanCotangents = means;
    this.scores = new Matrix(0, head.outputs());
    this.scoreCotangents = scores;
  }

  /**
   * How well the last batch was classified.
   *
   * @param loss −log p of the labels, unweighted, nats
   * @param squaredError squared distances of the probabilities from 0 and 1 (Brier 1950)
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

  @Override
  public void load(Parameters parameters) {
    head.load(parameters);
  }

  /** Scores the windows of a pass. */
  public void decode(LatentPass pass) {
    int windows = pass.batch().windows();
    if (windows > scores.rows()) {
      means = new Matrix(windows, latentSize);
      meanCotangents = new Matrix(windows, latentSize);
      scores = new Matrix(windows, scores.columns());
      scoreCotangents = new Matrix(windows, scores.columns());
    }
    Matrix statistics = pass.statistics();
    for (int w = 0; w < windows; w++) {
      System.arraycopy(
          statistics.data(), w * statistics.stride(), means.data(), w * means.stride(), latentSize);
    }
    head.forward(windows, 0, NO_TIMES, means, scores);
  }

  /** Probabilities of a window's classes, after {@link #decode}; windows as sorted in the batch. */
  public double[] probabilities(int window) {
    double[] p = new double[scores.columns()];
    for (int k = 0; k < p.length; k++) {
      p[k] = scores.data()[window * scores.stride() + k];
    }
    Softmax.inPlace(p);
    return p;
  }

  /** How well the last batch was classified. */
  public Fit fit() {
    return fit;
  }

  @Override
  public double add(LatentPass pass, double scale) {
    WindowBatch batch = pass.batch();
    int windows = batch.windows();
    scoreCotangents.clearRows(windows);
    fit = Fit.NONE;
    double weight = pass.classWeight();
    for (int w = 0; w < windows; w++) {
      int label = batch.label(w);
      if (label != WindowQuery.NO_LABEL) {
        fit = fit.plus(one(w, label, scale * weight));
      }
    }
    if (scale != 0) {
      head.backward(windows, 0, NO_TIMES, means, scoreCotangents, meanCotangents);
      addTo(pass.statisticsCotangents(), windows);
    }
    return weight * fit.loss();
  }

  /** The gradient of −log softmax is the distance of the probabilities from 0 and 1. */
  private Fit one(int window, int label, double scale) {
    double[] p = probabilities(window);
    double squares = 0;
    double loss = -Math.log(Math.max(Double.MIN_NORMAL, p[label]));
    for (int k = 0; k < p.length; k++) {
      double away = p[k] - (k == label ? 1 : 0);
      squares += away * away;
      scoreCotangents.data()[window * scoreCotangents.stride() + k] = (float) (scale * away);
    }
    return new Fit(loss, squares, 1);
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
  public void drainGradient(float[] gradient) {
    head.drainGradient(gradient);
  }
}
