package io.anode4j.examples;

import io.anode4j.data.synthetic.PeriodicToy;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeConfigBuilder;
import io.anode4j.latent.encoder.EncoderSettings;
import io.anode4j.latent.encoder.Gru;
import io.anode4j.latent.encoder.MultiTimeAttention;
import io.anode4j.latent.encoder.OdeRnn;
import io.anode4j.latent.encoder.Pooling;
import java.util.List;

/**
 * Choosing the encoder. A GRU is told how long a gap was; an ODE-RNN carries its state over the gap
 * by an ODE, as the encoder of Rubanova, Chen and Duvenaud (2019) does; multi-time attention
 * (Shukla and Marlin 2021) looks at all readings from points of its own; pooling takes means over
 * soft windows (after Liu et al. 2026). The same model, data and seed, with one part exchanged. By
 * the command line: {@code --encoder ode-rnn}, {@code mtan} or {@code pooling}.
 */
public final class OdeRnnEncoder {
  private OdeRnnEncoder() {}

  /** Mean squared error of gaps filled, with the times as the only inputs beside the values. */
  static double error(PeriodicToy toy, LatentOdeConfigBuilder config, EncoderSettings encoder) {
    return PeriodicToyAccuracy.run(toy, config.encoder(encoder).build()).model();
  }

  /**
   * Prints the errors for three seeds: series whose times are their own, forty each.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    System.out.println("seed      GRU  ODE-RNN    mTAND  pooling   mean squared error");
    for (long seed : List.of(1L, 2L, 3L)) {
      PeriodicToy toy = new PeriodicToy(400, 40, 0.01, true, seed);
      LatentOdeConfigBuilder config =
          LatentOdeConfig.builder().contextKeep(0.4).epochs(120).batchSize(16).seed(seed);
      double gru = error(toy, config, new Gru(32, 0));
      double odeRnn = error(toy, config, new OdeRnn(32, 0, 32, 1, "midpoint", 0.5));
      double attention = error(toy, config, new MultiTimeAttention(32, 32, 1, 32, 8));
      double pooling = error(toy, config, new Pooling(32, 0, 32, 32, 16, 8));
      System.out.printf("%4d  %.5f  %.5f  %.5f  %.5f%n", seed, gru, odeRnn, attention, pooling);
    }
  }
}
