package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of counts is shown what training never had: what is lost by it is said. */
class OddHistoriesTest {
  @TempDir static Path folder;
  private static Workshop workshop;
  private static Path counts;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    workshop = new Workshop(folder);
    counts = workshop.write("counts.csv", "id,time,sold\n" + rows("a", 1) + rows("b", 2));
    model = workshop.train(counts, "6", "sold");
  }

  private static String rows(String id, long seed) {
    Random random = new Random(seed);
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 80; i++) {
      rows.append("%s,%d,%d\n".formatted(id, i, random.nextInt(4)));
    }
    return rows.toString();
  }

  private static CommandRun forecast(Path file, Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("forecast", file, "-m", model, "--horizon", "6", "--out", "-"));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  @Test
  void whoKeepsToCountsHearsNothing() {
    CommandRun run = forecast(counts);
    assertEquals(0, run.code(), run.err());
    assertFalse(run.err().contains("training had none of"), run.err());
  }

  /** Read whole and read series by series. */
  @Test
  void oneOddCellLosesCountsAndIsSaid() throws IOException {
    Path odd =
        workshop.write("odd.csv", "id,time,sold\n" + rows("a", 1) + rows("c", 3) + "c,80,1.5\n");
    for (Object[] more : List.of(new Object[0], new Object[] {"--every", "2"})) {
      CommandRun run = forecast(odd, more);
      assertEquals(0, run.code(), run.err());
      assertTrue(
          run.err()
              .contains(
                  "1 of 2 series have values that training had none of, first 'c' (sold, trained as"
                      + " counts 0 to 3): their forecasts are not held to it"),
          run.err());
    }
  }

  @Test
  void timesBeforeTheDataAreSaid() throws IOException {
    Path times = workshop.write("times.txt", "-5\n-1\n3\n82\n");
    CommandRun run = forecast(counts, "--times", times);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("4 of the times lie before the first row"), run.err());
  }

  @Test
  void holesInCountsAreFilledWithCounts() throws IOException {
    StringBuilder rows = new StringBuilder("id,time,sold,heat\n");
    Random random = new Random(4);
    for (int i = 0; i < 160; i++) {
      String sold = i % 10 == 7 ? "" : "" + random.nextInt(4);
      rows.append("a,%d,%s,%.2f\n".formatted(i, sold, 20 + random.nextGaussian()));
    }
    Path holes = workshop.write("holes.csv", rows.toString());
    Path interpolating = workshop.file("interpolating.anode");
    CommandRun trained =
        CommandRun.of(
            "train",
            holes,
            "-m",
            interpolating,
            "--config",
            workshop.settings(),
            "--quiet",
            "--threads",
            "1");
    assertEquals(0, trained.code(), trained.err());
    Path out = workshop.file("filled.csv");
    CommandRun run =
        CommandRun.of("impute", holes, "-m", interpolating, "--out", out, "--quantiles", "0.1,0.9");
    assertEquals(0, run.code(), run.err());
    int filled = 0;
    for (String line : Files.readAllLines(out)) {
      if (line.matches("a,\\d*7,.*")) {
        assertTrue(line.matches("a,\\d+,\\d+,[0-9.]+,\\d+,\\d+,,"), line);
        filled++;
      }
    }
    assertEquals(16, filled);
  }
}
