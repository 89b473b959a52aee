package io.anode4j.detection;

import io.anode4j.data.TimeFormat;

/**
 * How verdicts are counted.
 *
 * @param rate the share of ordinary readings with an alarm at which judges are compared
 * @param quiet most readings without an alarm between two that are one alarm
 * @param buffer largest buffer of {@link VolumeUnderSurface}, readings
 * @param day length of a day in the unit of the times; NaN if times are not dated: then alarms are
 *     counted by thousands of readings
 */
public record DetectionRules(double rate, int quiet, int buffer, double day) {
  /** Quiet readings that end an episode of a stream, too. */
  public static final int QUIET = 5;

  /** The buffer that TSB-AD falls back on. */
  public static final int BUFFER = 100;

  private static final double SECONDS = 86_400;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when the rate is not between 0 and 1, or a count is negative
   */
  public DetectionRules {
    if (!(rate > 0 && rate < 1) || quiet < 0 || buffer < 0) {
      throw new IllegalArgumentException(
          "A false-alarm rate of %s, %d quiet readings and a buffer of %d; expected a share between 0 and 1 and counts of 0 or more"
              .formatted(rate, quiet, buffer));
    }
  }

  /**
   * The usual rules.
   *
   * @param rate the share of ordinary readings with an alarm at which judges are compared
   * @param times how times are written
   * @return them
   */
  public static DetectionRules of(double rate, TimeFormat times) {
    return new DetectionRules(rate, QUIET, BUFFER, times.isDated() ? SECONDS : Double.NaN);
  }

  boolean isDated() {
    return !Double.isNaN(day);
  }
}
