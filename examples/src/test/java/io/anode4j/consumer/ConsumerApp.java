package io.anode4j.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * A program that Maven built, with the class path that Maven resolved for it and nothing more.
 *
 * @param jar the program
 * @param libraries the jars that its manifest names
 */
record ConsumerApp(Path jar, List<Path> libraries) {
  static ConsumerApp of(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      String classPath =
          file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return new ConsumerApp(
          jar, Stream.of(classPath.split(" ")).map(URI::create).map(Path::of).toList());
    }
  }

  /** Size of all libraries in bytes. */
  long bytes() throws IOException {
    long bytes = 0;
    for (Path library : libraries) {
      bytes += Files.size(library);
    }
    return bytes;
  }

  List<String> names() {
    return libraries.stream().map(path -> path.getFileName().toString()).toList();
  }

  /** The libraries that hold native code, for whatever platform. */
  List<String> natives() {
    return libraries.stream()
        .filter(ConsumerApp::holdsNativeCode)
        .map(path -> path.getFileName().toString())
        .sorted()
        .toList();
  }

  private static boolean holdsNativeCode(Path library) {
    try (JarFile file = new JarFile(library.toFile())) {
      return file.stream()
          .map(ZipEntry::getName)
          .anyMatch(name -> name.matches(".*\\.(so|dll|dylib|jnilib|a)(\\.[0-9.]+)?"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it in a JVM of its own, which must end well, and returns the lines it printed. */
  List<String> run(List<String> flags, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-Xmx512m", "-jar", jar.toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(jar.getParent(), "run", ".out");
    Path err = Files.createTempFile(jar.getParent(), "run", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES), "still running: " + command);
    assertEquals(0, process.exitValue(), Files.readString(out) + Files.readString(err));
    return Files.readAllLines(out);
  }
}
