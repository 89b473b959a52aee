package io.anode4j.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * One module built again, elsewhere and later; {@code .ci/reproducible} does so with all of them.
 */
@EnabledIfSystemProperty(
    named = Published.PROPERTY,
    matches = ".+",
    disabledReason = Published.WHEN)
class SecondBuildTest {
  private static final Path HOME = Path.of("..");

  private final Published published = Published.byThisBuild();
  private final Path copy = Path.of("target/consumer/second-build").toAbsolutePath();

  @Test
  void makesTheSameBytes() throws Exception {
    Folders.delete(copy);
    for (String poms :
        List.of(
            ".",
            "core",
            "core/bom",
            "core/natives",
            "data",
            "latent-ode",
            "latent-ode/spark",
            "streaming",
            "examples")) {
      copy(Path.of(poms, "pom.xml"));
    }
    for (String file : List.of("LICENSE", "NOTICE", ".mvn", "data/src/main")) {
      copy(Path.of(file));
    }
    String repository = System.getProperty("anode4j.fetched");
    assertNull(
        Maven.run(
            copy,
            List.of(
                "-o",
                "-Dmaven.repo.local=" + repository,
                "-Dmaven.test.skip",
                "-Djacoco.skip",
                "-pl",
                "data",
                "package")));
    for (String ending : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
      Path first = published.file("data", ending);
      Path second = copy.resolve("data/target").resolve(first.getFileName().toString());
      assertEquals(-1, Files.mismatch(first, second), "first byte that differs in " + second);
    }
  }

  private void copy(Path relative) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(HOME.resolve(relative))) {
      files = found.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path target = copy.resolve(HOME.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
  }
}
