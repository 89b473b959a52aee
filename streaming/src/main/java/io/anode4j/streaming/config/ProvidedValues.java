package io.anode4j.streaming.config;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * Values that stand elsewhere, by Kafka's config providers: {@code
 * ${file:/run/secrets/kafka:password}} with {@code config.providers=file} and {@code
 * config.providers.file.class}.
 */
final class ProvidedValues {
  private static final String PROVIDERS = AbstractConfig.CONFIG_PROVIDERS_CONFIG;

  private ProvidedValues() {}

  /** Settings with the values that were meant, without what says where those stand. */
  static Map<String, String> resolved(Map<String, String> given) {
    if (!given.containsKey(PROVIDERS)) {
      return given;
    }
    try {
      Map<String, String> resolved = new TreeMap<>();
      new AbstractConfig(new ConfigDef(), given, false)
          .originalsStrings()
          .forEach(
              (name, value) -> {
                if (!name.equals(PROVIDERS) && !name.startsWith(PROVIDERS + ".")) {
                  resolved.put(name, value.strip());
                }
              });
      return resolved;
    } catch (ConfigException e) {
      throw refused(e);
    } catch (KafkaException e) {
      throw refused(e);
    }
  }

  private static ConfigurationException refused(KafkaException e) {
    return new ConfigurationException(
        "The config providers give no values: "
            + e.getMessage()
            + "; expected for each name in config.providers its config.providers.<name>.class, and"
            + " what ${name:path:key} points to: correct them");
  }
}
