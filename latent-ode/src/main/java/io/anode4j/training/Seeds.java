package io.anode4j.training;

import java.util.SplittableRandom;

/**
 * A seed and those made of it: that which was stated, of which each epoch, batch, shard and part of
 * a training has its own. The formulas are here alone and must stay for ever, as the same seed
 * gives the same model.
 *
 * @param value the seed
 */
public record Seeds(long value) {
  /**
   * SplitMix64's step, the golden ratio: sources of seeds that far apart have nothing in common.
   */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  /** Of an epoch of this training. */
  public Seeds epoch(int number) {
    return new Seeds(value * 1_000_003 + number);
  }

  /** Of a batch of this epoch, by the first of its windows. */
  public Seeds batch(int from) {
    return new Seeds(value * 31 + from);
  }

  /** Of a shard of this batch. */
  public Seeds shard(int number) {
    return new Seeds(value + STEP * (number + 1));
  }

  /** Of one of several alike: a class, a window, a network. */
  public Seeds part(int number) {
    return new Seeds(value + number);
  }

  /** Of what bears a name, wherever it stands. */
  public Seeds named(String name) {
    return new Seeds(value + name.hashCode());
  }

  /** Draws of this seed. */
  public SplittableRandom random() {
    return new SplittableRandom(value);
  }

  /** Draws beside those of {@link #random}, which they must not follow. */
  public SplittableRandom beside() {
    return new SplittableRandom(~value);
  }
}
