package io.anode4j.streaming.config;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Settings from the environment, for containers: {@code ANODE4J_STREAMING_BOOTSTRAP_SERVERS} is
 * {@code bootstrap.servers}.
 */
public final class EnvironmentSettings {
  /** Beginning of the names of variables that are settings. */
  public static final String PREFIX = "ANODE4J_STREAMING_";

  private static final Pattern SECRET =
      Pattern.compile("password|secret|sasl\\.jaas\\.config|ssl\\.keystore\\.key|credential|token");

  private EnvironmentSettings() {}

  /**
   * Picks the settings out of an environment: the rest of the name in lower case, dots for
   * underscores.
   *
   * @param environment variables and values, such as {@link System#getenv()}
   * @return settings and values
   */
  public static Map<String, String> of(Map<String, String> environment) {
    Map<String, String> settings = new TreeMap<>();
    environment.forEach(
        (variable, value) -> {
          if (variable.startsWith(PREFIX) && variable.length() > PREFIX.length()) {
            settings.put(setting(variable), value);
          }
        });
    return settings;
  }

  private static String setting(String variable) {
    return variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /**
   * Whether a setting holds what nobody else may read: whoever lists the processes of a machine
   * reads command lines.
   *
   * @param setting its name
   * @return true for passwords, keys and the like
   */
  public static boolean isSecret(String setting) {
    return SECRET.matcher(setting).find() && !setting.endsWith(".class");
  }
}
