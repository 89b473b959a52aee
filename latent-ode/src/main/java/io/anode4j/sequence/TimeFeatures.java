package io.anode4j.sequence;

import java.util.List;

/** Times as numbers near 1 that a network reads. */
public final class TimeFeatures {
  /** Logarithms of gaps in usual gaps reach about 10: brought near 1. */
  private static final float LOG_SCALE = 0.25f;

  private TimeFeatures() {}

  /** A stretch of model time as an input: its logarithm, so that any gap stays in range. */
  public static float logTime(double units) {
    return LOG_SCALE * (float) Math.log1p(Math.max(0, units));
  }

  /**
   * Sines and cosines of the phases of a time, two numbers a period.
   *
   * @param periods the periods
   * @param time the time, in their unit
   * @param to receives them
   * @param at where
   */
  public static void writePhases(List<Double> periods, double time, float[] to, int at) {
    for (int p = 0; p < periods.size(); p++) {
      double turns = time / periods.get(p);
      double angle = 2 * Math.PI * (turns - Math.floor(turns));
      to[at + 2 * p] = (float) Math.sin(angle);
      to[at + 2 * p + 1] = (float) Math.cos(angle);
    }
  }
}
