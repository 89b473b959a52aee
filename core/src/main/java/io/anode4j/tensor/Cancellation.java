package io.anode4j.tensor;

import java.util.concurrent.CancellationException;

/**
 * How a long call ends when its thread is interrupted: with a {@link CancellationException}, the
 * interrupt flag still set, and all that it was given as it was before.
 *
 * <p>Calls look at the flag between steps of at most some hundredths of a second, so it costs
 * nothing where it is not wanted. A plain solve throws nothing: its rows end as {@code INTERRUPTED}
 * ({@code io.anode4j.ode.RowStatus}).
 *
 * <pre>{@code
 * Future<Forecast> answer = pool.submit(() -> model.forecast(history, times));
 * answer.cancel(true); // the worker ends its forecast and is free again
 * }</pre>
 */
public final class Cancellation {
  private Cancellation() {}

  /**
   * Ends the call if its thread is interrupted.
   *
   * @param call what is being done, such as {@code The training}
   * @throws CancellationException when the interrupt flag is set, which stays so
   */
  public static void check(String call) {
    if (Thread.currentThread().isInterrupted()) {
      throw of(call);
    }
  }

  /**
   * The exception of a call that was interrupted.
   *
   * @param call what was being done
   * @return to be thrown
   */
  public static CancellationException of(String call) {
    return new CancellationException(
        call
            + " was interrupted and left nothing half done; to go on, clear the thread's interrupt"
            + " flag (Thread.interrupted()) and call again");
  }
}
