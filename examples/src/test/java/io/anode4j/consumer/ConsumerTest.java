package io.anode4j.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A project that depends on what was published, its programs in JVMs of their own. Its build passes
 * anode4j's own rules: nothing banned, every dependency in one version.
 */
@EnabledIfSystemProperty(
    named = Published.PROPERTY,
    matches = ".+",
    disabledReason = Published.WHEN)
class ConsumerTest {
  private static final List<String> DOORS =
      List.of(
          "matrix",
          "doubles",
          "updater",
          "graph",
          "forecast",
          "kernels",
          "training",
          "filter",
          "nd4j");
  private static final List<String> WITH_BLAS = List.of("-Danode4j.kernels=blas");

  private static ConsumerBuild build;

  static List<String> doors() {
    return DOORS;
  }

  @BeforeAll
  static void buildTheProject() throws Exception {
    build = ConsumerBuild.run();
  }

  /** All jars are on this test's own class path, which holds them in the versions under test. */
  @ParameterizedTest
  @ValueSource(strings = {"data", "field", "forecast", "scorer", "natives", "streams"})
  void getsWhatIsTested(String app) throws IOException {
    Set<String> tested =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).getFileName().toString())
            .collect(Collectors.toSet());
    List<String> untested =
        build.app(app).names().stream()
            .filter(name -> !name.startsWith("anode4j-"))
            .filter(name -> !tested.contains(name))
            .toList();
    assertEquals(List.of(), untested, "resolved by a consumer, but not what the tests run with");
  }

  @ParameterizedTest
  @CsvSource({"data,3", "field,30", "forecast,31", "scorer,31"})
  void carriesNoNativeLibraryAndLittleElse(String app, int most) throws IOException {
    ConsumerApp program = build.app(app);
    assertEquals(List.of(), program.natives());
    assertTrue(program.bytes() <= most * 1_000_000L, program.bytes() + " B: " + program.names());
  }

  @Test
  void streamsCarryTheNativesOfKafkaAlone() throws IOException {
    List<String> names =
        build.app("streams").natives().stream().map(n -> n.replaceAll("-[0-9].*", "")).toList();
    assertEquals(List.of("lz4-java", "rocksdbjni", "snappy-java", "zstd-jni"), names);
  }

  @ParameterizedTest
  @CsvSource({
    "anode4j-core,field",
    "anode4j-data,data",
    "anode4j-latent-ode,forecast",
    "anode4j-streaming,streams",
    "anode4j-natives,natives"
  })
  void readmeStatesTheSize(String artifact, String app) throws IOException {
    double size = build.app(app).bytes() / 1e6;
    // A release does not owe its README an edit for every few kilobytes.
    assertTrue(
        Readme.text()
            .lines()
            .filter(l -> l.startsWith("| `" + artifact + "`"))
            .map(l -> l.replaceAll(".*?(\\d+) MB.*", "$1"))
            .anyMatch(stated -> Math.abs(Integer.parseInt(stated) - size) < 1),
        "README must state " + Math.round(size) + " MB beside " + artifact);
  }

  @Test
  void solvesAndTrainsAField() throws Exception {
    List<String> said = build.app("field").run(List.of());
    assertEquals(Math.sin(2), number(said, "sin(2)"), 1e-4);
    assertTrue(number(said, "last loss") < 0.5 * number(said, "first loss"), said::toString);
  }

  @Test
  void trainsKeepsAndForecasts() throws Exception {
    List<String> said = build.app("forecast").run(List.of());
    assertEquals(3, said.size());
    for (String line : said) {
      String[] words = line.split(" ");
      assertEquals(50, Double.parseDouble(words[1]), 10, "the waves lie between 45 and 55");
      assertTrue(Double.parseDouble(words[3]) > 0, line);
    }
  }

  @Test
  void scoresReadings() throws Exception {
    List<String> said = build.app("scorer").run(List.of());
    assertTrue(number(said, "ordinary p") > 1e-3, said::toString);
    assertTrue(number(said, "fault p") < 1e-3, said::toString);
  }

  @ParameterizedTest
  @MethodSource("doors")
  void whoAsksForNativesIsToldTheLineThatBringsThem(String door) throws Exception {
    List<String> said = build.app("doors").run(WITH_BLAS, door);
    assertEquals(2, said.size(), said::toString);
    for (String line : said) {
      assertTrue(line.contains(Readme.nativesDependency()), line);
    }
    if (!door.equals("nd4j")) {
      assertTrue(
          said.stream().allMatch(l -> l.contains("MissingNativesException")), said::toString);
    }
  }

  @Test
  void theFirstFailureDoesNotHideTheLineFromLaterOnes() throws Exception {
    List<String> said = build.app("doors").run(WITH_BLAS, DOORS.toArray(String[]::new));
    assertEquals(2 * DOORS.size(), said.size());
    assertTrue(said.stream().allMatch(l -> l.contains("anode4j-natives")), said::toString);
  }

  @Test
  void schedulesNeedNoNatives() throws Exception {
    assertEquals(
        List.of("schedule 1: 0.5", "schedule 2: 0.5"),
        build.app("doors").run(List.of(), "schedule"));
  }

  @Test
  void theLineBringsThem() throws Exception {
    assertEquals(
        List.of("3.0", "3.0", "22", "2", "1.0", "1", "[pressure]", "[pressure]", "0.0"),
        build.app("natives").run(WITH_BLAS, DOORS.toArray(String[]::new)).stream()
            .filter(line -> line.contains(" 2: "))
            .map(line -> line.replaceAll(".*: ", ""))
            .toList());
  }

  @Test
  void readsData() throws Exception {
    assertEquals(List.of("6"), build.app("data").run(List.of()));
  }

  @Test
  void streamsAreThere() throws Exception {
    assertEquals(List.of("StreamingConfig"), build.app("streams").run(List.of()));
  }

  private static double number(List<String> lines, String words) {
    String line = lines.stream().filter(l -> l.startsWith(words + " ")).findFirst().orElseThrow();
    return Double.parseDouble(line.substring(words.length() + 1));
  }
}
