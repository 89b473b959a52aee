package io.anode4j.latent.task;

import io.anode4j.latent.likelihood.Likelihood;
import io.anode4j.latent.likelihood.LikelihoodPass;
import io.anode4j.latent.window.Targets;
import io.anode4j.latent.window.WindowBatch;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;

/**
 * −log p of the observed values given the states, {@code E_q[−log p(x|z)]} (Kingma and Welling
 * 2014, eq. 10), summed over values: decoder and likelihood, weighted as the windows say.
 */
public final class Reconstruction implements LossTerm {
  private static final double[] NO_TIMES = {};

  private final LayerEvaluator decoder;
  private final LikelihoodPass likelihood;
  private final int rawOutputs;
  private Matrix inputs;
  private Matrix inputCotangents;
  private Matrix raw;
  private Matrix rawCotangents;
  private Fit fit = new Fit(0, 0, 0, 0);

  /**
   * A term for one thread.
   *
   * @param decoder from states, phases and features to what the likelihood needs
   * @param likelihood of the values
   */
  public Reconstruction(Layer decoder, Likelihood likelihood) {
    this.decoder = decoder.evaluator();
    this.likelihood = likelihood.pass();
    this.rawOutputs = decoder.outputs();
    this.inputs = new Matrix(0, decoder.inputs());
    this.inputCotangents = inputs;
    this.raw = new Matrix(0, rawOutputs);
    this.rawCotangents = raw;
  }

  /**
   * How well the last batch was met, unweighted, averaged over posterior samples.
   *
   * @param horizonLoss loss of the horizon's values, as the likelihood measures it
   * @param squaredError squared error of the horizon's values, scaled units
   * @param horizonValues observed values of the horizon
   * @param values observed values of context and horizon
   */
  public record Fit(double horizonLoss, double squaredError, long horizonValues, long values) {
    /** Both batches together. */
    public Fit plus(Fit o) {
      return new Fit(
          horizonLoss + o.horizonLoss,
          squaredError + o.squaredError,
          horizonValues + o.horizonValues,
          values + o.values);
    }
  }

  @Override
  public void load(Parameters parameters) {
    decoder.load(parameters);
    likelihood.load(parameters);
  }

  /** Decodes the states of a pass. */
  public void decode(LatentPass pass) {
    int total = pass.batch().outputs().total();
    if (total > raw.rows()) {
      int rows = total + total / 4;
      inputs = new Matrix(rows, inputs.columns());
      inputCotangents = new Matrix(rows, inputs.columns());
      raw = new Matrix(rows, rawOutputs);
      rawCotangents = new Matrix(rows, rawOutputs);
    }
    decoder.forward(total, 0, NO_TIMES, withExtras(pass), raw);
  }

  /** [z(t); a(t); phases and features of t]: what the decoder sees. */
  private Matrix withExtras(LatentPass pass) {
    WindowBatch batch = pass.batch();
    Targets targets = batch.targets();
    Matrix states = pass.states();
    int extras = targets.extraCount();
    if (extras == 0) {
      return states;
    }
    int size = states.columns();
    for (int r = 0; r < batch.rows(); r++) {
      int from = batch.outputs().offsets()[r];
      int count = batch.outputs().count(r);
      for (int i = 0; i < count; i++) {
        int at = (from + i) * inputs.stride();
        System.arraycopy(states.data(), (from + i) * states.stride(), inputs.data(), at, size);
        int target = batch.targetIndex(r, i);
        System.arraycopy(targets.extras(), target * extras, inputs.data(), at + size, extras);
      }
    }
    return inputs;
  }

  /** Location of a channel at an output of a solve row, scaled, after {@link #decode}. */
  public double location(int output, int channel) {
    return likelihood.location(channel, raw.data(), output * raw.stride());
  }

  /** Scale of a channel's values at an output of a solve row, scaled, after {@link #decode}. */
  public double scale(int output, int channel) {
    return likelihood.scale(channel, raw.data(), output * raw.stride());
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
    double loss = evaluate(batch, scale);
    if (scale != 0 && total > 0) {
      boolean told = batch.targets().extraCount() > 0;
      Matrix read = told ? inputs : pass.states();
      decoder.backward(total, 0, NO_TIMES, read, rawCotangents, inputCotangents);
      addTo(pass.stateCotangents(), total);
    }
    return loss;
  }

  private double evaluate(WindowBatch batch, double scale) {
    Targets targets = batch.targets();
    int channels = targets.channels();
    double share = 1.0 / batch.samples();
    double weighted = 0;
    double horizonLoss = 0;
    double squared = 0;
    long horizonValues = 0;
    long values = 0;
    for (int r = 0; r < batch.rows(); r++) {
      int from = batch.outputs().offsets()[r];
      int count = batch.outputs().count(r);
      for (int i = 0; i < count; i++) {
        int target = batch.targetIndex(r, i);
        double weight = targets.weights()[target] * share;
        int at = (from + i) * raw.stride();
        for (int c = 0; c < channels; c++) {
          float y = targets.values()[target * channels + c];
          if (Float.isNaN(y)) {
            continue;
          }
          boolean ahead = targets.horizon()[target];
          double one = loss(c, y, at, ahead, scale * weight);
          weighted += weight * one;
          values++;
          if (ahead) {
            horizonValues++;
            horizonLoss += share * one;
            squared += share * likelihood.squaredError();
          }
        }
      }
    }
    int samples = batch.samples();
    fit = new Fit(horizonLoss, squared, horizonValues / samples, values / samples);
    return weighted;
  }

  private double loss(int channel, float y, int at, boolean ahead, double scale) {
    float[] decoded = raw.data();
    float[] cotangents = rawCotangents.data();
    return ahead
        ? likelihood.horizonLoss(channel, y, decoded, at, scale, cotangents)
        : likelihood.negativeLogDensity(channel, y, decoded, at, scale, cotangents);
  }

  /** The state's part of the decoder's input cotangents. */
  private void addTo(Matrix stateCotangents, int total) {
    float[] from = inputCotangents.data();
    float[] to = stateCotangents.data();
    int size = stateCotangents.columns();
    for (int o = 0; o < total; o++) {
      int a = o * inputCotangents.stride();
      int b = o * stateCotangents.stride();
      for (int j = 0; j < size; j++) {
        to[b + j] += from[a + j];
      }
    }
  }

  @Override
  public void drainGradient(float[] gradient) {
    decoder.drainGradient(gradient);
    likelihood.drainGradient(gradient);
  }
}
