package io.anode4j.streaming;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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

  private final String instance;
  private final int most;
  private final BadShare badShare;
  private final StreamingListener listener;
  private final LongSupplier nanoClock;
  private final Deque<Long> replacements = new ArrayDeque<>();
  private @Nullable String verdict;

  FailurePolicy(
      String instance,
      int most,
      BadShare badShare,
      StreamingListener listener,
      LongSupplier nanoClock) {
    this.instance = instance;
    this.most = most;
    this.badShare = badShare;
    this.listener = listener;
    this.nanoClock = nanoClock;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
    String why = verdictOn(failure);
    listener.threadFailed(failure, why == null);
    if (why == null) {
      LOG.warn("A stream thread failed and is replaced", failure);
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    verdict = why;
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
    long now = nanoClock.getAsLong();
    while (!replacements.isEmpty() && now - replacements.peekFirst() > WINDOW.toNanos()) {
      replacements.removeFirst();
    }
    if (replacements.size() >= most) {
      return "stream threads failed "
          + (most + 1)
          + " times within ten minutes, at last by "
          + failure
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

  /** Why the instance stopped; null when it did not. */
  synchronized @Nullable String verdict() {
    return verdict;
  }
}
