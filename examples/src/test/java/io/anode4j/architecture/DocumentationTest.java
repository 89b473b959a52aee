package io.anode4j.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is public has Javadoc. The compiler's own lint checks what is written; its check for what is
 * missing would also ask a compact constructor to repeat each component of its record.
 */
class DocumentationTest {
  @Test
  void publicApiIsDocumented() throws IOException {
    List<Path> sources;
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      sources =
          Stream.concat(modules, Stream.of(Path.of("../latent-ode/spark")))
              .map(module -> module.resolve("src/main/java"))
              .filter(Files::isDirectory)
              .flatMap(DocumentationTest::javaFiles)
              .toList();
    }
    assertTrue(sources.size() > 50, "too few sources to be the whole project: " + sources);
    assertEquals(List.of(), UndocumentedApi.in(sources), "public, but without Javadoc");
  }

  @Test
  void findsWhatIsMissing(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("Pump.java"),
            """
            public record Pump(int id) implements Runnable {
              public static final int LIMIT = 3;
              public Pump {}
              public static Pump first() { return new Pump(0); }
              @Override public void run() {}
              void inside() {}
              /** Runs two. */ public void both() {}
              /** */ protected void nothing() {}
              private static class Hidden { public void free() {} }
              /** Modes. */ public enum Mode { /** On. */ ON, OFF }
              /** Listens. */ public interface Listener { void heard(); }
            }
            """);
    assertEquals(
        List.of(
            "Pump.java: Pump",
            "Pump.java: Pump.LIMIT",
            "Pump.java: Pump.first",
            "Pump.java: Pump.nothing",
            "Pump.java: Pump.Mode.OFF",
            "Pump.java: Pump.Listener.heard"),
        UndocumentedApi.in(List.of(file)));
  }

  @Test
  void packageWithoutTextIsFound(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("package-info.java"), "package pumps;");
    assertEquals(List.of("package-info.java: pumps"), UndocumentedApi.in(List.of(file)));
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
