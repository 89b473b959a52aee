package io.anode4j.streaming.operations;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A thread for each request, so that none waits for another, and an end to those that keep theirs
 * for too long: a request whose head does not come, or whose answer is not taken, is cut off. An
 * interrupt does that, because it closes the channel that the thread waits for.
 *
 * <p>There are only so many threads that read heads: one more cuts off the one that has read
 * longest. So connections that are opened and left, however many, keep nobody else from an answer.
 */
final class RequestThreads implements Executor, AutoCloseable {
  private static final long LOOK_MILLIS = 100;

  private final ExecutorService threads;
  private final ScheduledExecutorService clock;
  private final int mostReading;
  private final Duration head;

  /** When the thread of each request is cut off, nanoseconds. */
  private final Map<Thread, Long> ends = new HashMap<>();

  /** Threads that still read their request's head, the oldest first. */
  private final Deque<Thread> reading = new ArrayDeque<>();

  /**
   * Threads made as they are needed.
   *
   * @param mostReading requests whose heads are read at the same time
   * @param head how long the head of a request may take
   */
  RequestThreads(int mostReading, Duration head) {
    this.mostReading = mostReading;
    this.head = head;
    this.threads = Executors.newCachedThreadPool(named("anode4j-operations"));
    this.clock = Executors.newSingleThreadScheduledExecutor(named("anode4j-operations-clock"));
    var unused =
        clock.scheduleWithFixedDelay(this::cutOff, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void execute(Runnable request) {
    threads.execute(() -> run(request));
  }

  private void run(Runnable request) {
    begin();
    try {
      request.run();
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    Thread self = Thread.currentThread();
    reading.addLast(self);
    ends.put(self, System.nanoTime() + head.toNanos());
    if (reading.size() > mostReading) {
      cutOff(reading.removeFirst());
    }
  }

  private synchronized void end() {
    Thread self = Thread.currentThread();
    reading.remove(self);
    ends.remove(self);
    // An interrupt that came too late is not for the thread's next request.
    var unused = Thread.interrupted();
  }

  /**
   * Says on a request's thread that its head was read.
   *
   * @param most how long its answer may take; null for any time
   */
  synchronized void answering(@Nullable Duration most) {
    Thread self = Thread.currentThread();
    reading.remove(self);
    if (most == null) {
      ends.remove(self);
    } else {
      ends.put(self, System.nanoTime() + most.toNanos());
    }
  }

  private synchronized void cutOff() {
    long now = System.nanoTime();
    for (Thread late :
        ends.entrySet().stream()
            .filter(e -> e.getValue() - now < 0)
            .map(Map.Entry::getKey)
            .toList()) {
      reading.remove(late);
      cutOff(late);
    }
  }

  private void cutOff(Thread thread) {
    ends.remove(thread);
    thread.interrupt();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    threads.shutdownNow();
  }
}
