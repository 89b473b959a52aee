package io.anode4j.streaming.command;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started, to be ended in the opposite order. A part that fails to end keeps no other. */
final class Parts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private boolean closed;

  /**
   * Takes a part in.
   *
   * @throws IllegalStateException when all was ended meanwhile; the part is ended too
   */
  synchronized <T extends AutoCloseable> T add(T part) {
    if (closed) {
      end(part);
      throw new IllegalStateException("stopped while it was starting");
    }
    started.push(part);
    return part;
  }

  /** Whether the end was asked for. */
  synchronized boolean isClosed() {
    return closed;
  }

  /** Ends all parts; a second call finds none. */
  @Override
  public synchronized void close() {
    closed = true;
    while (!started.isEmpty()) {
      end(started.pop());
    }
  }

  private static void end(AutoCloseable part) {
    try {
      part.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("{} did not end as it should", part.getClass().getSimpleName(), e);
    }
  }
}
