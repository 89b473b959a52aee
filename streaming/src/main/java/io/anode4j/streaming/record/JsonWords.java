package io.anode4j.streaming.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.anode4j.streaming.record.BadRecordException.Reason;
import java.io.IOException;

/** What is wrong with a record, in words. */
final class JsonWords {
  private JsonWords() {}

  static BadRecordException schema(String found, String expected) {
    return new BadRecordException(
        Reason.SCHEMA, found + "; expected " + expected + ": correct the producer");
  }

  /**
   * A record that is no JSON.
   *
   * @param value what came
   * @param what is wrong with it
   * @param said what its reader said of it; shortened
   * @param expected what should have come
   */
  static BadRecordException syntax(byte[] value, String what, String said, String expected) {
    return new BadRecordException(
        Reason.SYNTAX,
        "A record of "
            + value.length
            + " bytes "
            + what
            + ": "
            + Text.shortened(said)
            + "; expected "
            + expected
            + ": correct the producer, or set decoder.class");
  }

  /** What stands there, in words. */
  static String found(JsonParser in) throws IOException {
    JsonToken token = in.currentToken();
    if (token == null) {
      return "blank";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "the text '" + Text.shortened(in.getText()) + "'";
      default -> Text.shortened(in.getText());
    };
  }

  /** A whole number; one that no long holds as the largest, which is refused anyway. */
  static long whole(JsonParser in) throws IOException {
    return in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? Long.MAX_VALUE
        : in.getLongValue();
  }
}
