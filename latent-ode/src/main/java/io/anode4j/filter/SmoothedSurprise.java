package io.anode4j.filter;

import java.nio.ByteBuffer;

/**
 * The smoothed surprise of one sensor, of which no single reading can take hold.
 *
 * <p>It is an exponentially weighted mean. The surprise of a reading that could raise the alarm by
 * itself, a burst, is bounded. If as many other readings have come as the mean remembers and there
 * was no second burst among them, what is left of it is taken out: one reading of any size raises
 * the alarm for no more readings than that, and then the score is what it would have been. Bursts
 * that follow one another confirm each other and fade as all readings do.
 */
final class SmoothedSurprise {
  /** Mean surprise of ordinary readings: −ln of a uniform number. */
  private static final double ORDINARY = 1;

  /** One ordinary reading in a thousand is as surprising: less is never a burst. */
  private static final double LEAST_BURST = Math.log(1000);

  /** How far above the threshold one reading may bring the score, in its distance from ordinary. */
  private static final double OVERSHOOT = 1.5;

  /** Bytes of what is left of a burst in a saved state. */
  static final int BURST_BYTES = 8 + 4;

  private final double smoothing;
  private final int window;
  private final double burstAt;
  private final double most;

  private double value = ORDINARY;

  /** What is left of a burst that no other has confirmed. */
  private double burst;

  /** Readings since the last burst, at most the window. */
  private int since;

  /**
   * A fresh one.
   *
   * @param smoothing readings that it remembers
   * @param threshold value above which it raises an alarm
   */
  SmoothedSurprise(double smoothing, double threshold) {
    this.smoothing = smoothing;
    this.window = (int) Math.ceil(smoothing);
    this.since = window;
    double alone = smoothing * (threshold - ORDINARY);
    this.burstAt = ORDINARY + Math.max(LEAST_BURST, alone);
    this.most = ORDINARY + OVERSHOOT * Math.max(LEAST_BURST, alone);
  }

  /**
   * Takes in a reading.
   *
   * @param surprise its surprise, at least 0; it may be infinite
   * @return the smoothed surprise
   */
  double add(double surprise) {
    double bounded = surprise < most ? surprise : most;
    value = ScoreCalibration.smoothed(value, bounded, smoothing);
    burst -= burst / smoothing;
    if (surprise > burstAt) {
      burst = since < window ? 0 : (bounded - ORDINARY) / smoothing;
      since = 0;
    } else if (since < window && ++since == window) {
      value -= burst;
      burst = 0;
    }
    return value;
  }

  double value() {
    return value;
  }

  /** Whether a burst is remembered. */
  boolean inBurst() {
    return since < window;
  }

  void clear() {
    value = ORDINARY;
    burst = 0;
    since = window;
  }

  void writeValue(ByteBuffer out) {
    out.putDouble(value);
  }

  /** Takes over a value without a burst. */
  void readValue(ByteBuffer in) {
    clear();
    value = in.getDouble();
  }

  void writeBurst(ByteBuffer out) {
    out.putDouble(burst).putInt(since);
  }

  void readBurst(ByteBuffer in) {
    burst = in.getDouble();
    since = in.getInt();
  }
}
