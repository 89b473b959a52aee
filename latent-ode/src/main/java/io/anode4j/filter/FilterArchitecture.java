package io.anode4j.filter;

import io.anode4j.nn.Dense;
import io.anode4j.nn.GruCell;
import io.anode4j.nn.Initializer;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import java.util.random.RandomGenerator;

/**
 * The parts of a neural filter and where their weights lie.
 *
 * @param layout how readings become numbers
 * @param hidden size of the hidden state
 * @param cell the jump at a reading
 * @param first decoder's hidden layer
 * @param second decoder's output: mean and log standard deviation of each channel
 * @param decay logarithm of each rotating pair's decay rate
 * @param turn logarithm of each pair's angular frequency
 * @param fade logarithm of the rate at which a channel's last value loses its weight
 * @param keep weight of a channel's last value at once
 * @param weights all of their arrays
 */
record FilterArchitecture(
    FilterLayout layout,
    int hidden,
    GruCell cell,
    Dense first,
    Dense second,
    ParameterSlot decay,
    ParameterSlot turn,
    ParameterSlot fade,
    ParameterSlot keep,
    ParameterLayout weights) {

  /** Slowest pair at the start: it halves in a few hundred usual gaps. */
  private static final double SLOWEST = 2e-3;

  static FilterArchitecture of(FilterConfig config, FilterLayout layout) {
    int d = layout.channels();
    int h = config.hidden();
    ParameterLayout.Builder weights = ParameterLayout.builder();
    GruCell cell = GruCell.in(weights, "cell", layout.cellInputs(), h);
    Dense first = Dense.in(weights, "decoder.0", layout.decoderInputs(h), config.decoderUnits());
    Dense second = Dense.in(weights, "decoder.1", config.decoderUnits(), 2 * d);
    ParameterSlot decay = weights.add("ode.decay", 1, h / 2);
    ParameterSlot turn = weights.add("ode.turn", 1, h / 2);
    ParameterSlot fade = weights.add("last.fade", 1, d);
    ParameterSlot keep = weights.add("last.keep", 1, d);
    return new FilterArchitecture(
        layout, h, cell, first, second, decay, turn, fade, keep, weights.build());
  }

  int pairs() {
    return hidden / 2;
  }

  /**
   * Fresh weights: time scales of the pairs spread over all that a window can show, from one usual
   * gap to hundreds; the last value is the first guess.
   */
  Parameters initialize(RandomGenerator random) {
    Parameters parameters = new Parameters(weights);
    Initializer glorot = Initializer.glorotUniform(1);
    cell.initialize(parameters, random);
    first.initialize(parameters, glorot, random);
    second.initialize(parameters, Initializer.glorotUniform(0.3), random);
    float[] v = parameters.values();
    int pairs = pairs();
    for (int j = 0; j < pairs; j++) {
      double place = pairs == 1 ? 0.5 : (double) j / (pairs - 1);
      v[decay.offset() + j] = (float) (Math.log(SLOWEST) * (1 - place));
      // Every other pair turns about once in its life, the rest hardly at all.
      double turns = j % 2 == 0 ? Math.log(3) : Math.log(0.1);
      v[turn.offset() + j] = v[decay.offset() + j] + (float) turns;
    }
    Initializer.constant((float) Math.log(0.01)).initialize(parameters, fade, random);
    Initializer.constant(0.9f).initialize(parameters, keep, random);
    // Deviations begin at about half of the data's spread.
    for (int c = 0; c < layout.channels(); c++) {
      v[second.bias().offset() + layout.channels() + c] = (float) Math.log(0.5);
    }
    return parameters;
  }
}
