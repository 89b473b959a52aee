package io.anode4j.rnn;

import io.anode4j.nn.DenseEvaluator;
import io.anode4j.nn.GruEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;

/** One thread's way through a {@link RecurrentAutoencoder} and back. */
final class AutoencoderPass {
  private final RecurrentAutoencoder network;
  private final GruEvaluator encoder;
  private final DenseEvaluator posterior;
  private final DenseEvaluator start;
  private final RecurrentStates decoder;
  private final DenseEvaluator readout;
  private Matrix read;
  private Matrix last;
  private Matrix gaps;
  private Matrix states;

  AutoencoderPass(RecurrentAutoencoder network) {
    this.network = network;
    encoder = new GruEvaluator(network.encoder());
    posterior = network.posterior().evaluator();
    start = network.start().evaluator();
    decoder = new RecurrentStates(network.decoder());
    readout = network.readout().evaluator();
    read = new Matrix(0, 1);
    last = read;
    gaps = read;
    states = read;
  }

  void load(Parameters parameters) {
    encoder.load(parameters);
    posterior.load(parameters);
    start.load(parameters);
    decoder.load(parameters);
    readout.load(parameters);
  }

  /** Mean and log variance of q(z), {@code [sequences × 2·latent]}. */
  Matrix encode(SequenceSteps steps) {
    read = steps.rows(network.encoder().inputs(), AutoencoderPass::backwards);
    last = new Matrix(steps.sequences(), network.encoder().hidden());
    encoder.forward(steps.active(), steps.active().length, read, last);
    Matrix code = new Matrix(steps.sequences(), 2 * network.latent());
    posterior.forward(steps.sequences(), last, code);
    return code;
  }

  /** The last observation first, with the time to the one read before it. */
  private static void backwards(TimedSequence sequence, int step, float[] to, int at) {
    int row = sequence.length() - 1 - step;
    double gap = step == 0 ? 0 : sequence.gap(row + 1);
    RecurrentPredictor.write(sequence.values()[row], gap, to, at);
  }

  /**
   * Values at each time of some sequences.
   *
   * @param z latent vectors in the first columns {@code [sequences × …]}
   * @param from where z sits; NaN for each sequence's own first time
   */
  Matrix decode(SequenceSteps steps, Matrix z, double from) {
    gaps =
        steps.rows(
            1,
            (q, s, to, at) -> {
              double first = Double.isNaN(from) ? 0 : q.times()[0] - from;
              to[at] = (float) (s == 0 ? first : q.gap(s));
            });
    Matrix state = new Matrix(steps.sequences(), network.decoder().hidden());
    start.forward(steps.sequences(), z, state);
    states = decoder.forward(steps, gaps, state);
    Matrix y = new Matrix(steps.total(), network.channels());
    readout.forward(steps.total(), states, y);
    return y;
  }

  /** Pulls cotangents of the values back to those of z. */
  Matrix pullValues(SequenceSteps steps, Matrix z, Matrix dy) {
    int sequences = steps.sequences();
    Matrix dStates = new Matrix(steps.total(), network.decoder().hidden());
    readout.addGradient(steps.total(), states, dy);
    readout.inputCotangent(steps.total(), dy, dStates);
    Matrix dState = new Matrix(sequences, network.decoder().hidden());
    decoder.backward(steps, gaps, dStates, dState);
    Matrix dz = new Matrix(sequences, network.latent());
    start.addGradient(sequences, z, dState);
    start.inputCotangent(sequences, dState, dz);
    return dz;
  }

  /** Pulls cotangents of mean and log variance back, and adds the gradient of all weights. */
  void pullCode(Matrix dCode, float[] gradient) {
    Matrix dLast = new Matrix(last.rows(), last.columns());
    posterior.addGradient(last.rows(), last, dCode);
    posterior.inputCotangent(last.rows(), dCode, dLast);
    encoder.backward(read, dLast);
    encoder.drainGradient(gradient);
    posterior.drainGradient(gradient);
    start.drainGradient(gradient);
    decoder.drainGradient(gradient);
    readout.drainGradient(gradient);
  }
}
