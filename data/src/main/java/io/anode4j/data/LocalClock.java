package io.anode4j.data;

import java.time.zone.ZoneOffsetTransition;

/**
 * Reads the times of one series, row after row. Where clocks are put back they show an hour twice;
 * the order of the rows tells which is which: what does not go on after the row before is the
 * second of the two.
 */
public final class LocalClock {
  private double last = Double.NaN;
  private final boolean backwards;
  private long skipped;
  private long doubled;

  /**
   * A clock.
   *
   * @param backwards whether the rows begin with the latest
   */
  public LocalClock(boolean backwards) {
    this.backwards = backwards;
  }

  /**
   * Reads a time.
   *
   * @param format how it is written
   * @param text the cell
   * @return the time
   * @throws IllegalArgumentException if the text is none
   */
  public double parse(TimeFormat format, String text) {
    double time = format.parse(text);
    if (!(format instanceof ZonedTimes zoned)) {
      return time;
    }
    ZoneOffsetTransition change = zoned.transition(text);
    if (change != null && change.isGap()) {
      skipped++;
    } else if (change != null) {
      doubled++;
      double later = time - change.getDuration().getSeconds();
      boolean second = backwards ? !(later >= last) : time <= last;
      time = second ? later : time;
    }
    last = time;
    return time;
  }

  /** {@return how many times so far fell into an hour that the clock skipped, and were moved} */
  public long skipped() {
    return skipped;
  }

  /** {@return how many times so far fell into an hour that the clock shows twice} */
  public long doubled() {
    return doubled;
  }
}
