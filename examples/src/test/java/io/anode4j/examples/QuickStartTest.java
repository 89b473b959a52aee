package io.anode4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickStartTest {
  private static final Path SOURCE = Path.of("src/main/java/io/anode4j/examples/QuickStart.java");

  @TempDir Path folder;

  @Test
  void theLessonRuns() {
    QuickStart.Result result = QuickStart.run(folder.resolve("bay.anode"));
    assertEquals(8, result.forecast().length());
    assertEquals(8, result.median().length);
    assertTrue(result.risk() >= 0 && result.risk() <= 1, "a probability: " + result.risk());
    assertEquals(4, result.again().channels().size());
  }

  @Test
  void theReadmeShowsExactlyThisCode() throws IOException {
    List<String> lines = Files.readAllLines(SOURCE);
    List<String> lesson =
        lines.subList(
            lines.indexOf("    // README: begin") + 1, lines.indexOf("    // README: end"));
    String code =
        String.join("\n", lesson.stream().map(l -> l.isEmpty() ? l : l.substring(4)).toList());
    String readme = Files.readString(Path.of("../README.md"));
    assertTrue(readme.contains(code), "README.md must show this code:\n" + code);
  }
}
