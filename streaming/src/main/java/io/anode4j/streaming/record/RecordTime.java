package io.anode4j.streaming.record;

import io.anode4j.streaming.record.BadRecordException.Reason;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** Times as records state them: milliseconds since 1970 or RFC 3339. */
final class RecordTime {
  /** March 1973 in milliseconds, which in seconds is the year 5138: nobody means both. */
  private static final long LEAST_DATED = 100_000_000_000L;

  private static final long NANOS = 1_000_000;

  private RecordTime() {}

  static long ofMillis(long millis, boolean dated) {
    if (Math.abs(millis) > SensorRecord.FARTHEST_MILLIS) {
      throw refused(Long.toString(millis), "milliseconds since 1970, at most of the year 2262");
    }
    if (dated && Math.abs(millis) < LEAST_DATED) {
      throw refused(
          Long.toString(millis), "milliseconds since 1970; this looks like seconds, or no date");
    }
    return millis * NANOS;
  }

  static long ofMillis(double millis, boolean dated) {
    if (!(Math.abs(millis) < SensorRecord.FARTHEST_MILLIS)) {
      throw refused(Double.toString(millis), "milliseconds since 1970, at most of the year 2262");
    }
    long whole = (long) Math.floor(millis);
    // Through decimals: 0.1 ms is meant as 100 µs, not as its nearest binary fraction.
    BigDecimal part = BigDecimal.valueOf(millis).subtract(BigDecimal.valueOf(whole));
    return ofMillis(whole, dated) + part.movePointRight(6).longValue();
  }

  static long ofText(String text) {
    try {
      boolean blank = text.length() > 10 && text.charAt(10) == ' ';
      String iso = blank ? text.substring(0, 10) + 'T' + text.substring(11) : text;
      OffsetDateTime time = OffsetDateTime.parse(iso);
      long nanos = Math.multiplyExact(time.toEpochSecond(), 1_000_000_000L);
      return Math.addExact(nanos, time.getNano());
    } catch (DateTimeException | ArithmeticException e) {
      throw refused(
          "'" + Text.shortened(text) + "'",
          "RFC 3339 with an offset, such as 2026-11-23T18:49:50.123Z, or milliseconds since 1970");
    }
  }

  private static BadRecordException refused(String found, String expected) {
    return new BadRecordException(
        Reason.TIME, "Time 'ts' is " + found + "; expected " + expected + ": correct the producer");
  }
}
