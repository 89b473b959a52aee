package io.anode4j.recurrent;

import io.anode4j.latent.likelihood.Likelihood;
import io.anode4j.nn.Activation;
import io.anode4j.nn.GruCell;
import io.anode4j.nn.Initializer;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import java.util.SplittableRandom;

/**
 * The parts of a recurrent model and where their weights lie.
 *
 * @param layout how readings become numbers
 * @param inputs what is read of a reading
 * @param gru the change of the state at a reading
 * @param carry what becomes of it between readings
 * @param decoder state at a time → parameters of the likelihood
 * @param likelihood density of the values
 * @param weights all of their arrays
 */
record RecurrentArchitecture(
    RecurrentLayout layout,
    ReadingInputs inputs,
    GruCell gru,
    Carry carry,
    Mlp decoder,
    Likelihood likelihood,
    ParameterLayout weights) {

  static RecurrentArchitecture of(RecurrentConfig config, RecurrentLayout layout) {
    ParameterLayout.Builder weights = ParameterLayout.builder();
    int d = layout.channels();
    int h = config.hidden();
    ReadingInputs inputs = config.cell().inputs(weights, layout);
    GruCell gru = GruCell.in(weights, "cell", inputs.size(), h);
    Carry carry = config.cell().carry(weights, layout, config);
    Mlp decoder =
        Mlp.in(
            weights,
            "decoder",
            Activation.TANH,
            layout.decoderInputs(h),
            config.decoderUnits(),
            config.density().outputs(d));
    Likelihood likelihood = config.density().in(weights, d);
    return new RecurrentArchitecture(
        layout, inputs, gru, carry, decoder, likelihood, weights.build());
  }

  /** Fresh weights; the decoder's last layer starts weak. */
  Parameters initialize(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Parameters parameters = new Parameters(weights);
    inputs.filling().initialize(parameters, random);
    gru.initialize(parameters, random);
    carry.initialize(parameters, random);
    decoder.initialize(
        parameters, Initializer.glorotUniform(1), Initializer.glorotUniform(0.3), random);
    likelihood.initialize(parameters);
    return parameters;
  }
}
