package io.anode4j.data.csv;

import java.util.List;

/** What a column is for, and the names by which it is found, in any case, where none is stated. */
public enum ColumnRole {
  /** Ids of the series. */
  ID("series", "id", "unique_id", "entity"),
  /** Times. */
  TIME("time", "timestamp", "ds", "date", "datetime"),
  /** Names of the channels, in the long layout. */
  CHANNEL("channel", "variable"),
  /** Values, in the long layout. */
  VALUE("value", "y");

  private final List<String> usualNames;

  ColumnRole(String... usualNames) {
    this.usualNames = List.of(usualNames);
  }

  /** {@return the names, in lower case} */
  public List<String> usualNames() {
    return usualNames;
  }
}
