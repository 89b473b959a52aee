package io.anode4j.streaming.record;

/** What made a forecast. */
public enum ForecastReason {
  /** The clock. */
  TIMER("timer"),
  /** The number of readings since the last one. */
  EVERY_N("every-n"),
  /** A record that asked for it. */
  REQUEST("request");

  private final String text;

  ForecastReason(String text) {
    this.text = text;
  }

  /** How outputs name it. */
  public String text() {
    return text;
  }
}
