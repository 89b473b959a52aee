package io.anode4j.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No two sources have more than {@value #MOST_PERCENT} % of the smaller one's lines in common
 * ({@link SharedLines} says how that is counted): what both do has a home of its own.
 */
class DuplicationTest {
  private static final int MOST_PERCENT = 15;

  /**
   * Kernels are written several times on purpose, by instruction set, with the same loops around
   * what differs: what they have in common must not be a call in the innermost loop.
   */
  private static final String KERNELS = "tensor/kernel/";

  /** Coefficients of methods, which papers give: those of some are the same. */
  private static final List<String> TABLEAUS =
      List.of(
          "Bosh3",
          "Dopri5",
          "Dopri8",
          "Euler",
          "Heun",
          "KenCarp4",
          "Kvaerno5",
          "Midpoint",
          "Ralston",
          "RungeKutta4",
          "ThreeEighths",
          "Tsit5");

  private static boolean isExempt(String source) {
    return source.startsWith(KERNELS)
        || TABLEAUS.stream().anyMatch(name -> source.equals("ode/" + name + ".java"));
  }

  private static Map<String, Integer> above(Map<String, List<String>> sources) {
    Map<String, Integer> above = new TreeMap<>();
    for (SharedLines pair : SharedLines.among(sources)) {
      if (100 * pair.same() > MOST_PERCENT * pair.of()) {
        above.put(pair.smaller() + " | " + pair.larger(), pair.percent());
      }
    }
    return above;
  }

  @Test
  void noPairOfSourcesIsACopy() throws IOException {
    Map<String, List<String>> sources = SignificantLines.of(SourceTrees.sources("src/main/java"));
    sources.keySet().removeIf(DuplicationTest::isExempt);
    assertEquals(
        Map.of(),
        above(sources),
        "percent of the smaller source's lines that the larger one has too; expected at most "
            + MOST_PERCENT
            + ": give what both do a home of its own");
  }

  @Test
  void exemptSourcesExist() {
    List<Path> sources = SourceTrees.sources("src/main/java");
    for (String name : TABLEAUS) {
      Path tableau = Path.of("io", "anode4j", "ode", name + ".java");
      assertTrue(sources.stream().anyMatch(s -> s.endsWith(tableau)), name);
    }
  }

  private static final String FIRST =
      """
      package io.anode4j.one;

      import java.util.List;

      /** Adds. */
      record First(List<Double> values, double factor) {
        /* Not counted,
           any of it. */
        double sum() {
          double sum = 0;
          int count = 0;
          // Not counted.
          for (double value : values) {
            sum += value;
            count++;
          }
          return sum / count;
        }
      }
      """;

  private static final String SECOND =
      """
      package io.anode4j.two;

      import java.util.List;

      /** Adds as well, and multiplies. */
      final class Second {
        private final List<Double> values;
        private final double factor;

        Second(List<Double> values, double factor) {
          this.values = values;
          this.factor = factor;
        }

        /** Of all. */
        double average() {
          double sum = 0;
          int count = 0;
          for (double value : values) {
            sum += value;
            count++;
          }
          double average = sum / count;
          return factor * average;
        }
      }
      """;

  private static Map<String, List<String>> of(Path folder, String first, String second)
      throws IOException {
    Path base = Files.createDirectories(folder.resolve("io/anode4j"));
    return SignificantLines.of(
        List.of(
            Files.writeString(base.resolve("First.java"), first),
            Files.writeString(base.resolve("Second.java"), second)));
  }

  @Test
  void copyOfABodyIsFound(@TempDir Path folder) throws IOException {
    Map<String, List<String>> sources = of(folder, FIRST, SECOND);
    assertEquals(
        List.of(
            "double sum = 0;",
            "int count = 0;",
            "for (double value : values) {",
            "sum += value;",
            "return sum / count;"),
        sources.get("First.java"));
    assertEquals(Map.of("First.java | Second.java", 80), above(sources));
  }

  @Test
  void sameLinesFarFromEachOtherAreNoCopy(@TempDir Path folder) throws IOException {
    String apart = SECOND.replace("int count = 0;", "int count = 0;\n    long start = count;");
    assertEquals(Map.of(), above(of(folder, FIRST, apart)));
  }
}
