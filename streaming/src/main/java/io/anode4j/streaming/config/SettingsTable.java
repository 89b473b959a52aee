package io.anode4j.streaming.config;

import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** The settings as Markdown tables, from their definitions. */
public final class SettingsTable {
  private SettingsTable() {}

  /** All settings of this project: name, type, default, importance, meaning. */
  public static String settings() {
    StringBuilder out =
        new StringBuilder(
            "| name | type | default | importance | meaning |\n|---|---|---|---|---|\n");
    for (ConfigKey key : StreamingConfig.definitions().configKeys().values()) {
      out.append("| `")
          .append(key.name)
          .append("` | ")
          .append(key.type.name().toLowerCase(Locale.ROOT))
          .append(" | ")
          .append(defaultOf(key))
          .append(" | ")
          .append(key.importance.name().toLowerCase(Locale.ROOT))
          .append(" | ")
          .append(cell(meaning(key)))
          .append(" |\n");
    }
    return out.toString();
  }

  /** Kafka's settings that have another default here, and why. */
  public static String kafkaDefaults() {
    StringBuilder out = new StringBuilder("| Kafka's setting | here | why |\n|---|---|---|\n");
    for (KafkaDefaults.Default d : KafkaDefaults.ALL) {
      out.append("| `")
          .append(d.name())
          .append("` | `")
          .append(d.value())
          .append("` | ")
          .append(cell(d.why()))
          .append(" |\n");
    }
    return out.toString();
  }

  private static String meaning(ConfigKey key) {
    String values = key.validator == null ? "" : key.validator.toString();
    boolean worthSaying = values.startsWith("[") && !values.contains("non-empty");
    return worthSaying ? key.documentation + " Valid: " + values + "." : key.documentation;
  }

  private static String defaultOf(ConfigKey key) {
    if (!key.hasDefault()) {
      return "required";
    }
    if (key.defaultValue == null) {
      return "derived";
    }
    if (key.defaultValue instanceof java.util.List<?> list) {
      String joined = String.join(",", list.stream().map(String::valueOf).toList());
      return joined.isEmpty() ? "empty" : "`" + joined + "`";
    }
    String text = key.defaultValue.toString();
    return text.isEmpty() ? "empty" : "`" + text + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
