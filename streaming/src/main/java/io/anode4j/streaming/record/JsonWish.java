package io.anode4j.streaming.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The wish for a forecast within a record. */
final class JsonWish {
  private static final List<String> FIELDS = List.of("stepMs", "steps");

  private JsonWish() {}

  static @Nullable ForecastRequest read(JsonParser in) throws IOException {
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
          throw JsonWords.schema(
              "'forecast' is " + JsonWords.found(in), "true or {\"stepMs\": …, \"steps\": …}");
    }
  }

  private static ForecastRequest grid(JsonParser in) throws IOException {
    long step = 0;
    long steps = 0;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      if (!FIELDS.contains(name)) {
        throw JsonWords.schema(
            "'forecast' has a field '" + Text.shortened(name) + "'" + Spelling.hint(name, FIELDS),
            "'stepMs', the distance of times in milliseconds, and 'steps', their number");
      }
      if (in.nextToken() != JsonToken.VALUE_NUMBER_INT) {
        throw JsonWords.schema(
            "'forecast." + name + "' is " + JsonWords.found(in), "a whole number");
      }
      long stated = JsonWords.whole(in);
      if (Math.abs(stated) > Integer.MAX_VALUE
          && (name.equals("steps") || stated == Long.MAX_VALUE)) {
        throw JsonWords.schema(
            "'forecast." + name + "' is " + JsonWords.found(in),
            name.equals("steps")
                ? "at most " + ForecastRequest.MOST_STEPS
                : "milliseconds, at most a year");
      }
      if (name.equals("steps")) {
        steps = stated;
      } else {
        step = stated;
      }
    }
    return new ForecastRequest(step, Math.toIntExact(steps));
  }
}
