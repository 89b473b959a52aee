package io.anode4j.streaming.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.anode4j.streaming.record.BadRecordException.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON objects: a map {@code "values": {"temp": 21.4}}, an array {@code "v": [21.4, null]} in
 * the model's order, or one channel a record {@code "feature": "temp", "value": 21.4}.
 *
 * <p>Strict where wrong data would be scored: text is no number, infinity is no value, an array has
 * one entry a channel, a channel is stated once. Lenient elsewhere: fields that mean nothing here
 * are passed over, and null, NaN, absence or a quality other than GOOD say that a channel was not
 * observed.
 */
public final class JsonObservationDecoder implements ObservationDecoder {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  /** A decoder; configuration finds it by this constructor. */
  public JsonObservationDecoder() {}

  @Override
  public SensorRecord decode(byte[] value, long kafkaMillis, Channels channels) {
    try (JsonParser in = FACTORY.createParser(value)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw schema("A record starts with " + in.currentToken(), "a JSON object");
      }
      Fields fields = new Fields(channels);
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        fields.read(name, in);
      }
      if (in.nextToken() != null) {
        throw schema("A record goes on after its object", "one JSON object");
      }
      return fields.record(kafkaMillis);
    } catch (JsonParseException e) {
      throw new BadRecordException(
          Reason.SYNTAX,
          "A record of "
              + value.length
              + " bytes is no JSON at byte "
              + e.getLocation().getByteOffset()
              + ": "
              + Text.shortened(e.getOriginalMessage())
              + "; expected one JSON object: correct the producer, or set decoder.class");
    } catch (IOException e) {
      throw new BadRecordException(
          Reason.SYNTAX,
          "A record of "
              + value.length
              + " bytes cannot be read as JSON: "
              + Text.shortened(String.valueOf(e.getMessage()))
              + "; expected one JSON object: correct the producer, or set decoder.class");
    }
  }

  private static BadRecordException schema(String found, String expected) {
    return new BadRecordException(
        Reason.SCHEMA, found + "; expected " + expected + ": correct the producer");
  }

  /** What was read of one record so far. */
  private static final class Fields {
    private final Channels channels;
    private final double[] values;
    private final boolean[] stated;
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

    Fields(Channels channels) {
      this.channels = channels;
      this.values = new double[channels.size()];
      this.stated = new boolean[channels.size()];
      Arrays.fill(values, Double.NaN);
    }

    void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "ts" -> time(in);
        case "tsNanos" -> nanosOfMilli(in);
        case "values" -> map(in);
        case "v" -> array(in);
        case "feature" -> feature(in);
        case "value" -> value(in);
        case "quality" -> quality(in);
        case "forecast" -> request = request(in);
        default -> in.skipChildren();
      }
    }

    private void time(JsonParser in) throws IOException {
      if (hasTime) {
        throw schema("'ts' is stated twice", "one time");
      }
      hasTime = true;
      boolean dated = channels.dated();
      switch (in.currentToken()) {
        case VALUE_NUMBER_INT -> nanos = RecordTime.ofMillis(longOf(in, "ts"), dated);
        case VALUE_NUMBER_FLOAT -> nanos = RecordTime.ofMillis(in.getDoubleValue(), dated);
        case VALUE_STRING -> nanos = RecordTime.ofText(in.getText());
        case VALUE_NULL -> hasTime = false;
        default -> throw schema("'ts' is " + in.currentToken(), "a number or text");
      }
    }

    private void nanosOfMilli(JsonParser in) throws IOException {
      long found = in.currentToken() == JsonToken.VALUE_NUMBER_INT ? longOf(in, "tsNanos") : -1;
      if (hasNanos || found < 0 || found > 999_999) {
        throw schema(
            "'tsNanos' is " + Text.shortened(String.valueOf(in.getText())),
            "one whole number from 0 to 999999, nanoseconds after 'ts'");
      }
      hasNanos = true;
      nanosOfMilli = found;
    }

    private static long longOf(JsonParser in, String field) throws IOException {
      if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
        throw new BadRecordException(
            Reason.TIME,
            "'"
                + field
                + "' has "
                + in.getTextLength()
                + " digits; expected milliseconds since 1970: correct the producer");
      }
      return in.getLongValue();
    }

    private void form(String name) {
      if (form != null) {
        throw schema(
            "A record states '" + form + "' and '" + name + "'",
            "one of 'values', 'v' and 'feature', once");
      }
      form = name;
    }

    private void map(JsonParser in) throws IOException {
      form("values");
      if (in.currentToken() != JsonToken.START_OBJECT) {
        throw schema("'values' is " + in.currentToken(), "an object of numbers");
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
          throw schema("Channel '" + name + "' is stated twice", "each channel once");
        }
        stated[place] = true;
        values[place] = number(in, name);
      }
    }

    private void array(JsonParser in) throws IOException {
      form("v");
      if (in.currentToken() != JsonToken.START_ARRAY) {
        throw schema("'v' is " + in.currentToken(), "an array of numbers");
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
                + channels.names()
                + ", null where nothing was observed");
      }
    }

    private void feature(JsonParser in) throws IOException {
      form("feature");
      if (in.currentToken() != JsonToken.VALUE_STRING) {
        throw schema("'feature' is " + in.currentToken(), "the name of a channel");
      }
      feature = in.getText();
    }

    private void value(JsonParser in) throws IOException {
      if (hasValue) {
        throw schema("'value' is stated twice", "one value");
      }
      hasValue = true;
      value = number(in, "value");
    }

    private void quality(JsonParser in) throws IOException {
      switch (in.currentToken()) {
        case VALUE_NULL -> {}
        case VALUE_STRING -> good = in.getText().toUpperCase(Locale.ROOT).equals("GOOD");
        default -> throw schema("'quality' is " + in.currentToken(), "text such as \"GOOD\"");
      }
    }

    private static @Nullable ForecastRequest request(JsonParser in) throws IOException {
      switch (in.currentToken()) {
        case VALUE_TRUE -> {
          return ForecastRequest.usual();
        }
        case VALUE_FALSE, VALUE_NULL -> {
          return null;
        }
        case START_OBJECT -> {
          return grid(in);
        }
        default ->
            throw schema(
                "'forecast' is " + in.currentToken(), "true or {\"stepMs\": …, \"steps\": …}");
      }
    }

    private static ForecastRequest grid(JsonParser in) throws IOException {
      long step = 0;
      long steps = 0;
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        if (in.nextToken() != JsonToken.VALUE_NUMBER_INT) {
          throw schema("'forecast." + name + "' is " + in.currentToken(), "a whole number");
        }
        switch (name) {
          case "stepMs" -> step = longOf(in, name);
          case "steps" -> steps = longOf(in, name);
          default -> throw schema("'forecast' has a field '" + name + "'", "'stepMs' and 'steps'");
        }
      }
      // Cut to what is refused anyway, so that a cast cannot make it small again.
      return new ForecastRequest(step, (int) Math.max(-1, Math.min(steps, Integer.MAX_VALUE)));
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
                    + channel
                    + "' is "
                    + Text.shortened(in.getText())
                    + "; expected a finite number, or null where nothing was observed");
          }
          return value;
        }
        default ->
            throw new BadRecordException(
                Reason.VALUE,
                "Channel '"
                    + Text.shortened(channel)
                    + "' is "
                    + in.currentToken()
                    + "; expected a number, or null where nothing was observed");
      }
    }

    SensorRecord record(long kafkaMillis) {
      long time = hasTime ? nanos : RecordTime.ofMillis(kafkaMillis, false);
      if (hasNanos && Math.floorMod(time, 1_000_000L) != 0) {
        throw schema("Both 'ts' and 'tsNanos' are finer than milliseconds", "one of them");
      }
      if (hasValue != (feature != null)) {
        throw schema(
            hasValue ? "'value' without 'feature'" : "'feature' without 'value'", "both, or none");
      }
      if (feature != null) {
        int place = channels.place(feature);
        if (place >= 0) {
          values[place] = value;
        }
      }
      if (form == null && request == null) {
        throw schema("A record without values", "'values', 'v', or 'feature' and 'value'");
      }
      if (!good) {
        Arrays.fill(values, Double.NaN);
      }
      return new SensorRecord(time + nanosOfMilli, values, request, form == null);
    }
  }
}
