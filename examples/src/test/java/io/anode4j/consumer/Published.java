package io.anode4j.consumer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The repository into which the build published its modules.
 *
 * @param root its directory
 * @param version the version of all modules
 */
record Published(Path root, String version) {
  /** The modules that people depend on. */
  static final List<String> JARS =
      List.of("core", "data", "latent-ode", "natives", "spark_2.13", "streaming");

  /** Names the directory; set in the build's phase after packaging. */
  static final String PROPERTY = "anode4j.published";

  static final String WHEN = "looks at packaged modules: run mvn verify";

  /** What the build that runs this test has published. */
  static Published byThisBuild() {
    String root = System.getProperty(PROPERTY);
    assertTrue(Files.isDirectory(Path.of(root)), "nothing is published in " + root);
    return new Published(Path.of(root), System.getProperty("anode4j.version"));
  }

  /** {@return a file of a module, such as core and {@code -sources.jar}} */
  Path file(String module, String ending) {
    String name = "anode4j-" + module;
    Path folder = root.resolve("io/anode4j").resolve(name).resolve(version);
    return folder.resolve(name + "-" + version + ending);
  }

  String pom(String module) throws IOException {
    return Files.readString(file(module, ".pom"));
  }
}
