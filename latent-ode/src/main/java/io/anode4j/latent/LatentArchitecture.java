package io.anode4j.latent;

import io.anode4j.latent.window.WindowLayout;
import io.anode4j.nn.Activation;
import io.anode4j.nn.GruCell;
import io.anode4j.nn.Initializer;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The parts of a latent ODE and where their weights lie.
 *
 * @param channels observed channels D
 * @param masked whether the encoder is told which channels were observed (some data have holes)
 * @param encoder GRU over [values, mask, Δt]
 * @param posterior affine map from its state to mean and log-variance of q(z)
 * @param field vector field over [z; a]
 * @param decoder from [z; a] to the channels' means
 * @param noise log standard deviation of each channel's observation noise
 * @param layout all of their arrays
 */
record LatentArchitecture(
    int channels,
    boolean masked,
    GruCell encoder,
    Mlp posterior,
    Mlp field,
    Mlp decoder,
    ParameterSlot noise,
    ParameterLayout layout) {

  /** Observation noise starts here, in units of the scaled values. */
  private static final float FIRST_NOISE = (float) Math.log(0.5);

  static LatentArchitecture of(LatentOdeConfig config, WindowLayout windows) {
    int channels = windows.channels();
    boolean masked = windows.masked();
    ParameterLayout.Builder layout = ParameterLayout.builder();
    int inputs = windows.inputs();
    int decoderInputs = config.stateSize() + 2 * windows.periods().length;
    GruCell encoder = GruCell.in(layout, "encoder", inputs, config.encoderUnits());
    Mlp posterior =
        Mlp.in(
            layout, "posterior", Activation.TANH, config.encoderUnits(), 2 * config.latentSize());
    int[] sizes = new int[config.fieldLayers() + 2];
    Arrays.fill(sizes, config.fieldUnits());
    sizes[0] = config.stateSize();
    sizes[sizes.length - 1] = config.stateSize();
    Mlp field = Mlp.in(layout, "field", Activation.TANH, sizes);
    Mlp decoder =
        config.decoderUnits() == 0
            ? Mlp.in(layout, "decoder", Activation.RELU, decoderInputs, channels)
            : Mlp.in(
                layout, "decoder", Activation.RELU, decoderInputs, config.decoderUnits(), channels);
    ParameterSlot noise = layout.add("noise", 1, channels);
    return new LatentArchitecture(
        channels, masked, encoder, posterior, field, decoder, noise, layout.build());
  }

  /** Fresh weights. The field starts weak, so that the first solves are cheap and tame. */
  Parameters initialize(RandomGenerator random) {
    Parameters parameters = new Parameters(layout);
    Initializer glorot = Initializer.glorotUniform(1);
    encoder.initialize(parameters, random);
    posterior.initialize(parameters, glorot, Initializer.glorotUniform(0.5), random);
    field.initialize(parameters, glorot, Initializer.glorotUniform(0.5), random);
    decoder.initialize(parameters, glorot, glorot, random);
    Initializer.constant(FIRST_NOISE).initialize(parameters, noise, random);
    return parameters;
  }
}
