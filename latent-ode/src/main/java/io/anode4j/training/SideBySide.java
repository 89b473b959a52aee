package io.anode4j.training;

import io.anode4j.tensor.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Trains several networks at once. Their pieces of work share the same {@link Workers}, so that
 * what is serial in one training is filled by the others; no training depends on another. The first
 * is driven by the calling thread, which also tells of all of them, one after the other.
 */
public final class SideBySide {
  private static final long STOP_SECONDS = 30;

  private SideBySide() {}

  /**
   * One training.
   *
   * @param title what a listener is told before this training, empty for nothing
   * @param fit trains, and tells the listener that it is given
   * @param <T> what is trained
   */
  public record Fit<T>(String title, Function<TrainingListener, T> fit) {}

  /**
   * Trains all of them.
   *
   * @param fits the trainings, at least one
   * @param listener told of all, on this thread
   * @param workers on which the trainings compute
   * @param <T> what is trained
   * @return what came of each
   * @throws java.util.concurrent.CancellationException when the calling thread is interrupted
   * @throws RuntimeException what the first training that failed has thrown; the others are stopped
   */
  public static <T> List<T> run(List<Fit<T>> fits, TrainingListener listener, Workers workers) {
    ExecutorService drivers = Executors.newCachedThreadPool(SideBySide::driver);
    try {
      List<Future<T>> others = new ArrayList<>();
      List<DeferredEvents> events = new ArrayList<>();
      for (Fit<T> one : fits.subList(1, fits.size())) {
        DeferredEvents told = new DeferredEvents();
        events.add(told);
        others.add(drivers.submit(() -> one.fit().apply(told)));
      }
      List<T> trained = new ArrayList<>();
      trained.add(fits.get(0).fit().apply(listener));
      for (int i = 0; i < others.size(); i++) {
        listener.onNotice(fits.get(i + 1).title());
        events.get(i).tell(listener, others.get(i));
        trained.add(workers.join(others.get(i)));
      }
      return trained;
    } finally {
      stop(drivers);
    }
  }

  private static Thread driver(Runnable work) {
    Thread thread = new Thread(work, "anode4j-training");
    thread.setDaemon(true);
    return thread;
  }

  /** When this returns nobody writes a checkpoint any more. */
  private static void stop(ExecutorService drivers) {
    drivers.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      drivers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
