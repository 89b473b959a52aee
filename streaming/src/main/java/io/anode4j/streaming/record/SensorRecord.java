package io.anode4j.streaming.record;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one input record says about a sensor.
 *
 * @param nanos time of the reading, nanoseconds since 1970
 * @param values one value a channel in the model's order, NaN where the channel was not observed;
 *     not copied, so leave the array as it is
 * @param request the wish for a forecast; null when there is none
 * @param requestOnly true when the record is nothing but that wish
 */
public record SensorRecord(
    long nanos, double[] values, @Nullable ForecastRequest request, boolean requestOnly) {
  private static final long NANOS = 1_000_000;

  /** Largest distance from 1970 in milliseconds that nanoseconds in a long can tell. */
  static final long FARTHEST_MILLIS = Long.MAX_VALUE / NANOS - 1;

  /**
   * A reading without a wish.
   *
   * @param nanos its time, nanoseconds since 1970
   * @param values one value a channel, NaN where nothing was observed
   * @return the record
   */
  public static SensorRecord reading(long nanos, double[] values) {
    return new SensorRecord(nanos, values, null, false);
  }

  /** Milliseconds since 1970, rounded down. */
  public long millis() {
    return Math.floorDiv(nanos, NANOS);
  }

  /** Nanoseconds after {@link #millis}. */
  public int nanosOfMilli() {
    return (int) Math.floorMod(nanos, NANOS);
  }

  /** Number of channels observed. */
  public int observed() {
    int observed = 0;
    for (double value : values) {
      observed += Double.isNaN(value) ? 0 : 1;
    }
    return observed;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SensorRecord that
        && nanos == that.nanos
        && Arrays.equals(values, that.values)
        && requestOnly == that.requestOnly
        && java.util.Objects.equals(request, that.request);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(nanos) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "SensorRecord[" + nanos + " ns, " + Arrays.toString(values) + ", " + request + "]";
  }
}
