package io.anode4j.latent;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/**
 * How many networks a training may make.
 *
 * @param members networks that differ by their seeds; 1 for one
 * @param epochs of all networks together
 * @param limit of the time that the training takes
 */
record Effort(int members, OptionalInt epochs, Optional<Duration> limit) {
  private static final int MOST_MEMBERS = 64;

  static final Effort USUAL = new Effort(1, OptionalInt.empty(), Optional.empty());

  Effort {
    require(members > 0, "number of members", members);
    if (members > MOST_MEMBERS) {
      throw new IllegalArgumentException(
          "The number of members is %d; expected at most %d, as each is a network of its own"
              .formatted(members, MOST_MEMBERS));
    }
    epochs.ifPresent(n -> require(n > 0, "budget of epochs", n));
    limit.ifPresent(time -> require(time.toMillis() > 0, "time limit", time));
    int stated = (members > 1 ? 1 : 0) + (epochs.isPresent() ? 1 : 0) + (limit.isPresent() ? 1 : 0);
    if (stated > 1) {
      throw new IllegalArgumentException(
          "Members, a budget of epochs and a time limit were stated together; expected one of them,"
              + " as each says how many networks there are: leave the others out");
    }
  }

  private static void require(boolean holds, String what, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "The " + what + " is " + value + "; expected at least 1: state another");
    }
  }

  /**
   * The networks.
   *
   * @param config settings of the first
   * @param within how many epochs fit into a time
   */
  Lineup lineup(LatentOdeConfig config, ToIntFunction<Duration> within) {
    if (limit.isPresent()) {
      return Lineup.within(config, within.applyAsInt(limit.get()));
    }
    return epochs.isPresent()
        ? Lineup.within(config, epochs.getAsInt())
        : Lineup.ofMembers(config, members);
  }
}
