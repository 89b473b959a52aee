package io.anode4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The numbers that models were trained with; a change here is another model for every seed. */
class SeedsTest {
  private final Seeds seeds = new Seeds(7);

  @Test
  void seedsAreThoseOfAllModelsBefore() {
    assertEquals(7_000_024, seeds.epoch(3).value());
    assertEquals(7L * 31 + 64, seeds.batch(64).value());
    assertEquals(7 + 2 * 0x9E3779B97F4A7C15L, seeds.shard(1).value());
    assertEquals(12, seeds.part(5).value());
    assertEquals(7 + "pump".hashCode(), seeds.named("pump").value());
    assertEquals(new SplittableRandom(7).nextLong(), seeds.random().nextLong());
    assertEquals(new SplittableRandom(~7L).nextLong(), seeds.beside().nextLong());
  }

  @Test
  void overflowWrapsAsItDid() {
    assertEquals(Long.MAX_VALUE * 1_000_003 + 1, new Seeds(Long.MAX_VALUE).epoch(1).value());
  }
}
