package io.anode4j.evaluation;

import java.util.Locale;

/** Why a backtest left out an origin. */
public enum SkipReason {
  /** The origin lies before data that was used in training. */
  SEEN_IN_TRAINING("inside the training data"),

  /** Fewer values were observed up to the origin than asked. */
  TOO_LITTLE_CONTEXT("too few observed values before the origin"),

  /** Nothing was observed between the origin and the horizon. */
  NO_TARGETS("nothing observed within the horizon");

  private final String text;

  SkipReason(String text) {
    this.text = text;
  }

  /** {@return the reason in words for people} */
  public String text() {
    return text;
  }

  /** {@return the reason as a key for programs, such as {@code no_targets}} */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
