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

  private static final double MICROS_PER_SECOND = 1e6;

  @Override
  public double parse(String text) {
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
    return perSecond == 1 ? "epoch-seconds" : "epoch-millis";
  }

  @Override
  public String description() {
    return perSecond == 1 ? "seconds since 1970" : "milliseconds since 1970";
  }

  @Override
  public String expectation() {
    return perSecond == 1
        ? "seconds since 1970 such as 1609459140"
        : "milliseconds since 1970 such as 1609459140000";
  }

  @Override
  public String toString() {
    return name();
  }
}
