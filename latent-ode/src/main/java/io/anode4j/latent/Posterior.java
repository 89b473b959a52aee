package io.anode4j.latent;

import io.anode4j.latent.encoder.EncoderPass;
import io.anode4j.latent.task.DiagonalGaussian;
import io.anode4j.latent.task.LatentPass;
import io.anode4j.latent.window.WindowBatch;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;

/**
 * q(z) of windows, and samples of it by reparameterisation, {@code z = μ + σ·ε} (Kingma and Welling
 * 2014, eq. 10), for one thread.
 */
final class Posterior {
  private static final double[] NO_TIMES = {};

  private final EncoderPass encoder;
  private final LayerEvaluator head;
  private final int codeSize;
  private final int latent;
  private Matrix codes = new Matrix(0, 1);

  Posterior(LatentArchitecture architecture) {
    this.encoder = architecture.encoder().pass();
    this.head = architecture.posterior().evaluator();
    this.codeSize = architecture.encoder().outputs();
    this.latent = architecture.posterior().outputs() / 2;
  }

  void load(Parameters parameters) {
    encoder.load(parameters);
    head.load(parameters);
  }

  /**
   * Encodes windows and samples.
   *
   * @param pass receives means and log-variances
   * @param noise standard normal draws {@code [windows · samples × latent]}, windows as sorted
   * @return samples, one row for each row of the solve {@code [rows × latent]}
   */
  Matrix sample(LatentPass pass, float[] noise) {
    WindowBatch batch = pass.batch();
    codes = new Matrix(batch.windows(), codeSize);
    encoder.forward(batch.contexts(), codes);
    Matrix statistics = pass.statistics();
    head.forward(batch.windows(), 0, NO_TIMES, codes, statistics);
    Matrix starts = new Matrix(batch.rows(), latent);
    for (int r = 0; r < batch.rows(); r++) {
      int l = batch.latentOf(r);
      int at = l / batch.samples() * statistics.stride();
      for (int j = 0; j < latent; j++) {
        float mean = statistics.data()[at + j];
        float deviation = DiagonalGaussian.deviation(statistics.data()[at + latent + j]);
        starts.data()[r * starts.stride() + j] = mean + deviation * noise[l * latent + j];
      }
    }
    return starts;
  }

  /**
   * Pulls back through samples, head and encoder.
   *
   * @param pass the pass, with what the loss terms added to its statistics' cotangents
   * @param noise draws of the forward pass
   * @param startCotangents cotangents of the samples {@code [rows × latent]}
   * @param flat gradient vector added to
   */
  void backward(LatentPass pass, float[] noise, Matrix startCotangents, float[] flat) {
    WindowBatch batch = pass.batch();
    Matrix statistics = pass.statistics();
    Matrix d = new Matrix(batch.windows(), 2 * latent);
    for (int r = 0; r < batch.rows(); r++) {
      int l = batch.latentOf(r);
      int at = l / batch.samples() * d.stride();
      for (int j = 0; j < latent; j++) {
        float dz = startCotangents.data()[r * startCotangents.stride() + j];
        float deviation = DiagonalGaussian.deviation(statistics.data()[at + latent + j]);
        d.data()[at + j] += dz;
        d.data()[at + latent + j] += 0.5f * dz * noise[l * latent + j] * deviation;
      }
    }
    for (int i = 0; i < batch.windows() * d.stride(); i++) {
      d.data()[i] += pass.statisticsCotangents().data()[i];
    }
    Matrix codeCotangents = new Matrix(batch.windows(), codeSize);
    head.backward(batch.windows(), 0, NO_TIMES, codes, d, codeCotangents);
    head.drainGradient(flat);
    encoder.backward(batch.contexts(), codeCotangents, flat);
  }
}
