package io.anode4j.streaming.config;

import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** What values of settings may be, beyond what {@link ConfigDef.Range} knows. */
final class Bounds {
  /** A century in milliseconds: longer times are slips, and not every sum of them fits a long. */
  static final long CENTURY = 36_525L * 24 * 3600 * 1000;

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]*");

  private Bounds() {}

  /** A number between two others; Kafka's own range lets NaN pass. */
  static ConfigDef.Validator between(double least, double most) {
    return new ConfigDef.Validator() {
      @Override
      public void ensureValid(String name, Object value) {
        double number = ((Number) value).doubleValue();
        if (!(number >= least && number <= most)) {
          throw new ConfigException(name, value, "Value must be " + least + " to " + most);
        }
      }

      @Override
      public String toString() {
        return "[" + least + ",...," + most + "]";
      }
    };
  }

  /** Characters that Kafka takes in names of topics, groups and instances. */
  static ConfigDef.Validator name(int longest) {
    return ConfigDef.LambdaValidator.with(
        (name, value) -> {
          String text = value == null ? "" : value.toString();
          boolean dots = text.equals(".") || text.equals("..");
          if (dots || text.length() > longest || !NAME.matcher(text).matches()) {
            throw new ConfigException(
                name,
                value,
                "Kafka takes at most "
                    + longest
                    + " letters, digits, dots, underscores and dashes, and not '.' or '..'");
          }
        },
        () -> "a name");
  }
}
