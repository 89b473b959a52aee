package io.anode4j.streaming.config;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;
import static org.apache.kafka.common.config.ConfigDef.ValidString.in;

import com.fasterxml.jackson.core.JsonPointer;
import io.anode4j.streaming.record.Decimal;
import io.anode4j.streaming.record.JsonMapping;
import io.anode4j.streaming.record.JsonTree;
import io.anode4j.streaming.record.MappedDecoder;
import io.anode4j.streaming.record.ObservationDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.jspecify.annotations.Nullable;

/** Settings that say where a reading stands in JSON of others. */
final class JsonDefinitions {
  private JsonDefinitions() {}

  static void add(ConfigDef d) {
    text(
        d,
        Setting.JSON_READINGS,
        "",
        LOW,
        "an array of readings of one sensor, 1 to 10000 of them. All other places but json.sensor"
            + " are then within each of its entries, json.time among them. Empty: a record is one"
            + " reading");
    text(d, Setting.JSON_TIME, "", MEDIUM, "the time. Empty: the record's Kafka timestamp");
    d.define(
        Setting.JSON_TIME_UNIT,
        STRING,
        "ms",
        in("s", "ms", "us", "ns"),
        LOW,
        "Unit of times that are numbers, since 1970, with decimals where there are any. Text is"
            + " RFC 3339 or such a number.");
    text(d, Setting.JSON_SENSOR, "", MEDIUM, "the sensor's id. Empty: the record's key");
    text(d, Setting.JSON_VALUES, "", MEDIUM, "an object whose fields are channels");
    list(d, Setting.JSON_CHANNELS, MEDIUM, "Places of single channels: temp=/data/T1,vib=/rms/0.");
    text(d, Setting.JSON_LIST, "", LOW, "an array with one entry for each channel");
    text(d, Setting.JSON_LIST_NAME, "/name", LOW, "the channel's name within such an entry");
    text(d, Setting.JSON_LIST_VALUE, "/value", LOW, "its value within such an entry");
    list(
        d,
        Setting.JSON_ALIASES,
        LOW,
        "The model's names for names in json.values and json.list: T1=temp,V1=vib.");
    list(
        d,
        Setting.JSON_CONSTANTS,
        LOW,
        "Values of channels that a reading with others leaves out: speed=1450,valve=1.");
    d.define(
        Setting.JSON_TEXT_NUMBERS,
        BOOLEAN,
        false,
        LOW,
        "Whether values may be numbers written as text, \"21.4\".");
  }

  private static void text(ConfigDef d, String name, String usual, Importance how, String what) {
    d.define(name, STRING, usual, how, "JSON pointer to " + what + ".");
  }

  private static void list(ConfigDef d, String name, Importance how, String what) {
    d.define(name, LIST, List.of(), how, what);
  }

  /** The decoder that they describe; null when they describe none. */
  static @Nullable ObservationDecoder decoder(Values own) {
    boolean none =
        own.text(Setting.JSON_VALUES).isEmpty()
            && own.text(Setting.JSON_LIST).isEmpty()
            && own.list(Setting.JSON_CHANNELS).isEmpty();
    boolean more =
        !own.text(Setting.JSON_TIME).isEmpty()
            || !own.text(Setting.JSON_SENSOR).isEmpty()
            || !own.text(Setting.JSON_READINGS).isEmpty()
            || !own.list(Setting.JSON_CONSTANTS).isEmpty()
            || AvroDefinitions.isStated(own);
    if (none && more) {
      throw new ConfigurationException(
          "json.time, json.sensor, json.readings, json.constants or avro.schema.file is set, but nothing says where the values"
              + " stand; expected json.values, json.channels or json.list beside it: add one");
    }
    boolean timeless = own.text(Setting.JSON_TIME).isEmpty();
    if (timeless && !own.text(Setting.JSON_READINGS).isEmpty()) {
      throw new ConfigurationException(
          "json.readings is set without json.time: all readings of a record would be of one time;"
              + " expected the place of the time within each reading: set json.time");
    }
    return none
        ? null
        : new MappedDecoder(
            mapping(own),
            AvroDefinitions.isStated(own) ? AvroDefinitions.tree(own) : new JsonTree());
  }

  private static JsonMapping mapping(Values own) {
    Map<String, JsonPointer> channels = new LinkedHashMap<>();
    pairs(own, Setting.JSON_CHANNELS)
        .forEach((name, place) -> channels.put(name, required(Setting.JSON_CHANNELS, place)));
    Map<String, Double> constants = new LinkedHashMap<>();
    pairs(own, Setting.JSON_CONSTANTS)
        .forEach((name, value) -> constants.put(name, number(Setting.JSON_CONSTANTS, value)));
    return new JsonMapping(
        place(Setting.JSON_READINGS, own.text(Setting.JSON_READINGS)),
        place(Setting.JSON_TIME, own.text(Setting.JSON_TIME)),
        JsonMapping.TimeUnit.valueOf(own.text(Setting.JSON_TIME_UNIT).toUpperCase(Locale.ROOT)),
        place(Setting.JSON_SENSOR, own.text(Setting.JSON_SENSOR)),
        place(Setting.JSON_VALUES, own.text(Setting.JSON_VALUES)),
        channels,
        place(Setting.JSON_LIST, own.text(Setting.JSON_LIST)),
        required(Setting.JSON_LIST_NAME, own.text(Setting.JSON_LIST_NAME)),
        required(Setting.JSON_LIST_VALUE, own.text(Setting.JSON_LIST_VALUE)),
        pairs(own, Setting.JSON_ALIASES),
        constants,
        own.flag(Setting.JSON_TEXT_NUMBERS));
  }

  static Map<String, String> pairs(Values own, String setting) {
    try {
      return JsonMapping.pairs(own.list(setting));
    } catch (IllegalArgumentException e) {
      throw refused(setting, String.valueOf(e.getMessage()), "name=value,name=value");
    }
  }

  private static double number(String setting, String text) {
    double value = Decimal.parse(text);
    if (!(Math.abs(value) <= Float.MAX_VALUE)) {
      throw refused(setting, "'" + text + "' is no finite number", "such as speed=1450");
    }
    return value;
  }

  private static JsonPointer required(String setting, String text) {
    JsonPointer place = place(setting, text);
    return Objects.requireNonNullElseGet(place, JsonPointer::empty);
  }

  private static @Nullable JsonPointer place(String setting, String text) {
    try {
      return JsonMapping.place(text);
    } catch (IllegalArgumentException e) {
      throw refused(setting, "'" + text + "' is no place", "a JSON pointer such as /data/temp");
    }
  }

  private static ConfigurationException refused(String setting, String found, String expected) {
    return new ConfigurationException(
        "The setting " + setting + ": " + found + "; expected " + expected + ": correct it");
  }
}
