package io.anode4j.latent;

/**
 * How far a solve runs for a time that is asked: to the next whole window from the anchor, then to
 * two, four, eight windows. A solver shortens its last step to end where it must, so an end taken
 * from the times asked would let a forecast depend on what else was asked. With these ends it
 * depends on its own time alone; all of a trained context and horizon lies within the first.
 *
 * @param anchor where solves start, original time
 * @param window context and horizon together, original time
 */
record SolveReach(double anchor, double window) {
  /** Beyond 2⁴⁰ windows a solve gives up in any case. */
  private static final int MOST_DOUBLINGS = 40;

  /** Which end a time belongs to: how often the window is doubled to reach it. */
  int doublings(double time) {
    double windows = Math.abs(time - anchor) / window;
    int doublings = 0;
    while (doublings < MOST_DOUBLINGS && windows > Math.scalb(1.0, doublings)) {
      doublings++;
    }
    return doublings;
  }

  /** Where a solve forwards ends. */
  double end(int doublings) {
    return anchor + Math.scalb(window, doublings);
  }

  /** Where a solve backwards ends. */
  double beginning(int doublings) {
    return anchor - Math.scalb(window, doublings);
  }
}
