package io.anode4j.consumer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What README promises to those who depend on anode4j. */
final class Readme {
  private Readme() {}

  static String text() throws IOException {
    return Files.readString(Path.of("../README.md"));
  }

  /** The one line that brings the native libraries. */
  static String nativesDependency() throws IOException {
    return text()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("<dependency>") && line.contains("anode4j-natives"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("README names no line for anode4j-natives"));
  }
}
