package io.anode4j.model;

import io.anode4j.data.WallClock;
import java.util.List;

/**
 * Sines and cosines of the phases of a time, as inputs of a network.
 *
 * @param periods what repeats, in the unit of the times
 * @param clock by which it does
 */
public record Phases(List<Double> periods, WallClock clock) {
  /** None. */
  public static final Phases NONE = new Phases(List.of(), WallClock.PLAIN);

  /** Copies the list. */
  public Phases {
    periods = List.copyOf(periods);
  }

  /** Phases of plain times. */
  public static Phases of(Double... periods) {
    return new Phases(List.of(periods), WallClock.PLAIN);
  }

  /** How many numbers they are: two a period. */
  public int count() {
    return 2 * periods.size();
  }

  /**
   * Writes them.
   *
   * @param time a time
   * @param to receives {@link #count} numbers
   * @param at where
   */
  public void write(double time, float[] to, int at) {
    double shown = clock.shown(time);
    for (int p = 0; p < periods.size(); p++) {
      double turns = shown / periods.get(p);
      double angle = 2 * Math.PI * (turns - Math.floor(turns));
      to[at + 2 * p] = (float) Math.sin(angle);
      to[at + 2 * p + 1] = (float) Math.cos(angle);
    }
  }

  /**
   * Refuses a clock that has no graph in other runtimes.
   *
   * @throws IllegalArgumentException when it is that of a zone
   */
  public void requirePlain() {
    if (!clock.zone().isEmpty()) {
      throw new IllegalArgumentException(
          "the model knows days by the clock of %s, which has no graph; expected times without a zone: train without --timezone"
              .formatted(clock.zone()));
    }
  }
}
