package io.anode4j.training;

import io.anode4j.model.EpochReport;
import io.anode4j.tensor.Cancellation;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps what a training on another thread tells until the thread that asked for it listens. */
final class DeferredEvents implements TrainingListener {
  private static final long LOOK_MILLIS = 20;

  private final BlockingQueue<Consumer<TrainingListener>> events = new LinkedBlockingQueue<>();

  @Override
  public void onPlan(TrainingPlan plan) {
    events.add(to -> to.onPlan(plan));
  }

  @Override
  public void onEpoch(EpochReport report, TrainingPace pace) {
    events.add(to -> to.onEpoch(report, pace));
  }

  @Override
  public void onNotice(String sentence) {
    events.add(to -> to.onNotice(sentence));
  }

  /**
   * Tells what was and what will be told, until the training is done.
   *
   * @param listener who is told, on this thread
   * @param training what tells
   * @throws java.util.concurrent.CancellationException when this thread is interrupted
   */
  void tell(TrainingListener listener, Future<?> training) {
    while (true) {
      boolean done = training.isDone();
      @Nullable Consumer<TrainingListener> event = next();
      if (event != null) {
        event.accept(listener);
      } else if (done) {
        return;
      }
    }
  }

  private @Nullable Consumer<TrainingListener> next() {
    try {
      return events.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Cancellation.of("The training");
    }
  }
}
