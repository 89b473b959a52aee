package io.anode4j.reference;

import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/**
 * Runs a check for seed after seed on a thread that may be left behind: code that never comes back
 * hears no interrupt, and a test that waits for it says nothing.
 */
public final class Watchdog {
  /** No case takes more than a fraction of a second, even beside others on a busy machine. */
  private static final long PATIENCE_SECONDS = 60;

  private Watchdog() {}

  /**
   * Checks seeds in their order.
   *
   * @param from first seed
   * @param count number of seeds
   * @param check throws where a case is wrong
   * @param describe the case of a seed, for people
   * @throws AssertionError naming the first seed that hung or was wrong
   */
  public static void watch(
      long from, long count, LongConsumer check, LongFunction<String> describe) {
    long[] seed = {from};
    Throwable[] wrong = {null};
    Thread worker =
        new Thread(
            () -> {
              for (long s = from; s < from + count && wrong[0] == null; s++) {
                synchronized (seed) {
                  seed[0] = s;
                }
                try {
                  check.accept(s);
                } catch (Throwable t) {
                  wrong[0] = t;
                }
              }
            },
            "random cases");
    worker.setDaemon(true);
    worker.start();
    long last = from - 1;
    while (worker.isAlive()) {
      join(worker);
      synchronized (seed) {
        if (worker.isAlive() && seed[0] == last) {
          throw hung(worker, seed[0], describe);
        }
        last = seed[0];
      }
    }
    if (wrong[0] != null) {
      throw new AssertionError(
          "seed " + seed[0] + ": " + wrong[0].getMessage() + "\n" + describe.apply(seed[0]),
          wrong[0]);
    }
  }

  private static void join(Thread worker) {
    try {
      worker.join(PATIENCE_SECONDS * 1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while cases ran", e);
    }
  }

  private static AssertionError hung(Thread worker, long seed, LongFunction<String> describe) {
    AssertionError error =
        new AssertionError(
            "seed "
                + seed
                + " has not come back for "
                + PATIENCE_SECONDS
                + " s; it is at the lines below\n"
                + describe.apply(seed));
    error.setStackTrace(worker.getStackTrace());
    return error;
  }
}
