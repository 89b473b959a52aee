package io.anode4j.streaming.command;

import java.util.Map;

/**
 * What the command logs: warnings, and of Kafka only what needs a person. To be called before the
 * first logger is made; whoever states levels in system properties keeps them.
 */
final class Logs {
  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private static final Map<String, String> LEVELS =
      Map.of(
          "defaultLogLevel", "warn",
          "showThreadName", "false",
          "showDateTime", "true",
          "dateTimeFormat", "HH:mm:ss",
          "log.io.anode4j", "warn",
          "log.org.apache.kafka", "error",
          "log.kafka", "error",
          "log.state.change.logger", "error",
          // The first transactions make a broker log retries as errors, with stack traces.
          "log.kafka.server.ReplicaManager", "off",
          "log.org.apache.kafka.controller", "off");

  private Logs() {}

  static void setUp(boolean verbose) {
    LEVELS.forEach(
        (name, level) -> {
          boolean more = verbose && name.startsWith("log.");
          if (System.getProperty(PREFIX + name) == null) {
            System.setProperty(PREFIX + name, more ? "info" : level);
          }
        });
  }
}
