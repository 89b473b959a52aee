package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamClockTest {
  private static final long START = 1_700_000_000_000L;
  private static final long SETTLE = 30_000;

  /** When the brokers last confirmed that all is read. */
  private long confirmed = InputProgress.NEVER;

  private long wall = START;
  private long offset;
  private final StreamClock clock =
      new StreamClock((partition, next, idle) -> confirmed, 0, START, SETTLE, 1000);

  /** A second in which one sensor's reading comes, all of the input read. */
  private void second(long eventMillis) {
    came(eventMillis);
    idle(1, true);
  }

  private void came(long eventMillis) {
    clock.came(offset++);
    clock.reading(eventMillis);
  }

  private void idle(int seconds, boolean isConfirmed) {
    for (int i = 0; i < seconds; i++) {
      wall += 1000;
      confirmed = isConfirmed ? wall : confirmed;
      clock.tick(wall);
    }
  }

  private void settle() {
    for (long until = wall + SETTLE + 1000; wall < until; ) {
      second(wall);
    }
    assertFalse(clock.quiet());
  }

  private long moved(Runnable during) {
    long before = clock.now();
    during.run();
    return clock.now() - before;
  }

  @Test
  void standsStillUntilItHasSettled() {
    assertEquals(0, moved(() -> idle(5, false)), "nothing is known yet");
    assertTrue(clock.quiet());
    assertEquals(0, moved(() -> idle(25, true)));
    assertTrue(clock.quiet(), "half a minute, counted from when all was read");
    idle(10, true);
    assertFalse(clock.quiet());
    assertEquals(0, clock.since(START - 1_000_000) - clock.since(START), "not before the start");
  }

  @Test
  void movesAsTheReadingsDo() {
    settle();
    assertEquals(
        20_000,
        moved(
            () -> {
              for (int i = 0; i < 20; i++) {
                second(wall);
              }
            }));
    // Producers work off what they could not send: their time moves at half the speed.
    long behind = wall;
    idle(40, true);
    long moved =
        moved(
            () -> {
              for (int i = 1; i <= 60; i++) {
                second(behind + 500L * i);
              }
            });
    assertTrue(moved >= 20_000 && moved <= 40_000, "thirty seconds of it passed: " + moved);
  }

  @Test
  void oneClockAheadMakesNobodySilent() {
    settle();
    long moved =
        moved(
            () -> {
              came(wall + 365L * 86_400_000);
              for (int i = 0; i < 60; i++) {
                second(wall);
              }
            });
    assertTrue(moved <= 60_000, "a year passed for one sensor alone: " + moved);
    assertTrue(moved >= 40_000, "and the others' time goes on: " + moved);
  }

  @Test
  void aBacklogThatIsReadQuicklyCountsAsLongAsItTakes() {
    settle();
    long moved =
        moved(
            () -> {
              for (int hour = 1; hour <= 10; hour++) {
                came(wall + hour * 3_600_000L);
              }
              idle(1, true);
            });
    assertEquals(1000, moved);
  }

  @Test
  void whereAllFallSilentTheWallCountsIfTheBrokersConfirm() {
    settle();
    assertEquals(60_000, moved(() -> idle(60, true)));
    assertEquals(0, moved(() -> idle(5, false)), "they do not answer");
    assertFalse(clock.quiet(), "which may be nothing");
    assertEquals(6000, moved(() -> idle(1, true)), "and was nothing");
  }

  @Test
  void withoutBrokersOrBehindOrPausedNobodyIsSilent() {
    settle();
    assertEquals(0, moved(() -> idle(60, false)));
    assertTrue(clock.quiet());
    assertEquals(0, moved(() -> idle(29, true)), "producers come back");
    idle(2, true);
    assertFalse(clock.quiet());

    wall += 3_600_000; // the machine slept
    confirmed = wall;
    assertEquals(0, moved(() -> clock.tick(wall)));
    assertTrue(clock.quiet());
  }

  @Test
  void neverRunsAheadOfTheWallNorBackNorInQuietTimes() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      for (int n = random.nextInt(4); n > 0; n--) {
        came(wall + (long) (random.nextGaussian() * Math.pow(10, random.nextInt(12))));
      }
      long before = clock.now();
      wall += random.nextInt(random.nextInt(50) == 0 ? 100_000 : 1500);
      confirmed = random.nextInt(10) == 0 ? confirmed : wall - random.nextInt(3000);
      clock.tick(wall);
      assertTrue(clock.now() >= before, "back");
      assertTrue(clock.now() <= wall, "ahead");
      assertTrue(!clock.quiet() || clock.now() == before, "in a quiet time");
    }
    assertTrue(clock.now() > START, "stands still for ever");
  }

  /** In a topology that others run nobody asks the brokers: only readings move it. */
  @Test
  void withoutBrokersToAskOnlyReadingsCount() {
    StreamClock alone = new StreamClock(InputProgress.UNKNOWN, 0, START, 0, 1000);
    for (int i = 1; i <= 10; i++) {
      alone.came(i);
      alone.reading(START + 1000L * i);
      alone.tick(START + 1000L * i);
    }
    long before = alone.now();
    assertTrue(before > START);
    alone.tick(START + 11_000);
    assertEquals(before, alone.now());
  }
}
