package io.anode4j.cli;

import java.util.Locale;

/** What is learnt. */
enum TrainingTask {
  FORECAST,
  CLASSIFY,
  CLASSIFY_ROWS,
  REGRESS,
  REGRESS_ROWS;

  /** Whether labels are numbers. */
  boolean isRegression() {
    return this == REGRESS || this == REGRESS_ROWS;
  }

  /** Whether each row has a label of its own. */
  boolean isOfRows() {
    return this == CLASSIFY_ROWS || this == REGRESS_ROWS;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
