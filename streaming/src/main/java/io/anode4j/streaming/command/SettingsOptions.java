package io.anode4j.streaming.command;

import io.anode4j.cli.CommandFailure;
import io.anode4j.streaming.config.EnvironmentSettings;
import io.anode4j.streaming.config.StreamingConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Where the settings of an application come from. */
final class SettingsOptions {
  @Option(
      names = "--bootstrap",
      scope = ScopeType.INHERIT,
      paramLabel = "HOST:PORT",
      description = "Brokers to start from, separated by commas; or bootstrap.servers in --config.")
  private @Nullable String bootstrap;

  @Option(
      names = "--config",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description =
          "Settings as properties: topics, order, forecasts, and any of Kafka's, TLS and SASL"
              + " included. See docs/streaming.md. ANODE4J_STREAMING_BOOTSTRAP_SERVERS and the like in"
              + " the environment win over it.")
  private @Nullable Path config;

  @Option(
      names = "--set",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME=VALUE",
      description =
          "One setting more, which wins over --config and the environment; may be repeated.")
  private Map<String, String> settings = new LinkedHashMap<>();

  /** Whether one was given. */
  boolean isAny() {
    return bootstrap != null || config != null || !settings.isEmpty();
  }

  /** The settings: the file, over it the environment, over that what was stated here. */
  StreamingConfig read() {
    refuseSecrets();
    Map<String, String> overrides = EnvironmentSettings.of(System.getenv());
    overrides.putAll(settings);
    if (bootstrap != null) {
      overrides.put("bootstrap.servers", bootstrap);
    }
    if (config != null) {
      return StreamingConfig.read(config, overrides);
    }
    Properties properties = new Properties();
    properties.putAll(overrides);
    return StreamingConfig.of(properties);
  }

  private void refuseSecrets() {
    for (String name : settings.keySet()) {
      if (EnvironmentSettings.isSecret(name)) {
        throw CommandFailure.usage(
            "--set "
                + name
                + " stands on the command line, where everybody on this machine reads it; expected"
                + " it in the file of --config or as "
                + EnvironmentSettings.PREFIX
                + name.toUpperCase(Locale.ROOT).replace('.', '_')
                + ": move it there",
            null);
      }
    }
  }
}
