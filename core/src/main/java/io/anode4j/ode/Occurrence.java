package io.anode4j.ode;

/**
 * An event that happened.
 *
 * @param row row of the batch
 * @param event number of the event, in the order in which the solver was given them
 * @param time when
 * @param before state just before, {@code [dimension]}
 * @param after state with which the row went on; as before where the event ended it
 */
public record Occurrence(int row, int event, double time, double[] before, double[] after) {}
