package io.anode4j.latent;

import io.anode4j.anode.Augmentation;
import io.anode4j.latent.dynamics.Dynamics;
import io.anode4j.latent.encoder.Encoder;
import io.anode4j.latent.likelihood.Likelihood;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.nn.Activation;
import io.anode4j.nn.Initializer;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The parts of a latent ODE and where their weights lie.
 *
 * @param encoder from the observations of a window to a code
 * @param posterior affine map from the code to mean and log-variance of q(z)
 * @param augmentation of z by zeros
 * @param dynamics of [z; a]
 * @param decoder from [z; a], phases and features to what the likelihood needs
 * @param likelihood of the values
 * @param head from the mean of z to what is said of a series, where something is
 * @param layout all of their arrays
 */
record LatentArchitecture(
    Encoder encoder,
    Mlp posterior,
    Augmentation augmentation,
    Dynamics dynamics,
    Mlp decoder,
    Likelihood likelihood,
    Optional<Head.Placed> head,
    ParameterLayout layout) {

  static LatentArchitecture of(LatentOdeConfig config, WindowLayout windows) {
    return of(config, windows, Optional.empty());
  }

  /** The same with a head, whose arrays come last. */
  static LatentArchitecture of(
      LatentOdeConfig config, WindowLayout windows, Optional<? extends Head> asked) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Encoder encoder = config.encoder().in(layout, windows);
    int latent = config.latentSize();
    Mlp posterior = Mlp.in(layout, "posterior", Activation.TANH, encoder.outputs(), 2 * latent);
    Dynamics dynamics =
        config.dynamics().driven(layout, "field", config.stateSize(), windows.covariates());
    int inputs = config.stateSize() + windows.decoderInputs();
    int units = config.decoderUnits();
    int outputs = config.likelihood().outputs(windows.channels());
    Mlp decoder =
        units == 0
            ? Mlp.in(layout, "decoder", Activation.RELU, inputs, outputs)
            : Mlp.in(layout, "decoder", Activation.RELU, inputs, units, outputs);
    Likelihood likelihood =
        config.likelihood().in(layout, windows.channels(), windows.units(), windows.centres());
    Optional<Head.Placed> head = asked.map(one -> one.in(layout, latent));
    Augmentation augmentation = new Augmentation(latent, config.augment());
    return new LatentArchitecture(
        encoder, posterior, augmentation, dynamics, decoder, likelihood, head, layout.build());
  }

  /** Fresh weights. */
  Parameters initialize(RandomGenerator random) {
    Parameters parameters = new Parameters(layout);
    Initializer glorot = Initializer.glorotUniform(1);
    encoder.initialize(parameters, random);
    posterior.initialize(parameters, glorot, Initializer.glorotUniform(0.5), random);
    dynamics.initialize(parameters, random);
    decoder.initialize(parameters, glorot, glorot, random);
    likelihood.initialize(parameters);
    head.ifPresent(
        placed ->
            placed
                .network()
                .initialize(parameters, glorot, Initializer.glorotUniform(0.5), random));
    return parameters;
  }
}
