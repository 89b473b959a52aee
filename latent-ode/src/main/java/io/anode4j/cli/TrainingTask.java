package io.anode4j.cli;

import java.util.Locale;

/** What is learnt. */
enum TrainingTask {
  FORECAST,
  CLASSIFY,
  CLASSIFY_ROWS;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
