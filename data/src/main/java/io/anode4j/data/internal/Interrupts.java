package io.anode4j.data.internal;

import java.util.concurrent.CancellationException;

/** How long calls end when their thread is interrupted. */
public final class Interrupts {
  private Interrupts() {}

  /**
   * Ends the call if its thread is interrupted.
   *
   * @param call what is being done, such as {@code Reading pumps.csv}
   * @throws CancellationException when the interrupt flag is set, which stays so
   */
  public static void check(String call) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(
          call
              + " was interrupted and nothing was kept; to go on, clear the thread's interrupt flag"
              + " (Thread.interrupted()) and call again");
    }
  }
}
