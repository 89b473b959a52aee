package io.anode4j.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a public repository asks of its jars and POMs. */
@EnabledIfSystemProperty(
    named = Published.PROPERTY,
    matches = ".+",
    disabledReason = Published.WHEN)
class PublishedTest {
  private static final Path LICENCE = Path.of("../LICENSE");

  private final Published published = Published.byThisBuild();

  static List<String> jars() {
    return Published.JARS;
  }

  @ParameterizedTest
  @MethodSource("jars")
  void everyJarHoldsTheLicence(String module) throws IOException {
    for (String ending : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
      try (JarFile jar = new JarFile(published.file(module, ending).toFile())) {
        assertEquals(Files.readString(LICENCE), text(jar, "META-INF/LICENSE"), module + ending);
        assertTrue(text(jar, "META-INF/NOTICE").startsWith("anode4j"), module + ending);
      }
    }
  }

  private static String text(JarFile jar, String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    assertNotNull(entry, jar.getName() + " has no " + name);
    return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Nothing of the clock, the user or the machine: equal sources make equal jars. */
  @ParameterizedTest
  @MethodSource("jars")
  void everyEntryHasTheTimeOfTheProject(String module) throws IOException {
    Set<LocalDateTime> times = new TreeSet<>();
    for (String ending : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
      try (JarFile jar = new JarFile(published.file(module, ending).toFile())) {
        jar.stream().map(ZipEntry::getTimeLocal).forEach(times::add);
        Attributes manifest = jar.getManifest().getMainAttributes();
        List<String> telling =
            manifest.keySet().stream()
                .map(Object::toString)
                .filter(name -> name.matches("Build-Jdk|Built-By|Build-Time|Bnd-.*"))
                .toList();
        assertEquals(List.of(), telling, module + ending);
      }
    }
    assertEquals(1, times.size(), times::toString);
  }

  @Test
  void everyJarIsAModuleOfItsOwn() {
    Path[] jars = jars().stream().map(m -> published.file(m, ".jar")).toArray(Path[]::new);
    Set<String> names =
        ModuleFinder.of(jars).findAll().stream()
            .map(module -> module.descriptor().name())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(
        Set.of(
            "io.anode4j.core",
            "io.anode4j.data",
            "io.anode4j.latentode",
            "io.anode4j.natives",
            "io.anode4j.spark",
            "io.anode4j.streaming"),
        names);
  }

  @Test
  void noPackageLiesInTwoJars() {
    List<String> packages = new ArrayList<>();
    for (String module : jars()) {
      ModuleFinder.of(published.file(module, ".jar"))
          .findAll()
          .forEach(found -> packages.addAll(found.descriptor().packages()));
    }
    assertEquals(
        packages.stream().distinct().sorted().toList(), packages.stream().sorted().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "data", "latent-ode", "streaming"})
  void sourcesAndJavadocBelongToTheClasses(String module) throws IOException {
    List<String> classes = topLevel(module, ".jar", ".class");
    assertEquals(classes, topLevel(module, "-sources.jar", ".java"));
    assertTrue(classes.size() > 20, classes::toString);
    List<String> pages = topLevel(module, "-javadoc.jar", ".html");
    assertTrue(pages.contains("index"), pages::toString);
    assertTrue(pages.stream().noneMatch(page -> page.contains("/internal/")), pages::toString);
    assertTrue(pages.stream().filter(classes::contains).count() > 10, pages::toString);
  }

  private List<String> topLevel(String module, String ending, String type) throws IOException {
    try (JarFile jar = new JarFile(published.file(module, ending).toFile())) {
      return jar.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(type) && !name.contains("$"))
          .map(name -> name.substring(0, name.length() - type.length()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bom", "parent"})
  void poms(String module) throws IOException {
    String pom = published.pom(module);
    for (String element : List.of("name", "description", "url", "license", "developer", "scm")) {
      assertTrue(pom.contains("<" + element + ">") || pom.contains("<" + element + " "), element);
    }
  }

  @Test
  void theBomNamesEveryModule() throws IOException {
    String bom = published.pom("bom");
    List<String> named =
        Stream.of(bom.split("<artifactId>anode4j-"))
            .skip(1)
            .map(rest -> rest.substring(0, rest.indexOf('<')))
            .filter(name -> !name.equals("bom"))
            .sorted()
            .toList();
    assertEquals(jars(), named);
    assertTrue(bom.contains("<version>" + published.version() + "</version>"), bom);
  }
}
