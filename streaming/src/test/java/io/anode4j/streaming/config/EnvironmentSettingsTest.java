package io.anode4j.streaming.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentSettingsTest {
  @TempDir private Path directory;

  @Test
  void variablesAreSettings() {
    assertEquals(
        Map.of("bootstrap.servers", "b:1", "false.alarm.rate", "0.01"),
        EnvironmentSettings.of(
            Map.of(
                "ANODE4J_STREAMING_BOOTSTRAP_SERVERS",
                "b:1",
                "ANODE4J_STREAMING_FALSE_ALARM_RATE",
                "0.01",
                "ANODE4J_OPTS",
                "-Xmx1g",
                "ANODE4J_STREAMING_",
                "")));
    for (String name : StreamingConfig.definitions().names()) {
      String variable =
          EnvironmentSettings.PREFIX + name.toUpperCase(java.util.Locale.ROOT).replace('.', '_');
      assertEquals(Map.of(name, "1"), EnvironmentSettings.of(Map.of(variable, "1")), "every one");
    }
  }

  @Test
  void knowsWhatIsSecret() {
    assertTrue(EnvironmentSettings.isSecret("ssl.truststore.password"));
    assertTrue(EnvironmentSettings.isSecret("producer.sasl.jaas.config"));
    assertFalse(EnvironmentSettings.isSecret("bootstrap.servers"));
    for (String name : StreamingConfig.definitions().names()) {
      assertFalse(EnvironmentSettings.isSecret(name), name);
    }
  }

  @Test
  void providersGiveValuesThatNobodySees() throws Exception {
    Path secrets = Files.writeString(directory.resolve("secrets"), "key=very-secret\nrate=0.25\n");
    Properties settings = new Properties();
    settings.put("bootstrap.servers", "b:1");
    settings.put("config.providers", "file");
    settings.put(
        "config.providers.file.class",
        "org.apache.kafka.common.config.provider.FileConfigProvider");
    settings.put("ssl.keystore.password", "${file:" + secrets + ":key}");
    settings.put("false.alarm.rate", "${file:" + secrets + ":rate}");
    StreamingConfig config = StreamingConfig.of(settings);
    assertEquals("very-secret", config.kafkaStreams().get("ssl.keystore.password"));
    assertEquals(0.25, config.falseAlarmRate());
    assertFalse(config.toString().contains("very-secret"));
    assertEquals(
        "very-secret", config.with("tick.ms", 20).kafkaClient().get("ssl.keystore.password"));
    settings.put("config.providers.file.class", "no.such.Provider");
    ConfigurationException refused =
        assertThrows(ConfigurationException.class, () -> StreamingConfig.of(settings));
    assertTrue(
        String.valueOf(refused.getMessage()).contains("config.providers"), refused::toString);
  }
}
