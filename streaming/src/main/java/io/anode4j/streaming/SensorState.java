package io.anode4j.streaming;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that is kept of one sensor between two of its records. */
final class SensorState {
  private static final byte[] FRESH = {};

  /** Scores given, which is what results carry as n. */
  long count;

  /** Whether a reading was learnt from, its time, and the gap before it (−1 for none). */
  boolean hasLast;

  long lastNanos;
  long gapNanos = -1;

  /** Newest time seen, also of readings that wait. */
  long maxNanos = Long.MIN_VALUE;

  /** When the last record came, wall-clock milliseconds. */
  long lastWall;

  /** The same by the {@link StreamClock}, by which it may be silent. */
  long lastStream;

  /** Whether its silence was reported. */
  boolean silent;

  /** Count and wall-clock time of the last forecast. */
  long forecastCount;

  long forecastWall;

  /** Kind of the sensor that a header of its records named; empty when none did. */
  String kind = "";

  /** First bytes of the fingerprint of the model that the scorer's state belongs to. */
  long model;

  /** State of the scorer; empty when it is fresh. */
  byte[] scorer = FRESH;

  /** Its state before the last reading, and that reading: to score it anew when more comes. */
  byte[] before = FRESH;

  double @Nullable [] lastValues;

  /** The episode of anomalies under way, and the one before the last reading. */
  @Nullable Episode episode;

  @Nullable Episode episodeBefore;

  /** Readings that wait for older ones, by time. */
  final List<WaitingReading> waiting = new ArrayList<>();

  /** Last readings learnt from, for another model. */
  final Deque<WaitingReading> recent = new ArrayDeque<>();

  long lastMillis() {
    return hasLast ? Math.floorDiv(lastNanos, 1_000_000L) : -1;
  }

  /** Forgets what only the scorer's former model understands. */
  void dropScorer() {
    scorer = FRESH;
    dropBefore();
  }

  /** Forgets how to score the last reading anew. */
  void dropBefore() {
    before = FRESH;
    lastValues = null;
    episodeBefore = null;
  }

  /** Nanoseconds between two times; 292 years where they are farther apart. */
  static long span(long from, long to) {
    long span = to - from;
    boolean overflown = ((to ^ from) & (to ^ span)) < 0;
    return overflown ? (to > from ? Long.MAX_VALUE : Long.MIN_VALUE) : span;
  }

  /** Notes the reading and the state before it. */
  void learnt(long nanos, double[] values, byte @Nullable [] stateBefore) {
    if (!hasLast || nanos != lastNanos) {
      gapNanos = hasLast ? span(lastNanos, nanos) : -1;
    }
    hasLast = true;
    lastNanos = nanos;
    maxNanos = Math.max(maxNanos, nanos);
    before = stateBefore == null ? FRESH : stateBefore;
    lastValues = stateBefore == null ? null : values;
  }

  /** Puts a reading in its place by time; readings of one time become one. */
  void await(WaitingReading reading) {
    maxNanos = Math.max(maxNanos, reading.nanos());
    int at = waiting.size();
    while (at > 0 && waiting.get(at - 1).nanos() > reading.nanos()) {
      at--;
    }
    if (at > 0 && waiting.get(at - 1).nanos() == reading.nanos()) {
      WaitingReading there = waiting.get(at - 1);
      waiting.set(at - 1, there.with(reading.values(), reading.source()));
    } else {
      waiting.add(at, reading);
    }
  }

  void remember(WaitingReading reading, int most) {
    if (most == 0) {
      return;
    }
    WaitingReading last = recent.peekLast();
    if (last != null && last.nanos() == reading.nanos()) {
      recent.removeLast();
    }
    recent.addLast(reading);
    while (recent.size() > most) {
      recent.removeFirst();
    }
  }
}
