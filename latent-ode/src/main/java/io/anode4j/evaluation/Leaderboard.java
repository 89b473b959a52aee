package io.anode4j.evaluation;

import java.util.List;

/**
 * How near members were to the values of validation windows, in units of each series' recent past,
 * and what they weigh. The blend of all is judged on each half of the windows as it was fitted on
 * the other half.
 *
 * @param windows how many windows
 * @param standings the nearest first
 * @param refuge the rule or linear member that all together were drawn to; empty if there is none
 * @param drawn how far they were drawn to it, from 0, where they are clearly better, to 1, where
 *     they are no better
 */
public record Leaderboard(int windows, List<Standing> standings, String refuge, double drawn) {
  /** Name of all members together. */
  public static final String WEIGHED = "weighed";

  /** Copies the list. */
  public Leaderboard {
    standings = List.copyOf(standings);
  }

  /**
   * One member, or all of them together.
   *
   * @param member its name
   * @param error mean absolute error, each window counting once
   * @param behind by how much it is larger than that of all together
   * @param standardError of that difference, which is paired by window
   * @param weight mean weight over channels and lead times; 1 for all together
   */
  public record Standing(
      String member, double error, double behind, double standardError, double weight) {}
}
