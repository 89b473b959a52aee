package io.anode4j.data;

import java.util.Locale;
import java.util.Objects;

/**
 * Something that is told of a series and never forecast.
 *
 * @param name its name, for instance of a column
 * @param kind when it is known and how it runs between its readings
 */
public record Covariate(String name, Kind kind) {
  /** When a covariate is known, and how it runs between its readings. */
  public enum Kind {
    /** Known ahead, as a weather forecast is: straight lines between its readings. */
    KNOWN,
    /** Known ahead, as a setpoint or a schedule is: keeps its value until the next reading. */
    HELD,
    /** One value a series, for all times. */
    STATIC,
    /**
     * Measured: straight lines between its readings until the present, and the last value after.
     */
    PAST;

    /** Whether a forecast needs its values at the times that are forecast. */
    public boolean isAhead() {
      return this == KNOWN || this == HELD;
    }
  }

  /** Its name and kind: {@code temp (known)}. */
  @Override
  public String toString() {
    return name + " (" + kind.name().toLowerCase(Locale.ROOT) + ")";
  }

  /** Refuses null. */
  public Covariate {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
  }
}
