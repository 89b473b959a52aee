package io.anode4j.consumer;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The project of {@code src/consumer}, built by Maven with a local repository of its own. It
 * resolves anode4j from what this build published and all else from what this build has fetched:
 * without the network, unless something is missing there.
 */
final class ConsumerBuild {
  private static final Path SOURCE = Path.of("src/consumer");
  private static final Path PARENT = Path.of("../pom.xml");

  private final Published published = Published.byThisBuild();
  private final Path folder = Path.of("target/consumer").toAbsolutePath();
  private final Path repository = folder.resolve("repository");
  private final Path project = folder.resolve("project");

  /** Builds all programs. */
  static ConsumerBuild run() throws IOException, InterruptedException {
    ConsumerBuild build = new ConsumerBuild();
    Folders.delete(build.project);
    Folders.delete(build.repository.resolve("io/anode4j"));
    build.copyProject();
    Path settings = Files.writeString(build.folder.resolve("settings.xml"), "<settings/>");
    String offline =
        build.maven("-o", "-Daether.offline.protocols=file", "-s", settings.toString());
    if (offline != null) {
      assertTrue(offline.contains("in offline mode"), offline);
      assertNull(build.maven());
    }
    return build;
  }

  /** A program of the project, ready to be started. */
  ConsumerApp app(String module) throws IOException {
    return ConsumerApp.of(project.resolve(module).resolve("target/" + module + "-1.jar"));
  }

  private void copyProject() throws IOException {
    Map<String, String> words =
        Map.of(
            "@version@", published.version(),
            "@published@", published.root().toUri().toString(),
            "@fetched@", Path.of(System.getProperty("anode4j.fetched")).toUri().toString(),
            "@repository@", repository.toUri().toString(),
            "@natives@", Readme.nativesDependency(),
            "@rules@", between(Files.readString(PARENT), "<rules>", "</rules>"),
            "@plugins@", plugins(Files.readString(PARENT)));
    List<Path> files;
    try (Stream<Path> found = Files.walk(SOURCE)) {
      files = found.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String text = Files.readString(file);
      for (Map.Entry<String, String> word : words.entrySet()) {
        text = text.replace(word.getKey(), word.getValue());
      }
      Path copy = project.resolve(SOURCE.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, text);
    }
  }

  private static String between(String text, String start, String end) {
    return text.substring(text.indexOf(start), text.indexOf(end) + end.length());
  }

  /** The plugins that this build uses in the same versions: they are already fetched. */
  private static String plugins(String pom) {
    String managed = between(pom, "<pluginManagement>", "</pluginManagement>");
    Matcher plugin =
        Pattern.compile(
                "<groupId>org.apache.maven.plugins</groupId>\\s*"
                    + "<artifactId>[a-z-]+</artifactId>\\s*<version>[0-9.]+</version>")
            .matcher(managed);
    return plugin
        .results()
        .map(found -> "<plugin>" + found.group() + "</plugin>")
        .collect(Collectors.joining("\n"));
  }

  /** {@return what Maven said if it failed, else null} */
  private @Nullable String maven(String... options) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("-Dmaven.repo.local=" + repository));
    all.addAll(List.of(options));
    all.add("package");
    return Maven.run(project, all);
  }
}
