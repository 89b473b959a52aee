package io.anode4j.streaming.config;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/streaming.md} holds the tables that the definitions give. */
class SettingsDocumentationTest {

  @Test
  void documentationAndCodeAgree() throws Exception {
    Path page = Path.of("..", "docs", "streaming.md");
    assumeTrue(Files.isReadable(page), "the documentation is not here");
    String text = Files.readString(page);
    for (String table : new String[] {SettingsTable.settings(), SettingsTable.kafkaDefaults()}) {
      assertTrue(
          text.contains(table),
          "docs/streaming.md differs from the settings; put this table there:\n" + table);
    }
  }
}
