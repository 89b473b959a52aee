package io.anode4j.streaming.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.anode4j.streaming.record.BadRecordException.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was read of one record so far. */
final class RecordFields {
  private static final List<String> KNOWN =
      List.of("ts", "tsNanos", "values", "v", "feature", "value", "quality", "forecast");

  private final Channels channels;
  private final double[] values;
  private final boolean[] stated;
  private final UnknownFields unknown = new UnknownFields();
  private int seen;
  private @Nullable String form;
  private boolean hasTime;
  private long nanos;
  private long nanosOfMilli;
  private boolean hasNanos;
  private boolean good = true;
  private @Nullable ForecastRequest request;
  private @Nullable String feature;
  private boolean hasValue;
  private double value = Double.NaN;

  RecordFields(Channels channels) {
    this.channels = channels;
    this.values = new double[channels.size()];
    this.stated = new boolean[channels.size()];
    Arrays.fill(values, Double.NaN);
  }

  void read(String name, JsonParser in) throws IOException {
    int known = KNOWN.indexOf(name);
    if (known < 0) {
      unknown.add(name);
      in.skipChildren();
      return;
    }
    if ((seen & 1 << known) != 0) {
      throw JsonWords.schema("'" + name + "' is stated twice", "each field once");
    }
    seen |= 1 << known;
    switch (name) {
      case "ts" -> time(in);
      case "tsNanos" -> nanosOfMilli(in);
      case "values" -> map(in);
      case "v" -> array(in);
      case "feature" -> feature(in);
      case "value" -> value(in);
      case "quality" -> quality(in);
      default -> request = JsonWish.read(in);
    }
  }

  private boolean has(String name) {
    return (seen & 1 << KNOWN.indexOf(name)) != 0;
  }

  private void time(JsonParser in) throws IOException {
    hasTime = true;
    boolean dated = channels.dated();
    switch (in.currentToken()) {
      case VALUE_NUMBER_INT -> nanos = RecordTime.ofMillis(millis(in), dated);
      case VALUE_NUMBER_FLOAT -> nanos = RecordTime.ofMillis(in.getDoubleValue(), dated);
      case VALUE_STRING -> nanos = RecordTime.ofText(in.getText());
      case VALUE_NULL -> hasTime = false;
      default -> throw JsonWords.schema("'ts' is " + JsonWords.found(in), "a number or text");
    }
  }

  private void nanosOfMilli(JsonParser in) throws IOException {
    long stated = in.currentToken() == JsonToken.VALUE_NUMBER_INT ? JsonWords.whole(in) : -1;
    if (stated < 0 || stated > 999_999) {
      throw JsonWords.schema(
          "'tsNanos' is " + JsonWords.found(in),
          "one whole number from 0 to 999999, nanoseconds after 'ts'");
    }
    hasNanos = true;
    nanosOfMilli = stated;
  }

  private static long millis(JsonParser in) throws IOException {
    if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new BadRecordException(
          Reason.TIME,
          "'ts' has "
              + in.getTextLength()
              + " digits; expected milliseconds since 1970: correct the producer");
    }
    return in.getLongValue();
  }

  private void form(String name) {
    if (form != null) {
      throw JsonWords.schema(
          "A record states '" + form + "' and '" + name + "'",
          "one of 'values', 'v' and 'feature', once");
    }
    form = name;
  }

  private void map(JsonParser in) throws IOException {
    form("values");
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw JsonWords.schema("'values' is " + JsonWords.found(in), "an object of numbers");
    }
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      int place = channels.place(name);
      if (place < 0) {
        in.skipChildren();
        continue;
      }
      if (stated[place]) {
        throw JsonWords.schema(
            "Channel '" + Text.shortened(name) + "' is stated twice", "each channel once");
      }
      stated[place] = true;
      values[place] = number(in, name);
    }
  }

  private void array(JsonParser in) throws IOException {
    form("v");
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw JsonWords.schema("'v' is " + JsonWords.found(in), "an array of numbers");
    }
    int found = 0;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (found < values.length) {
        values[found] = number(in, channels.names().get(found));
      } else {
        in.skipChildren();
      }
      found++;
    }
    if (found != values.length) {
      throw new BadRecordException(
          Reason.ARITY,
          "'v' has "
              + found
              + " entries; expected one for each of "
              + channels.named()
              + ", null where nothing was observed");
    }
  }

  private void feature(JsonParser in) throws IOException {
    form("feature");
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw JsonWords.schema("'feature' is " + JsonWords.found(in), "the name of a channel");
    }
    feature = in.getText();
  }

  private void value(JsonParser in) throws IOException {
    hasValue = true;
    value = number(in, "value");
  }

  private void quality(JsonParser in) throws IOException {
    switch (in.currentToken()) {
      case VALUE_NULL -> {}
      case VALUE_STRING -> good = in.getText().toUpperCase(Locale.ROOT).equals("GOOD");
      default ->
          throw JsonWords.schema("'quality' is " + JsonWords.found(in), "text such as \"GOOD\"");
    }
  }

  private static double number(JsonParser in, String channel) throws IOException {
    switch (in.currentToken()) {
      case VALUE_NULL -> {
        return Double.NaN;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        double value = in.getDoubleValue();
        // Models compute in single precision, where larger numbers are infinite.
        if (Math.abs(value) > Float.MAX_VALUE) {
          throw new BadRecordException(
              Reason.VALUE,
              "Channel '"
                  + Text.shortened(channel)
                  + "' is "
                  + Text.shortened(in.getText())
                  + "; expected a number of at most 3.4e38 in size, as models compute in single"
                  + " precision, or null where nothing was observed");
        }
        return value;
      }
      default ->
          throw new BadRecordException(
              Reason.VALUE,
              "Channel '"
                  + Text.shortened(channel)
                  + "' is "
                  + JsonWords.found(in)
                  + "; expected a number, or null where nothing was observed");
    }
  }

  SensorRecord record(long kafkaMillis) {
    long time = hasTime ? nanos : RecordTime.ofMillis(kafkaMillis, false);
    if (hasNanos && Math.floorMod(time, 1_000_000L) != 0) {
      throw JsonWords.schema("Both 'ts' and 'tsNanos' are finer than milliseconds", "one of them");
    }
    if (hasValue != (feature != null)) {
      throw JsonWords.schema(
          (hasValue ? "'value' without 'feature'" : "'feature' without 'value'") + unknown.named(),
          "both, or none");
    }
    if (feature != null) {
      int place = channels.place(feature);
      if (place >= 0) {
        values[place] = value;
      }
    }
    if (form == null && request == null) {
      throw JsonWords.schema(
          "A record without values" + unknown.named(), "'values', 'v', or 'feature' and 'value'");
    }
    refuseNearNames();
    if (!good) {
      Arrays.fill(values, Double.NaN);
    }
    return new SensorRecord(time + nanosOfMilli, values, request, form == null);
  }

  private void refuseNearNames() {
    if (form != null && !has("ts")) {
      unknown.refuseFor("ts");
    }
    for (String optional : List.of("tsNanos", "quality", "forecast")) {
      if (!has(optional)) {
        unknown.refuseFor(optional);
      }
    }
  }
}
