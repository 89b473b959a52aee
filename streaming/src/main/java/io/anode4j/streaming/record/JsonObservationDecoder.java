package io.anode4j.streaming.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;

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
    if (value.length == 0) {
      throw JsonWords.schema(
          "A record of 0 bytes", "a JSON object, or a null value to forget the sensor");
    }
    try (JsonParser in = FACTORY.createParser(value)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw JsonWords.schema("A record is " + JsonWords.found(in), "a JSON object");
      }
      RecordFields fields = new RecordFields(channels);
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        fields.read(name, in);
      }
      if (in.nextToken() != null) {
        throw JsonWords.schema("A record goes on after its object", "one JSON object");
      }
      return fields.record(kafkaMillis);
    } catch (JsonParseException e) {
      throw JsonWords.syntax(
          value,
          "is no JSON at byte " + e.getLocation().getByteOffset(),
          e.getOriginalMessage(),
          "one JSON object");
    } catch (IOException e) {
      throw JsonWords.syntax(
          value, "cannot be read as JSON", String.valueOf(e.getMessage()), "one JSON object");
    }
  }
}
