package io.anode4j.streaming;

import io.anode4j.streaming.record.RecordSource;

/**
 * A reading in a sensor's state that was not scored yet, or is kept for another model.
 *
 * @param nanos its time, nanoseconds since 1970
 * @param values one value a channel, NaN where nothing was observed
 * @param merged true when several records are put together in it
 * @param source where the (last) record lies
 */
record WaitingReading(long nanos, double[] values, boolean merged, RecordSource source) {
  /** Puts a newer statement about the same time over this one. */
  WaitingReading with(double[] newer, RecordSource from) {
    return new WaitingReading(nanos, overlaid(values, newer), true, from);
  }

  /** Values of which the newer win where they are observed. */
  static double[] overlaid(double[] older, double[] newer) {
    double[] both = older.clone();
    for (int c = 0; c < both.length; c++) {
      if (!Double.isNaN(newer[c])) {
        both[c] = newer[c];
      }
    }
    return both;
  }
}
