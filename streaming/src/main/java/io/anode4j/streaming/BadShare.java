package io.anode4j.streaming;

import java.util.BitSet;
import java.util.Map;

/**
 * The share of bad records among the latest of an instance, and the verdict when it passes a limit.
 * Shared by all stream threads.
 */
final class BadShare {
  /** Under this name it reaches what Kafka instantiates by itself. */
  static final String KEY = "anode4j.internal.bad.share";

  private final double limit;
  private final int window;
  private final BitSet bad;
  private int next;
  private boolean full;
  private int badOnes;
  private boolean tripped;

  BadShare(double limit, int window) {
    this.limit = limit;
    this.window = window;
    this.bad = new BitSet(window);
  }

  /** The one of an application; outside of one, one that never trips. */
  static BadShare in(Map<String, ?> configs) {
    return configs.get(KEY) instanceof BadShare shared ? shared : new BadShare(1, 1);
  }

  synchronized void good() {
    add(false);
  }

  /** Notes a bad record; true when there are too many. */
  synchronized boolean bad() {
    add(true);
    // A share can never be above 1, so that limit means never.
    if (full && badOnes > limit * window) {
      tripped = true;
    }
    return tripped;
  }

  private void add(boolean isBad) {
    if (bad.get(next)) {
      badOnes--;
    }
    bad.set(next, isBad);
    badOnes += isBad ? 1 : 0;
    next++;
    if (next == window) {
      next = 0;
      full = true;
    }
  }

  synchronized boolean tripped() {
    return tripped;
  }

  synchronized String verdict() {
    return badOnes
        + " of the last "
        + window
        + " records were bad, more than the share "
        + limit
        + " of bad.share.limit; expected readings: look into the dead letter queue, correct the"
        + " producer or input.topic, and start again";
  }
}
