package io.anode4j.streaming.config;

import java.time.Duration;
import java.util.Locale;

/**
 * Order, lateness and duplicates of readings.
 *
 * @param grace how long a reading waits for older ones, event time; zero for not at all
 * @param maxReadings readings of one sensor that may wait
 * @param idleFlush wall-clock time without a record after which waiting readings are scored
 * @param late what becomes of late readings
 * @param duplicates what becomes of readings at one time
 * @param maxFutureMillis how far a reading may be ahead of the clock; −1 for any distance
 */
public record OrderSettings(
    Duration grace,
    int maxReadings,
    Duration idleFlush,
    LatePolicy late,
    DuplicatePolicy duplicates,
    long maxFutureMillis) {
  static OrderSettings of(Values own) {
    String late = own.text(Setting.LATE_POLICY).toUpperCase(Locale.ROOT).replace('-', '_');
    String twice = own.text(Setting.DUPLICATE_POLICY).toUpperCase(Locale.ROOT);
    return new OrderSettings(
        Duration.ofMillis(own.whole(Setting.REORDER_GRACE)),
        own.small(Setting.REORDER_MAX),
        Duration.ofMillis(own.whole(Setting.REORDER_FLUSH)),
        LatePolicy.valueOf(late),
        DuplicatePolicy.valueOf(twice),
        own.whole(Setting.MAX_FUTURE));
  }
}
