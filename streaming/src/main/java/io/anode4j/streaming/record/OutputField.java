package io.anode4j.streaming.record;

/**
 * A field of an output.
 *
 * @param name its name
 * @param type what stands there
 * @param presence when it is there
 * @param meaning what it says, with its unit
 */
public record OutputField(String name, Type type, Presence presence, String meaning) {
  /** What can stand in a field. */
  public enum Type {
    /** Text. */
    TEXT("text", "{\"type\":\"string\"}"),
    /** A whole number. */
    WHOLE("whole number", "{\"type\":\"integer\"}"),
    /** A time. */
    TIME("ms since 1970", "{\"type\":\"integer\"}"),
    /** A number. */
    NUMBER("number", "{\"type\":\"number\"}"),
    /** Yes or no. */
    FLAG("true or false", "{\"type\":\"boolean\"}"),
    /** A list of names. */
    NAMES("names", "{\"type\":\"array\",\"items\":{\"type\":\"string\"}}"),
    /** A number by channel. */
    BY_CHANNEL(
        "numbers by channel",
        "{\"type\":\"object\",\"additionalProperties\":{\"type\":[\"number\",\"null\"]}}"),
    /** The times of a forecast. */
    HORIZON(
        "list of times",
        "{\"type\":\"array\",\"items\":{\"type\":\"object\",\"required\":[\"ts\",\"mean\"],"
            + "\"properties\":{\"ts\":{\"type\":\"integer\"}},"
            + "\"additionalProperties\":{\"type\":\"object\","
            + "\"additionalProperties\":{\"type\":[\"number\",\"null\"]}}}}");

    private final String words;
    private final String schema;

    Type(String words, String schema) {
      this.words = words;
      this.schema = schema;
    }

    /** For people. */
    String words() {
      return words;
    }

    /** As JSON Schema. */
    String schema() {
      return schema;
    }
  }

  /** When a field is there. */
  public enum Presence {
    /** In every record. */
    ALWAYS,
    /** In every record, null where there is nothing to say. */
    NULLABLE,
    /** Only where there is something to say. */
    SOMETIMES
  }
}
