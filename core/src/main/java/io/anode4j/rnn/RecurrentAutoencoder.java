package io.anode4j.rnn;

import io.anode4j.nn.Dense;
import io.anode4j.nn.GruCell;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.optim.Objective;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A variational autoencoder of two recurrent networks (the RNN-VAE of Rubanova, Chen and Duvenaud,
 * "Latent ODEs for irregularly-sampled time series", NeurIPS 2019, section 4): a GRU reads the
 * observations backwards in time with their gaps and gives q(z), a second one starts at a map of z
 * and is told gaps alone. It differs from a latent ODE in what carries the state, and what it
 * answers for a time depends on the other times it was asked for.
 *
 * @param encoder the GRU that reads, an input a channel and one for the gap
 * @param posterior its last state to mean and log variance of q(z)
 * @param start z to the first state of the decoder
 * @param decoder the GRU that reads gaps
 * @param readout its state to values
 */
public record RecurrentAutoencoder(
    GruCell encoder, Dense posterior, Dense start, GruCell decoder, Dense readout) {
  /** Checks the sizes. */
  public RecurrentAutoencoder {
    boolean read =
        encoder.inputs() == readout.outputs() + 1 && posterior.inputs() == encoder.hidden();
    boolean told = posterior.outputs() == 2 * start.inputs() && decoder.inputs() == 1;
    boolean said = start.outputs() == decoder.hidden() && readout.inputs() == decoder.hidden();
    if (!(read && told && said)) {
      throw new IllegalArgumentException(
          "The parts of an autoencoder do not fit: encoder %s, posterior %s, start %s, decoder %s, readout %s; make them by RecurrentAutoencoder.in"
              .formatted(encoder, posterior, start, decoder, readout));
    }
  }

  /**
   * Reserves the arrays.
   *
   * @param layout layout being built
   * @param name prefix of the arrays
   * @param channels values an observation
   * @param hidden state size of both GRUs
   * @param latent dimensions of z
   * @return the network
   */
  public static RecurrentAutoencoder in(
      ParameterLayout.Builder layout, String name, int channels, int hidden, int latent) {
    return new RecurrentAutoencoder(
        GruCell.in(layout, name + ".encoder", channels + 1, hidden),
        Dense.in(layout, name + ".posterior", hidden, 2 * latent),
        Dense.in(layout, name + ".start", latent, hidden),
        GruCell.in(layout, name + ".decoder", 1, hidden),
        Dense.in(layout, name + ".readout", hidden, channels));
  }

  /** Draws first weights, uniformly on ±1/√inputs. */
  public void initialize(Parameters parameters, RandomGenerator random) {
    encoder.initialize(parameters, random);
    posterior.initialize(parameters, random);
    start.initialize(parameters, random);
    decoder.initialize(parameters, random);
    readout.initialize(parameters, random);
  }

  /** Values an observation. */
  public int channels() {
    return readout.outputs();
  }

  /** Dimensions of z. */
  public int latent() {
    return start.inputs();
  }

  /**
   * The negative evidence lower bound in nats a value, without its constant: squared errors over
   * 2σ² and the divergence of q(z) from N(0, I).
   *
   * @param sequences what is learnt from
   * @param deviation σ of the observation noise, above 0
   * @return the objective, for one thread
   */
  public Objective objective(List<TimedSequence> sequences, double deviation) {
    if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Noise of deviation " + deviation + "; expected a number above 0");
    }
    return new AutoencoderObjective(this, sequences, deviation);
  }

  /**
   * Decodes the mean of q(z).
   *
   * @param parameters trained weights
   * @param history what was observed
   * @param times increasing, from the first observation on; the decoder steps from one to the next
   * @return values {@code [times × channels]}
   * @throws IllegalArgumentException when the history has other channels or a time is before it
   */
  public float[][] decode(Parameters parameters, TimedSequence history, double[] times) {
    requireChannels(history);
    TimedSequence.requireIncreasing(times, Math.nextDown(history.times()[0]));
    AutoencoderPass pass = new AutoencoderPass(this);
    pass.load(parameters);
    Matrix code = pass.encode(new SequenceSteps(List.of(history), 0));
    double first = history.times()[0];
    TimedSequence asked = new TimedSequence(times, new float[times.length][channels()]);
    SequenceSteps steps = new SequenceSteps(List.of(asked), 0);
    Matrix y = pass.decode(steps, code, first);
    float[][] values = new float[times.length][];
    Arrays.setAll(
        values, i -> Arrays.copyOfRange(y.data(), i * y.stride(), i * y.stride() + channels()));
    return values;
  }

  void requireChannels(TimedSequence sequence) {
    if (sequence.channels() != channels()) {
      throw new IllegalArgumentException(
          "A sequence of %d channels for a network of %d; expected as many"
              .formatted(sequence.channels(), channels()));
    }
  }
}
