package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImputeCommandTest {
  @TempDir static Path folder;
  private static Workshop workshop;
  private static Path numbers;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    workshop = new Workshop(folder);
    numbers = workshop.numbers();
    model = workshop.file("interpolating.anode");
    CommandRun run =
        CommandRun.of("train", numbers, "-m", model, "--config", workshop.settings(), "--quiet");
    assertEquals(0, run.code(), run.err());
  }

  /** Every cell is there afterwards, those that were there before with the same value. */
  @Test
  void holesAreFilledAndObservationsStay() throws IOException {
    Path out = workshop.file("filled.csv");
    CommandRun run = CommandRun.of("impute", numbers, "-m", model, "--out", out);
    assertEquals(0, run.code(), run.err());
    List<String> before = Files.readAllLines(numbers);
    List<String> after = Files.readAllLines(out);
    assertEquals("series,time,flow,heat,flow_q0.05,flow_q0.95,heat_q0.05,heat_q0.95", after.get(0));
    assertEquals(before.size(), after.size());
    int filled = 0;
    for (int i = 1; i < after.size(); i++) {
      String[] was = before.get(i).split(",", -1);
      String[] is = after.get(i).split(",", -1);
      assertEquals(was[0], is[0]);
      assertEquals(Double.parseDouble(was[2]), Double.parseDouble(is[2]));
      assertEquals("", is[4] + is[5]);
      if (was[3].isEmpty()) {
        filled++;
        double low = Double.parseDouble(is[6]);
        double value = Double.parseDouble(is[3]);
        assertTrue(low < value && value < Double.parseDouble(is[7]), after.get(i));
        assertTrue(value > 8 && value < 12, after.get(i));
      } else {
        assertEquals(Double.parseDouble(was[3]), Double.parseDouble(is[3]));
        assertEquals("", is[6] + is[7]);
      }
    }
    assertTrue(run.err().contains("filled " + filled + " values"), run.err());
  }

  @Test
  void theBenchmarkShowsModelAndRules() {
    CommandRun run = CommandRun.of("impute", numbers, "-m", model, "--benchmark", "0.2,0.5");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("20 % of the observed values hidden"), run.out());
    assertTrue(run.out().contains("50 % of the observed values hidden"), run.out());
    for (String name : List.of("model ", "latent_ode ", "linear ", "last_value ", "mean ")) {
      assertTrue(run.out().lines().anyMatch(line -> line.startsWith(name)), run.out());
    }
    assertTrue(run.err().contains("it has seen what is hidden now"), run.err());
  }

  @Test
  void whatCannotBeIsRefused() throws IOException {
    assertRefused(2, "neither --out nor --benchmark", numbers);
    assertRefused(2, "expected shares between 0 and 1", numbers, "--benchmark", "1.5");
    assertRefused(2, "--quantiles", numbers, "--out", workshop.file("x.csv"), "--quantiles", "7");
    assertRefused(2, "names no file", numbers, "--out", "-");
    Path one = workshop.write("one.csv", "id,time,flow,heat\np0,1,2,3\n");
    assertRefused(3, "more observations", one, "--out", workshop.file("x.csv"));
  }

  private static void assertRefused(int code, String why, Object input, Object... more) {
    Object[] command = new Object[4 + more.length];
    System.arraycopy(new Object[] {"impute", input, "-m", model}, 0, command, 0, 4);
    System.arraycopy(more, 0, command, 4, more.length);
    CommandRun run = CommandRun.of(command);
    assertEquals(code, run.code(), run.err());
    assertTrue(run.err().contains(why), run.err());
  }
}
