package io.anode4j.sequence;

/** Times as numbers near 1 that a network reads. */
public final class TimeFeatures {
  /** Logarithms of gaps in usual gaps reach about 10: brought near 1. */
  public static final float LOG_SCALE = 0.25f;

  private TimeFeatures() {}

  /** A stretch of model time as an input: its logarithm, so that any gap stays in range. */
  public static float logTime(double units) {
    return LOG_SCALE * (float) Math.log1p(Math.max(0, units));
  }
}
