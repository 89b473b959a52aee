package io.anode4j.latent;

import io.anode4j.latent.dynamics.Linear;
import io.anode4j.latent.encoder.OdeRnn;
import io.anode4j.latent.encoder.Pooling;
import io.anode4j.training.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The networks that a model is made of.
 *
 * @param framed settings of those in the frame of the recent past, each with its own seed; the
 *     first gives forecasts their shape
 * @param unframed settings of the one on the channels' scales
 */
record Lineup(List<LatentOdeConfig> framed, Optional<LatentOdeConfig> unframed) {
  /** More would cost time at every forecast and add little. */
  private static final int MOST = 8;

  /** A network that is trained for less than this share of its epochs is not worth its place. */
  private static final double LEAST_SHARE = 1.0 / 3;

  /** An epoch of an encoder that solves between observations takes so many of one that does not. */
  private static final int ODE_RNN_COST = 2;

  /** What further networks are, in turn: other dynamics, other encoders, the same again. */
  private static final List<UnaryOperator<LatentOdeConfigBuilder>> KINDS =
      List.of(
          settings -> settings.dynamics(new Linear()),
          settings -> settings.encoder(Pooling.defaults()),
          settings -> settings.encoder(OdeRnn.defaults()),
          settings -> settings);

  /** One network, and that on the channels' scales where the settings want it. */
  static Lineup of(LatentOdeConfig config) {
    double share = config.anchoring().frame() ? config.anchoring().unframed() : 0;
    int epochs = (int) Math.ceil(share * config.training().epochs());
    return new Lineup(
        List.of(config),
        share == 0
            ? Optional.empty()
            : Optional.of(config.toBuilder().alone().epochs(epochs).build()));
  }

  /** Networks that differ by their seeds alone. */
  static Lineup ofMembers(LatentOdeConfig config, int members) {
    List<LatentOdeConfig> framed = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      framed.add(config.toBuilder().seed(new Seeds(config.seed()).part(i).value()).build());
    }
    return new Lineup(framed, of(config).unframed());
  }

  /**
   * As many networks as can be trained in so many epochs, of several kinds.
   *
   * @param config of the first
   * @param epochs of all networks together, those of an ODE-RNN counting twice
   */
  static Lineup within(LatentOdeConfig config, int epochs) {
    int whole = config.training().epochs();
    double first = cost(config) + config.anchoring().unframed();
    if (epochs < first * whole) {
      int own = (int) Math.max(1, epochs / first);
      return of(config.toBuilder().epochs(own).build());
    }
    List<LatentOdeConfig> framed = new ArrayList<>(List.of(config));
    int rest = (int) (epochs - first * whole);
    while (framed.size() < MOST) {
      int number = framed.size();
      LatentOdeConfig next =
          KINDS
              .get((number - 1) % KINDS.size())
              .apply(config.toBuilder())
              .seed(new Seeds(config.seed()).part(number).value())
              .build();
      int own = Math.min(whole, rest / cost(next));
      if (own < LEAST_SHARE * whole) {
        break;
      }
      framed.add(next.toBuilder().epochs(own).build());
      rest -= own * cost(next);
    }
    return new Lineup(framed, of(config).unframed());
  }

  private static int cost(LatentOdeConfig config) {
    return config.encoder() instanceof OdeRnn ? ODE_RNN_COST : 1;
  }
}
