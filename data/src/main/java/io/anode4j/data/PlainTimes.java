package io.anode4j.data;

import io.anode4j.data.internal.DecimalText;

/** Times as plain decimal numbers, in the unit of their source. */
record PlainTimes() implements TimeFormat {
  static final PlainTimes INSTANCE = new PlainTimes();

  @Override
  public double parse(String text) {
    return parseFinite(text, this) + 0.0;
  }

  /** Reads a finite decimal number or says what the format expects. */
  static double parseFinite(String text, TimeFormat format) {
    double value = DecimalText.parse(text);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw IsoTimes.notATime(text, format);
    }
    return value;
  }

  @Override
  public String format(double time) {
    return DecimalText.format(time);
  }

  @Override
  public boolean isDated() {
    return false;
  }

  @Override
  public String name() {
    return "number";
  }

  @Override
  public String description() {
    return "plain numbers";
  }

  @Override
  public String expectation() {
    return "a plain number such as 12.5";
  }

  @Override
  public String toString() {
    return name();
  }
}
