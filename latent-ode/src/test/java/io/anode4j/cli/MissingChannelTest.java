package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of the channels flow and heat, and files that do not have both. */
class MissingChannelTest {
  @TempDir static Path folder;
  private static Workshop workshop;
  private static String csv;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    workshop = new Workshop(folder);
    Path numbers = workshop.numbers();
    csv = Files.readString(numbers);
    model = workshop.train(numbers, "6");
  }

  private static List<CommandRun> both(Path input) {
    return List.of(
        CommandRun.of("forecast", input, "-m", model, "--horizon", 6, "--out", "-", "--quiet"),
        CommandRun.of("evaluate", input, "-m", model, "--horizon", 6, "--quiet"));
  }

  @Test
  void theModelNeedsTheColumn() throws IOException {
    Path file = workshop.write("renamed.csv", csv.replaceFirst("heat", "Heat"));
    for (CommandRun run : both(file)) {
      assertEquals(3, run.code());
      assertEquals(
          "anode4j: renamed.csv, line 1: found no column 'heat', only id, time, flow, Heat, site;"
              + " expected every channel of the model "
              + model
              + ", which was trained on flow, heat; did you mean 'Heat'? Then rename it; otherwise"
              + " add a column 'heat': it must be there, but may be empty where nothing was"
              + " measured\n",
          run.err());
    }
  }

  @Test
  void theColumnMayBeEmpty() throws IOException {
    String emptied = csv.replaceAll("(?m)^(p[^,]*,[^,]*,[^,]*),[^,]*", "$1,");
    Path file = workshop.write("emptied.csv", emptied);
    for (CommandRun run : both(file)) {
      assertEquals(0, run.code(), run.err());
    }
    String found = both(file).get(0).out();
    assertTrue(found.contains(",heat,") && found.contains(",flow,"), found);
    assertFalse(found.contains("NaN"), found);
  }

  /** Who names channels is told of the option. */
  @Test
  void channelsThatWereNamedAreTheOptions() {
    CommandRun run =
        CommandRun.of(
            "forecast",
            folder.resolve("numbers.csv"),
            "-m",
            model,
            "--horizon",
            6,
            "--out",
            "-",
            "--channels",
            "flow,haet");
    assertEquals(3, run.code());
    assertTrue(
        run.err().contains("no column 'haet'; expected the column that --channels names"),
        run.err());
  }
}
