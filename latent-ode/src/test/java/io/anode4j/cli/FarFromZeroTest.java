package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way of numbers whose movement is small beside them, from the file to every output: the
 * network computes in float32, but on scaled values, and all around it is double.
 */
class FarFromZeroTest {
  private static final int ROWS = 600;
  private static final int AHEAD = 24;
  private static final String SMALL =
      """
      {"latentSize": 4, "augment": 1, "encoderUnits": 16, "fieldUnits": 16, "fieldLayers": 1,
       "decoderUnits": 16, "forecastSamples": 8, "windowsPerEpoch": 512, "epochs": 12}
      """;

  private static final Pattern WORDS = Pattern.compile("the median is (\\S+) and the 95");

  @TempDir Path folder;

  private Path data(IntToDoubleFunction value) throws IOException {
    StringBuilder csv = new StringBuilder("series,time,x\n");
    for (int i = 0; i < ROWS; i++) {
      csv.append("a,").append(i).append(',').append(value.applyAsDouble(i)).append('\n');
    }
    return Files.writeString(folder.resolve("data.csv"), csv);
  }

  private static CommandRun run(Object... words) {
    CommandRun run = CommandRun.of(words);
    assertEquals(0, run.code(), run.err());
    return run;
  }

  private void assertForecasts(IntToDoubleFunction value, double spread, double allowed)
      throws IOException {
    Path data = data(value);
    Path model = folder.resolve("m.anode");
    Path settings = Files.writeString(folder.resolve("small.json"), SMALL);
    run("train", data, "-m", model, "--horizon", AHEAD, "--config", settings, "--quiet");
    Path page = folder.resolve("r.html");
    List<String> rows =
        run("forecast", data, "-m", model, "--horizon", AHEAD, "--out", "-", "--report", page)
            .out()
            .lines()
            .skip(1)
            .toList();
    assertEquals(AHEAD, rows.size());
    Set<String> distinct = new HashSet<>();
    for (int i = 0; i < AHEAD; i++) {
      String[] cells = rows.get(i).split(",");
      distinct.add(cells[3]);
      assertEquals(value.applyAsDouble(ROWS + i), Double.parseDouble(cells[3]), allowed);
      assertTrue(
          Double.parseDouble(cells[5]) < Double.parseDouble(cells[6])
              && Double.parseDouble(cells[6]) < Double.parseDouble(cells[7]),
          rows.get(i));
    }
    assertEquals(AHEAD, distinct.size(), rows.toString());
    Matcher words = WORDS.matcher(Files.readString(page));
    assertTrue(words.find());
    String median = rows.get(AHEAD - 1).split(",")[6];
    assertEquals(Double.parseDouble(median), number(words.group(1)), 1e-4 * spread);
    assertInspected(data, value);
  }

  private static double number(String text) {
    String plain = text.replace(",", "").replace("×10", "e");
    for (int digit = 0; digit < 10; digit++) {
      plain = plain.replace("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit), (char) ('0' + digit));
    }
    return Double.parseDouble(plain);
  }

  private static void assertInspected(Path data, IntToDoubleFunction value) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < ROWS; i++) {
      min = Math.min(min, value.applyAsDouble(i));
      max = Math.max(max, value.applyAsDouble(i));
    }
    String row =
        run("inspect", data, "--quiet")
            .out()
            .lines()
            .filter(line -> line.startsWith("x "))
            .findFirst()
            .orElseThrow();
    String[] cells = row.split(" {2,}");
    assertEquals(min, Double.parseDouble(cells[3]), 1e-4 * (max - min), row);
    assertEquals(max, Double.parseDouble(cells[5]), 1e-4 * (max - min), row);
  }

  @Test
  void aTotalizer() throws IOException {
    // In training it spans 300; a forecast may be off by a tenth of that.
    assertForecasts(i -> 1e12 + 0.5 * i, 12, 30);
  }

  @Test
  void aPressure() throws IOException {
    Random random = new Random(4);
    double[] noise = random.doubles(ROWS + AHEAD, -1e-3, 1e-3).toArray();
    assertForecasts(i -> 101_325 + 0.01 * Math.sin(2 * Math.PI * i / 150) + noise[i], 0.02, 0.01);
  }
}
