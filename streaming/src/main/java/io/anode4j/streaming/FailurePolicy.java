package io.anode4j.streaming;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows when a stream thread fails: another takes its place, some times in ten minutes;
 * after that, after an error of the JVM, when too many records were bad, or when another instance
 * has taken this one's name, the instance stops and says why.
 */
final class FailurePolicy implements StreamsUncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FailurePolicy.class);
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Duration RECENT = Duration.ofMinutes(1);

  private final String instance;
  private final int most;
  private final BadShare badShare;
  private final StreamingListener listener;
  private final LongSupplier nanoClock;
  private final Path state;
  private final Deque<Long> replacements = new ArrayDeque<>();
  private @Nullable String verdict;
  private @Nullable String last;
  private long lastNanos;
  private int failuresInARow;

  FailurePolicy(
      String instance,
      int most,
      BadShare badShare,
      StreamingListener listener,
      Path state,
      LongSupplier nanoClock) {
    this.instance = instance;
    this.state = state;
    this.most = most;
    this.badShare = badShare;
    this.listener = listener;
    this.nanoClock = nanoClock;
  }

  @Override
  public StreamThreadExceptionResponse handle(Throwable failure) {
    if (FailureCause.isOfTopics(failure)) {
      pause();
    }
    return answer(failure);
  }

  /** Whether a topic comes back is for {@link StreamWatch} to wait for: until then, no hurry. */
  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized StreamThreadExceptionResponse answer(Throwable failure) {
    note(failure);
    String why = verdictOn(failure);
    listener.threadFailed(failure, why == null);
    if (why == null) {
      LOG.warn("A stream thread failed and is replaced", failure);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    verdict = verdict == null ? why : verdict;
    LOG.error("The stream stops: {}", why, failure);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private @Nullable String verdictOn(Throwable failure) {
    if (badShare.tripped()) {
      return badShare.verdict();
    }
    if (isNameTaken(failure)) {
      return "another instance runs under the name of this one, "
          + instance
          + "; expected each under its own: set another instance.id, or another state.dir where the"
          + " name is derived from it";
    }
    Throwable error = errorIn(failure);
    if (error != null) {
      return "the JVM is at fault: " + error + "; expected memory and classes enough: see the log";
    }
    if (FailureCause.isOfTopics(failure)) {
      return verdict;
    }
    long now = nanoClock.getAsLong();
    while (!replacements.isEmpty() && now - replacements.peekFirst() > WINDOW.toNanos()) {
      replacements.removeFirst();
    }
    if (replacements.size() >= most) {
      return "stream threads failed "
          + (most + 1)
          + " times within ten minutes, at last: "
          + last
          + "; expected at most "
          + most
          + " (thread.replacements): see the log for the cause";
    }
    replacements.addLast(now);
    return null;
  }

  private static @Nullable Throwable errorIn(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof Error) {
        return at;
      }
    }
    return null;
  }

  private static boolean isNameTaken(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof FencedInstanceIdException) {
        return true;
      }
    }
    return false;
  }

  private void note(Throwable failure) {
    long now = nanoClock.getAsLong();
    failuresInARow = last != null && now - lastNanos < RECENT.toNanos() ? failuresInARow + 1 : 1;
    last = FailureCause.of(failure, state);
    lastNanos = now;
  }

  /**
   * Why threads failed of late; null when they did not.
   *
   * @param times so often at least, each within a minute of the one before
   */
  synchronized @Nullable String trouble(int times) {
    boolean recent = last != null && nanoClock.getAsLong() - lastNanos < RECENT.toNanos();
    return recent && failuresInARow >= times
        ? last
            + "; replaced "
            + replacements.size()
            + " of "
            + most
            + " times (thread.replacements)"
        : null;
  }

  /** Ends the instance for a reason that no thread has failed by. */
  synchronized void stop(String why) {
    if (verdict == null) {
      verdict = why;
      LOG.error("The stream stops: {}", why);
    }
  }

  /** Why the instance stopped; null when it did not. */
  synchronized @Nullable String verdict() {
    return verdict;
  }
}
