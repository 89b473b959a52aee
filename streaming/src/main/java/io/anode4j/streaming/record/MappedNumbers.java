package io.anode4j.streaming.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.anode4j.streaming.record.BadRecordException.Reason;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers and times in foreign JSON. */
final class MappedNumbers {
  /** Beyond these a number is no time, and costs memory to look at. */
  private static final double MOST_TIME = 1e20;

  private static final int MOST_SCALE = 400;
  private static final int PLACES_OF_MILLIS = 3;
  private static final int NANOS_OF_MILLIS = 6;

  private final JsonMapping.TimeUnit unit;
  private final boolean textNumbers;

  MappedNumbers(JsonMapping.TimeUnit unit, boolean textNumbers) {
    this.unit = unit;
    this.textNumbers = textNumbers;
  }

  /** A measured value. */
  double value(JsonNode node, String where) {
    double value =
        node.isNumber()
            ? node.doubleValue()
            : node.isTextual() && textNumbers
                ? Decimal.parse(node.textValue().strip())
                : Double.NaN;
    if (!(Math.abs(value) <= Float.MAX_VALUE)) {
      throw new BadRecordException(
          Reason.VALUE,
          "The value at "
              + Text.shortened(where)
              + " is "
              + found(node)
              + "; expected a finite number up to 3.4e38"
              + (node.isTextual() && !textNumbers
                  ? ": correct the producer, or set json.text.numbers=true"
                  : ": correct the producer, or json.*"));
    }
    return value;
  }

  /** A time in nanoseconds since 1970. */
  long time(JsonNode node, String where, boolean dated) {
    if (node.isNumber()) {
      return ofNumber(node.decimalValue(), node.doubleValue(), dated);
    }
    String text = node.isTextual() ? node.textValue().strip() : "";
    double number = Decimal.parse(text);
    if (!Double.isNaN(number)) {
      return ofNumber(
          text.length() > MOST_SCALE ? BigDecimal.ZERO : new BigDecimal(text), number, dated);
    }
    if (text.isEmpty()) {
      throw refused(where, found(node));
    }
    return RecordTime.ofText(text);
  }

  private long ofNumber(BigDecimal stated, double about, boolean dated) {
    if (!(Math.abs(about) < MOST_TIME) || Math.abs(stated.scale()) > MOST_SCALE) {
      throw refused("json.time", Double.toString(about));
    }
    BigDecimal millis = stated.movePointRight(PLACES_OF_MILLIS - unit.digits());
    BigDecimal whole = millis.setScale(0, RoundingMode.FLOOR);
    long rest = millis.subtract(whole).movePointRight(NANOS_OF_MILLIS).longValue();
    return RecordTime.ofMillis(
            whole.doubleValue() > Long.MAX_VALUE ? Long.MAX_VALUE : whole.longValue(), dated)
        + rest;
  }

  private BadRecordException refused(String where, String found) {
    return new BadRecordException(
        Reason.TIME,
        "The time at "
            + where
            + " is "
            + found
            + "; expected RFC 3339 with an offset, or a number of the unit "
            + unit
            + " since 1970: correct the producer, json.time or json.time.unit");
  }

  /** What stands there, in words. */
  static String found(JsonNode node) {
    return node.isMissingNode() ? "missing" : Text.shortened(node.toString());
  }
}
