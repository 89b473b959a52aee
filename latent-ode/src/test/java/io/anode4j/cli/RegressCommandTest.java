package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegressCommandTest {
  @TempDir static Path folder;
  private static Workshop workshop;
  private static Path engines;
  private static Path rows;
  private static Path series;

  /** Engines whose heat rises before they fail: life a row, and how long each ran. */
  @BeforeAll
  static void train() throws IOException {
    workshop = new Workshop(folder);
    SplittableRandom random = new SplittableRandom(2);
    StringBuilder csv = new StringBuilder("id,time,heat,label_life,label_ran,part\n");
    for (int s = 0; s < 12; s++) {
      int ran = 20 + random.nextInt(20);
      for (int t = 0; t <= ran; t++) {
        double heat = Math.exp((t - ran) / 8.0) + 0.05 * random.nextGaussian();
        csv.append(
            String.format(
                Locale.ROOT,
                "e%d,%d,%.3f,%d,%d,%s%n",
                s,
                t,
                heat,
                ran - t,
                ran,
                s < 8 ? "train" : "test"));
      }
    }
    engines = workshop.write("engines.csv", csv.toString());
    rows = workshop.file("rows.anode");
    CommandRun run =
        train(
            "regress-rows", rows, "--label", "label_life", "--label-max", "25", "--context", "10");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("next             anode4j regress"), run.out());
    assertTrue(run.err().contains("rows of 1 series set apart"), run.err());
    series = workshop.file("series.anode");
    CommandRun whole = train("regress", series, "--label", "label_ran");
    assertEquals(0, whole.code(), whole.err());
  }

  private static CommandRun train(String task, Path model, Object... more) throws IOException {
    Object[] base = {
      "train",
      engines,
      "--task",
      task,
      "-m",
      model,
      "--config",
      workshop.settings(),
      "--channels",
      "heat",
      "--where",
      "part=train"
    };
    Object[] all = java.util.Arrays.copyOf(base, base.length + more.length);
    System.arraycopy(more, 0, all, base.length, more.length);
    return CommandRun.of(all);
  }

  @Test
  void everyRowIsGivenItsNumber() throws IOException {
    Path out = workshop.file("life.csv");
    CommandRun run = CommandRun.of("regress", engines, "-m", rows, "--out", out);
    assertEquals(0, run.code(), run.err());
    List<String> lines = Files.readAllLines(out);
    assertEquals("series,time,value,lower,upper", lines.get(0));
    long read = Files.readAllLines(engines).size();
    assertEquals(read, lines.size());
    for (String line : lines.subList(1, lines.size())) {
      assertTrue(Double.parseDouble(line.split(",")[2]) <= 25, line);
    }
    Path few = workshop.file("ran.csv");
    assertEquals(0, CommandRun.of("regress", engines, "-m", series, "--out", few).code());
    assertEquals("series,value,lower,upper", Files.readAllLines(few).get(0));
    assertEquals(13, Files.readAllLines(few).size());
  }

  @Test
  void whatTrainingSawIsNotScored() throws IOException {
    Path json = workshop.file("scores.json");
    CommandRun run =
        CommandRun.of("regress", engines, "-m", rows, "--label", "label_life", "--json", json);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("rows; labels above 25 count as 25"), run.out());
    for (String name : List.of("model ", "latent ODE ", "ridge regression ", "mean ")) {
      assertTrue(run.out().lines().anyMatch(line -> line.startsWith(name)), run.out());
    }
    assertTrue(Files.readString(json).contains("\"rmse\""));
    CommandRun last =
        CommandRun.of("regress", engines, "-m", rows, "--label", "label_life", "--last");
    // Four to test with, and one that was set apart in training.
    assertTrue(last.out().startsWith("5 rows"), last.out() + last.err());
    CommandRun whole = CommandRun.of("regress", engines, "-m", series, "--label", "label_ran");
    assertTrue(whole.out().startsWith("5 series"), whole.out() + whole.err());
    assertTrue(whole.err().contains("7 series that the model learnt from"), whole.err());
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() throws IOException {
    assertRefused(2, "--last was stated without --label", "-m", rows, "--last", "--out", "x.csv");
    assertRefused(
        2,
        "--last was stated with a model of whole series",
        "-m",
        series,
        "--last",
        "--label",
        "label_ran");
    assertRefused(2, "neither --out nor --label", "-m", rows);
    assertRefused(3, "has the label 't", "-m", series, "--label", "part");
    assertEquals(3, train("regress", workshop.file("n.anode"), "--label", "label_life").code());
    CommandRun classes =
        train("classify", workshop.file("n.anode"), "--label", "label_ran", "--label-max", "3");
    assertEquals(2, classes.code());
    assertTrue(classes.err().contains("only numbers have a largest one"), classes.err());
    CommandRun forecast = train("forecast", workshop.file("n.anode"), "--label-max", "3");
    assertTrue(forecast.err().contains("without --task"), forecast.err());
    CommandRun infinite =
        train("regress", workshop.file("n.anode"), "--label", "label_ran", "--label-max", "NaN");
    assertTrue(infinite.err().contains("expected a finite number"), infinite.err());
  }

  private static void assertRefused(int code, String why, Object... more) {
    Object[] all = new Object[more.length + 2];
    all[0] = "regress";
    all[1] = engines;
    System.arraycopy(more, 0, all, 2, more.length);
    CommandRun run = CommandRun.of(all);
    assertEquals(code, run.code(), run.err());
    assertTrue(run.err().contains(why), run.err());
  }

  @Test
  void inspectSaysWhatTheFileIs() {
    CommandRun run = CommandRun.of("inspect", rows);
    assertTrue(run.out().contains("regressor: says which number"), run.out() + run.err());
    CommandRun forecast =
        CommandRun.of(
            "forecast", engines, "-m", rows, "--horizon", "3", "--out", workshop.file("f.csv"));
    assertTrue(forecast.err().contains("holds a regressor"), forecast.err());
  }
}
