package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
  @TempDir Path folder;

  private static String refused(Path target) {
    return assertThrows(CommandFailure.class, () -> OutputFile.of("--model", target)).getMessage();
  }

  @Test
  void aFileSystemThatOnlySaysThatItCanBeWrittenIsFoundOut() {
    Path target = Path.of("/proc/x.anode");
    assumeTrue(Files.isDirectory(target.getParent()), "there is no /proc");
    assertTrue(refused(target).startsWith("--model: /proc/x.anode cannot be written;"));
  }

  @Test
  void aFolderIsNoFileAndAFileNoFolder() throws IOException {
    assertTrue(refused(folder).contains("cannot be written"));
    Path file = Files.writeString(folder.resolve("a"), "");
    assertTrue(refused(file.resolve("b")).contains("found no directory"));
  }

  @Test
  void whatTriesLeavesNothing() throws IOException {
    OutputFile.of("--out", folder.resolve("a.csv"));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }
}
