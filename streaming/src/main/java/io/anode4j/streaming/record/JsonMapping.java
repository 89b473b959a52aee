package io.anode4j.streaming.record;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a reading stand in JSON that others have thought of. Places are JSON pointers
 * (RFC 6901): {@code /payload/data/0/temp}.
 *
 * @param readings an array of readings, within each of which the other places but the sensor's are;
 *     null when a record is one reading
 * @param time the time; null for the record's Kafka timestamp
 * @param unit unit of times that are numbers; those that are text are RFC 3339 in any case
 * @param sensor the sensor's id; null for the record's key
 * @param values an object whose fields are channels; null for none
 * @param channels places of single channels, by the model's name for them
 * @param list an array with one entry a channel; null for none
 * @param name the channel's name within an entry
 * @param value its value within an entry
 * @param aliases the model's name for names that stand in values and list
 * @param constants values of channels that a reading leaves out, by the model's name
 * @param textNumbers whether numbers may be written as text
 */
public record JsonMapping(
    @Nullable JsonPointer readings,
    @Nullable JsonPointer time,
    TimeUnit unit,
    @Nullable JsonPointer sensor,
    @Nullable JsonPointer values,
    Map<String, JsonPointer> channels,
    @Nullable JsonPointer list,
    JsonPointer name,
    JsonPointer value,
    Map<String, String> aliases,
    Map<String, Double> constants,
    boolean textNumbers) {

  /** Units of times. */
  public enum TimeUnit {
    /** Seconds since 1970. */
    S(0),
    /** Milliseconds since 1970. */
    MS(3),
    /** Microseconds since 1970. */
    US(6),
    /** Nanoseconds since 1970. */
    NS(9);

    private final int digits;

    TimeUnit(int digits) {
      this.digits = digits;
    }

    /** How many decimal places of a second it is. */
    int digits() {
      return digits;
    }
  }

  /** Takes copies. */
  public JsonMapping {
    channels = Map.copyOf(channels);
    aliases = Map.copyOf(aliases);
    constants = Map.copyOf(constants);
  }

  /**
   * Reads a place.
   *
   * @param text a JSON pointer; empty for none
   * @return the place; null for none
   * @throws IllegalArgumentException when it is no pointer
   */
  public static @Nullable JsonPointer place(String text) {
    return text.isEmpty() ? null : JsonPointer.compile(text);
  }

  /**
   * Reads pairs.
   *
   * @param entries each {@code name=value}
   * @return values by name, in their order
   * @throws IllegalArgumentException when an entry is no pair, or a name stands twice
   */
  public static Map<String, String> pairs(List<?> entries) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (Object entry : entries) {
      String text = String.valueOf(entry);
      int at = text.indexOf('=');
      if (at < 1
          || pairs.put(text.substring(0, at).strip(), text.substring(at + 1).strip()) != null) {
        throw new IllegalArgumentException(
            "'" + Text.shortened(text) + "' is no name=value of its own");
      }
    }
    return pairs;
  }
}
