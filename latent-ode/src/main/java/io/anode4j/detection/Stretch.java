package io.anode4j.detection;

import java.util.ArrayList;
import java.util.List;

/**
 * A run of marked readings.
 *
 * @param from its first reading
 * @param to its last one
 */
record Stretch(int from, int to) {
  /**
   * The runs of marked readings.
   *
   * @param marked whether each reading is
   * @param quiet most unmarked readings between two marked ones of the same run
   */
  static List<Stretch> of(boolean[] marked, int quiet) {
    List<Stretch> found = new ArrayList<>();
    int from = -1;
    int last = -1;
    for (int i = 0; i < marked.length; i++) {
      if (marked[i]) {
        if (from >= 0 && i - last > quiet + 1) {
          found.add(new Stretch(from, last));
          from = i;
        }
        from = from < 0 ? i : from;
        last = i;
      }
    }
    if (from >= 0) {
      found.add(new Stretch(from, last));
    }
    return found;
  }

  /** Whether it begins within another, or so many readings before. */
  boolean begins(Stretch within, int early) {
    return from >= within.from - early && from <= within.to;
  }
}
