package io.anode4j.rnn;

import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;
import java.util.List;
import java.util.random.RandomGenerator;

/** The evidence lower bound of a {@link RecurrentAutoencoder}, by one sample of z a sequence. */
final class AutoencoderObjective extends SequenceObjective {
  private final RecurrentAutoencoder network;
  private final AutoencoderPass pass;
  private final double precision;

  AutoencoderObjective(
      RecurrentAutoencoder network, List<TimedSequence> sequences, double deviation) {
    super(sequences, 1);
    sequences.forEach(network::requireChannels);
    this.network = network;
    pass = new AutoencoderPass(network);
    precision = 1 / (deviation * deviation);
  }

  @Override
  public void load(Parameters parameters) {
    pass.load(parameters);
  }

  @Override
  double pass(List<TimedSequence> batch, RandomGenerator random, float[] gradient) {
    SequenceSteps steps = new SequenceSteps(batch, 0);
    int latent = network.latent();
    double values = (double) steps.total() * network.channels();
    Matrix code = pass.encode(steps);
    Matrix noise = new Matrix(steps.sequences(), latent);
    Matrix z = new Matrix(steps.sequences(), latent);
    double divergence = 0;
    for (int r = 0; r < steps.sequences(); r++) {
      for (int j = 0; j < latent; j++) {
        double mean = code.get(r, j);
        double log = code.get(r, latent + j);
        noise.set(r, j, (float) random.nextGaussian());
        z.set(r, j, (float) (mean + Math.exp(log / 2) * noise.get(r, j)));
        divergence += (mean * mean + Math.exp(log) - 1 - log) / 2;
      }
    }
    Matrix dy = pass.decode(steps, z, Double.NaN);
    double loss = (errors(steps, dy, values) + divergence) / values;
    if (gradient.length > 0 && Double.isFinite(loss)) {
      Matrix dz = pass.pullValues(steps, z, dy);
      pass.pullCode(codeCotangent(code, noise, dz, values), gradient);
    }
    return loss;
  }

  /** Squared errors over 2σ²; turns predicted values into the cotangents of their share. */
  private double errors(SequenceSteps steps, Matrix y, double values) {
    int channels = network.channels();
    Matrix target =
        steps.rows(
            channels, (q, s, to, at) -> System.arraycopy(q.values()[s], 0, to, at, channels));
    double sum = 0;
    for (int i = 0; i < steps.total(); i++) {
      for (int c = 0; c < channels; c++) {
        double error = (double) y.get(i, c) - target.get(i, c);
        sum += error * error * precision / 2;
        y.set(i, c, (float) (error * precision / values));
      }
    }
    return sum;
  }

  private static Matrix codeCotangent(Matrix code, Matrix noise, Matrix dz, double values) {
    int latent = dz.columns();
    Matrix d = new Matrix(code.rows(), code.columns());
    for (int r = 0; r < code.rows(); r++) {
      for (int j = 0; j < latent; j++) {
        double log = code.get(r, latent + j);
        double spread = dz.get(r, j) * noise.get(r, j) * Math.exp(log / 2) / 2;
        d.set(r, j, (float) (dz.get(r, j) + code.get(r, j) / values));
        d.set(r, latent + j, (float) (spread + (Math.exp(log) - 1) / 2 / values));
      }
    }
    return d;
  }
}
