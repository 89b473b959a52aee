package io.anode4j.streaming.record;

import io.anode4j.filter.Score;
import org.jspecify.annotations.Nullable;

/**
 * A score with all that its record tells beside it.
 *
 * @param sensor the sensor's id
 * @param nanos time of the reading, nanoseconds since 1970
 * @param count records of this sensor that were applied, this one included; without a gap as long
 *     as nothing is lost or doubled
 * @param score the score
 * @param gapSeconds seconds since the sensor's reading before; NaN for its first
 * @param merged true when the reading was put together with others of the same time
 * @param reset why the sensor's state began afresh just before; null when it did not
 * @param source where the input record lies
 */
public record ScoredReading(
    String sensor,
    long nanos,
    long count,
    Score score,
    double gapSeconds,
    boolean merged,
    @Nullable String reset,
    RecordSource source) {

  /** Time of the reading, milliseconds since 1970, rounded down. */
  public long millis() {
    return Math.floorDiv(nanos, 1_000_000L);
  }
}
