package io.anode4j.data.csv;

import static io.anode4j.data.csv.CsvReaderTest.load;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;

/** Checks refusals of the reader to the letter. */
final class Refusals {
  private Refusals() {}

  static void assertRefused(String message, CsvReader reader, byte[] bytes) {
    var refusal = assertThrows(CsvException.class, () -> load(reader, bytes));
    assertEquals(message, refusal.getMessage());
    assertEquals(message, refusal.problem().toString());
  }

  static void assertRefused(String message, CsvReader reader, String... lines) {
    assertRefused(
        message, reader, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static void assertRefused(String message, String... lines) {
    assertRefused(message, CsvReader.detect(), lines);
  }
}
