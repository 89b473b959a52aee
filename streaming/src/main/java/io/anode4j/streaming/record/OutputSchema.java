package io.anode4j.streaming.record;

import java.util.List;

/**
 * The fields of one kind of output, from which its JSON Schema and the dictionary of fields are
 * made.
 *
 * @param name what a record is
 * @param meaning the same in words
 * @param fields its fields in their order
 */
public record OutputSchema(String name, String meaning, List<OutputField> fields) {
  /** All outputs. */
  public static List<OutputSchema> all() {
    return List.of(
        OutputSchemas.SCORE, OutputSchemas.FORECAST, OutputSchemas.EVENT, OutputSchemas.ANOMALY);
  }

  /** Takes a copy. */
  public OutputSchema {
    fields = List.copyOf(fields);
  }

  /**
   * The schema of JSON Schema 2020-12. Fields may be added by later versions, so others than these
   * are allowed.
   *
   * @return a JSON document
   */
  public String json() {
    StringBuilder out = new StringBuilder("{\n");
    out.append("  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n");
    out.append("  \"title\": \"").append(name).append("\",\n");
    out.append("  \"description\": \"").append(meaning).append("\",\n");
    out.append("  \"type\": \"object\",\n  \"required\": [");
    List<OutputField> required =
        fields.stream().filter(f -> f.presence() != OutputField.Presence.SOMETIMES).toList();
    for (int i = 0; i < required.size(); i++) {
      out.append(i == 0 ? "" : ", ").append('"').append(required.get(i).name()).append('"');
    }
    out.append("],\n  \"properties\": {\n");
    for (int i = 0; i < fields.size(); i++) {
      OutputField field = fields.get(i);
      out.append("    \"").append(field.name()).append("\": ").append(property(field));
      out.append(i < fields.size() - 1 ? ",\n" : "\n");
    }
    return out.append("  }\n}\n").toString();
  }

  private static String property(OutputField field) {
    String schema = field.type().schema();
    boolean nullable = field.presence() != OutputField.Presence.ALWAYS;
    String type =
        nullable ? schema.replaceFirst("\"type\":(\"[a-z]+\")", "\"type\":[$1,\"null\"]") : schema;
    return type.substring(0, type.length() - 1)
        + ",\"description\":\""
        + field.meaning().replace("\"", "\\\"")
        + "\"}";
  }

  /**
   * Its part of the dictionary of fields.
   *
   * @return a table in Markdown with a heading
   */
  public String markdown() {
    StringBuilder out = new StringBuilder("## " + name + "\n");
    out.append(meaning.substring(0, 1).toUpperCase(java.util.Locale.ROOT))
        .append(meaning.substring(1));
    out.append(". Schema: [")
        .append(name)
        .append(".json](schemas/")
        .append(name)
        .append(".json).\n\n");
    out.append("| field | type | there | meaning |\n|---|---|---|---|\n");
    for (OutputField field : fields) {
      String there =
          switch (field.presence()) {
            case ALWAYS -> "always";
            case NULLABLE -> "always, or null";
            case SOMETIMES -> "sometimes";
          };
      out.append("| `").append(field.name()).append("` | ").append(field.type().words());
      out.append(" | ").append(there).append(" | ").append(field.meaning()).append(" |\n");
    }
    return out.toString();
  }
}
