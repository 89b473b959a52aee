package io.anode4j.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * A fixed number of threads for work that is cut into pieces beforehand. Results come back in the
 * order of the pieces, so nothing depends on the number of threads or on who was faster.
 */
public final class Workers implements AutoCloseable {
  private final int threads;
  private final String task;
  private final ExecutorService pool;

  /**
   * Starts workers; they are daemons.
   *
   * @param threads how many, at least 1
   * @param task what they do, the subject of a sentence: "The training"
   */
  public Workers(int threads, String task) {
    this.threads = threads;
    this.task = task;
    this.pool =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "anode4j-worker");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** How many threads there are. */
  public int threads() {
    return threads;
  }

  /**
   * Does pieces of work side by side.
   *
   * @param pieces how many
   * @param work one piece, by its number from 0; called on a worker
   * @param <T> result of a piece
   * @return the results, in the order of the pieces
   * @throws java.util.concurrent.CancellationException when the calling thread is interrupted
   * @throws RuntimeException what the first piece that failed has thrown
   */
  public <T> List<T> map(int pieces, IntFunction<T> work) {
    List<Future<T>> pending = new ArrayList<>();
    for (int k = 0; k < pieces; k++) {
      int piece = k;
      pending.add(pool.submit(() -> work.apply(piece)));
    }
    List<T> results = new ArrayList<>();
    try {
      for (Future<T> one : pending) {
        results.add(join(one));
      }
    } finally {
      // After a failure nobody waits for the rest.
      pending.forEach(one -> one.cancel(true));
    }
    return results;
  }

  /**
   * Starts one piece of work that is wanted later.
   *
   * @param work the piece
   * @param <T> its result
   * @return where the result will be; {@link #join} waits for it
   */
  public <T> Future<T> begin(java.util.concurrent.Callable<T> work) {
    return pool.submit(work);
  }

  /**
   * Waits for a piece of work.
   *
   * @param pending from {@link #begin}
   * @param <T> its result
   * @return the result
   * @throws java.util.concurrent.CancellationException when the calling thread is interrupted
   * @throws RuntimeException what the work has thrown
   */
  public <T> T join(Future<T> pending) {
    try {
      return pending.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Cancellation.of(task);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(task + " failed", e.getCause());
    }
  }

  /** Stops; work still waiting is dropped, work being done is interrupted. */
  @Override
  public void close() {
    pool.shutdownNow();
  }
}
