package io.anode4j.streaming.command;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What the command logs, how much, and in which form. To be called before the first logger is made;
 * whoever states levels in system properties ({@code
 * -Dorg.slf4j.simpleLogger.log.org.apache.kafka=info}) keeps them.
 */
final class Logs {
  private static final String PREFIX = "org.slf4j.simpleLogger.";
  private static final String LOG = PREFIX + "log.";
  private static final String OWN = "log.io.anode4j";

  /** Of Kafka only what needs a person. */
  private static final Map<String, String> LEVELS =
      Map.of(
          "defaultLogLevel", "warn",
          "log.org.apache.kafka", "error",
          "log.kafka", "error",
          "log.state.change.logger", "error",
          // The first transactions make a broker log retries as errors, with stack traces.
          "log.kafka.server.ReplicaManager", "off",
          "log.org.apache.kafka.controller", "off");

  /** ISO 8601 with the zone's offset: a day and a place can be told from every line. */
  private static final Map<String, String> TEXT =
      Map.of(
          "showThreadName",
          "false",
          "showDateTime",
          "true",
          "dateTimeFormat",
          "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

  private Logs() {}

  /** How lines are written. */
  enum Format {
    /** For people. */
    TEXT,
    /** One object a line, for programs. */
    JSON
  }

  /**
   * Sets up logging.
   *
   * @param format how lines are written
   * @param own least level of anode4j's own lines
   * @param verbose whether Kafka's are wanted from info on, too
   */
  static void setUp(Format format, Level own, boolean verbose) {
    Map<String, String> settings = new HashMap<>(TEXT);
    LEVELS.forEach(
        (name, level) -> settings.put(name, verbose && name.startsWith("log.") ? "info" : level));
    settings.put(OWN, own.name().toLowerCase(Locale.ROOT));
    settings.forEach(
        (name, value) -> {
          if (System.getProperty(PREFIX + name) == null) {
            System.setProperty(PREFIX + name, value);
          }
        });
    if (format == Format.JSON) {
      System.setProperty("slf4j.provider", JsonLogs.class.getName());
      // SLF4J would greet a provider that was asked for with a line that is no JSON.
      System.setProperty("slf4j.internal.verbosity", "WARN");
    }
  }

  /** The least level that a logger writes, by the longest name that a level was stated for. */
  static @Nullable Level level(String logger) {
    String stated = null;
    for (String at = logger; stated == null && !at.isEmpty(); at = parent(at)) {
      stated = System.getProperty(LOG + at);
    }
    String level = stated != null ? stated : System.getProperty(PREFIX + "defaultLogLevel", "info");
    return level.equalsIgnoreCase("off") ? null : Level.valueOf(level.toUpperCase(Locale.ROOT));
  }

  private static String parent(String logger) {
    int dot = logger.lastIndexOf('.');
    return dot < 0 ? "" : logger.substring(0, dot);
  }
}
