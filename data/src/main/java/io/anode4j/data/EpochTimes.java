package io.anode4j.data;

import io.anode4j.data.internal.DecimalText;

/**
 * Times as numbers since 1970-01-01T00:00Z.
 *
 * @param perSecond how many of the unit make a second
 */
record EpochTimes(int perSecond) implements TimeFormat {
  static final EpochTimes SECONDS = new EpochTimes(1);
  static final EpochTimes MILLIS = new EpochTimes(1000);
  static final EpochTimes MICROS = new EpochTimes(1_000_000);
  static final EpochTimes NANOS = new EpochTimes(1_000_000_000);

  /** So many digits fit a long for centuries to come. */
  private static final int LONGEST = 19;

  private static final double MICROS_PER_SECOND = 1e6;

  @Override
  public double parse(String text) {
    return perSecond > 1000 && isWhole(text) ? whole(Long.parseLong(text)) : fractional(text);
  }

  /** Nanoseconds have more digits than a double: whole seconds and the rest go apart. */
  private double whole(long count) {
    double seconds = Math.floorDiv(count, (long) perSecond);
    return seconds + Math.floorMod(count, (long) perSecond) / (double) perSecond;
  }

  private static boolean isWhole(String text) {
    boolean whole = !text.isEmpty() && text.length() <= LONGEST;
    for (int i = 0; i < text.length() && whole; i++) {
      whole = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return whole;
  }

  private double fractional(String text) {
    return PlainTimes.parseFinite(text, this) / perSecond + 0.0;
  }

  @Override
  public String format(double time) {
    double scaled = time * perSecond;
    double micros = Math.rint(time * MICROS_PER_SECOND);
    double rounded = micros / (MICROS_PER_SECOND / perSecond);
    // Rounding to the microsecond hides what the division by 1000 left behind; where that would
    // lose something (times far from 1970) the product itself is the better text.
    return DecimalText.format(rounded / perSecond == time ? rounded : scaled);
  }

  @Override
  public boolean isDated() {
    return true;
  }

  @Override
  public String name() {
    return switch (perSecond) {
      case 1 -> "epoch-seconds";
      case 1000 -> "epoch-millis";
      case 1_000_000 -> "epoch-micros";
      default -> "epoch-nanos";
    };
  }

  private String unit() {
    return switch (perSecond) {
      case 1 -> "seconds";
      case 1000 -> "milliseconds";
      case 1_000_000 -> "microseconds";
      default -> "nanoseconds";
    };
  }

  @Override
  public String description() {
    return unit() + " since 1970";
  }

  @Override
  public String expectation() {
    String zeros = Integer.toString(perSecond).substring(1);
    return unit() + " since 1970 such as 1609459140" + zeros;
  }

  @Override
  public String toString() {
    return name();
  }
}
