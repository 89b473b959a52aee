package io.anode4j.streaming.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class LogsTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, UTF_8);
  private final Clock clock = Clock.fixed(Instant.ofEpochMilli(1_700_000_000_123L), ZoneOffset.UTC);

  @Test
  void jsonHasAllOfALineInOneObject() throws Exception {
    Logger log = new JsonLogger("io.anode4j.Some", Level.INFO, out, clock);
    log.warn("{} of {} \"lost\"\n", 1, 2, new IllegalStateException("because"));
    log.debug("too little");
    String text = written.toString(UTF_8);
    assertEquals(1, text.lines().count(), text);
    JsonNode line = new JsonMapper().readTree(text);
    assertEquals("2023-11-14T22:13:20.123Z", line.path("time").asText());
    assertEquals("WARN", line.path("level").asText());
    assertEquals("io.anode4j.Some", line.path("logger").asText());
    assertEquals("1 of 2 \"lost\"\n", line.path("message").asText());
    assertTrue(line.path("error").asText().startsWith("java.lang.IllegalStateException: because"));
    assertTrue(line.path("error").asText().contains("LogsTest"));
  }

  @Test
  void jsonKnowsEveryLevel() {
    for (Level level : Level.values()) {
      Logger log = new JsonLogger("l", level, out, clock);
      for (Level asked : Level.values()) {
        assertEquals(asked.toInt() >= level.toInt(), log.isEnabledForLevel(asked));
      }
    }
    assertFalse(new JsonLogger("l", null, out, clock).isErrorEnabled());
  }

  /** Runs in a JVM of its own: logging is set up once in each. */
  @Test
  void bothFormatsHaveTheDayTheZoneAndTheLevel() throws Exception {
    List<String> text = child("TEXT", "INFO");
    assertEquals(1, text.size(), text::toString);
    String[] words = text.get(0).split(" ", 3);
    assertTrue(OffsetDateTime.parse(words[0]).getYear() > 2000);
    assertEquals("INFO", words[1]);
    assertTrue(text.get(0).endsWith("told once"), text.get(0));
    List<String> json = child("JSON", "INFO");
    assertEquals(1, json.size(), json::toString);
    JsonNode line = new JsonMapper().readTree(json.get(0));
    assertTrue(Instant.parse(line.path("time").asText()).isAfter(Instant.EPOCH));
    assertEquals("told once", line.path("message").asText());
    assertEquals(List.of(), child("JSON", "WARN"));
  }

  private static List<String> child(String format, String level) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                LogsTest.class.getName(),
                format,
                level)
            .redirectErrorStream(true)
            .start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    assertEquals(0, process.waitFor(), lines::toString);
    return lines;
  }

  /** Logs of anode4j and of Kafka, of which only the first is wanted. */
  public static void main(String[] arguments) {
    Logs.setUp(
        Logs.Format.valueOf(arguments[0].toUpperCase(Locale.ROOT)),
        Level.valueOf(arguments[1]),
        false);
    LoggerFactory.getLogger("io.anode4j.streaming.Some").info("told {}", "once");
    LoggerFactory.getLogger("io.anode4j.streaming.Some").debug("not told");
    LoggerFactory.getLogger("org.apache.kafka.clients.Some").warn("not told");
    LoggerFactory.getLogger("org.apache.kafka.controller.Some").error("not told");
  }
}
