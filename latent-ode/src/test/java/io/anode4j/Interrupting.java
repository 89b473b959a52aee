package io.anode4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts a long call on a thread of its own, before it begins and at random moments, and looks
 * at what is left: a CancellationException with the flag still set, or the whole result; and the
 * same result when it is called again.
 */
public final class Interrupting {
  private static final int TIMES = 4;

  private Interrupting() {}

  /** How a call ended. */
  private record End(@Nullable Object result, @Nullable Throwable failure, boolean flag) {}

  /**
   * Checks a call.
   *
   * @param call gives something that equals itself when it is called again
   */
  public static void check(Callable<?> call) throws Exception {
    long started = System.nanoTime();
    Object expected = call.call();
    long nanos = System.nanoTime() - started;
    assertCancelled(interrupted(call, -1));
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < TIMES; i++) {
      End end = interrupted(call, random.nextLong(Math.max(1, nanos)));
      if (end.failure() == null) {
        assertEquals(expected, end.result(), "a call that was interrupted too late");
      } else {
        assertCancelled(end);
      }
    }
    assertEquals(expected, call.call(), "after interrupts");
  }

  private static void assertCancelled(End end) {
    CancellationException e = assertInstanceOf(CancellationException.class, end.failure());
    assertTrue(String.valueOf(e.getMessage()).contains("interrupted"), e.getMessage());
    assertTrue(end.flag(), "the flag must stay set");
  }

  /** Runs a call and interrupts it after some nanoseconds, or before it begins if that is −1. */
  private static End interrupted(Callable<?> call, long after) throws InterruptedException {
    End[] end = new End[1];
    Thread thread =
        new Thread(
            () -> {
              if (after < 0) {
                Thread.currentThread().interrupt();
              }
              try {
                Object result = call.call();
                end[0] = new End(result, null, Thread.currentThread().isInterrupted());
              } catch (Throwable e) {
                end[0] = new End(null, e, Thread.currentThread().isInterrupted());
              }
            });
    thread.start();
    if (after >= 0) {
      LockSupport.parkNanos(after);
      thread.interrupt();
    }
    thread.join(TimeUnit.MINUTES.toMillis(1));
    assertFalse(thread.isAlive(), "the call went on after it was interrupted");
    return end[0];
  }
}
