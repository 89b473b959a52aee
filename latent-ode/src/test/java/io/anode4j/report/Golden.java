package io.anode4j.report;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares text with a file kept beside the tests. */
final class Golden {
  private Golden() {}

  /**
   * Fails unless the text equals the golden file, and leaves the new text where it can be looked at
   * and, if the change is meant, copied from.
   */
  static void assertMatches(String name, String actual) throws IOException {
    String expected;
    try (InputStream in = Golden.class.getResourceAsStream(name)) {
      expected = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    if (!expected.equals(actual)) {
      Path copy = Path.of("target", "golden", name);
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, actual);
      fail(name + " differs; look at " + copy + " and, if meant, copy it to the test resources");
    }
  }
}
