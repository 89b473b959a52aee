package io.anode4j.ode;

/**
 * A row's change of method.
 *
 * @param row row of the batch
 * @param time from when on
 * @param implicit whether it went on by the implicit method
 */
public record MethodSwitch(int row, double time, boolean implicit) {}
