package io.anode4j.data.csv;

/** How a table holds several channels. */
public enum Layout {
  /** One row per series and time, one column per channel. */
  WIDE,
  /** One row per observation, with a column for the channel's name and one for the value. */
  LONG
}
