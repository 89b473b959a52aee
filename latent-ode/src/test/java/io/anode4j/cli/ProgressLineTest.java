package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.model.EpochReport;
import io.anode4j.training.TrainingPace;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final StringWriter err = new StringWriter();

  private ProgressLine line(boolean quiet, boolean terminal) {
    PrintWriter writer = new PrintWriter(err);
    Console console = new Console(new PrintWriter(new StringWriter()), writer, quiet);
    return new ProgressLine(console, TimeFormat.number(), terminal);
  }

  private static void epoch(ProgressLine progress, int number, double elapsed, double remaining) {
    progress.onEpoch(
        new EpochReport(number, 5, 1.5, 1.25, 0.5, 20, 1e-3, number == 1),
        new TrainingPace(1234, elapsed, remaining));
  }

  @Test
  void terminalHasOneLineThatIsWrittenAgain() {
    ProgressLine progress = line(false, true);
    epoch(progress, 1, 0.1, 75);
    epoch(progress, 2, 0.2, 3725);
    progress.onNotice("halved");
    progress.close();
    String first = "epoch 1/5, 1:15 left, loss 1.5000, val 1.2500*, NFE 20.0, 1,234 rows/s";
    String second = "epoch 2/5, 1:02:05 left, loss 1.5000, val 1.2500, NFE 20.0, 1,234 rows/s";
    String rewrite = "\r\u001B[2K";
    assertEquals(
        rewrite + first + rewrite + second + "\nhalved\n",
        err.toString().replace(System.lineSeparator(), "\n"));
    assertTrue(first.length() < 80, "fits a terminal of 80 columns");
  }

  @Test
  void elsewhereALineEveryTwoSecondsAndTheLast() {
    ProgressLine progress = line(false, false);
    epoch(progress, 1, 0.5, 4);
    epoch(progress, 2, 1.5, 3);
    epoch(progress, 3, 2.5, 2);
    epoch(progress, 4, 3.0, 1);
    epoch(progress, 5, 3.5, 0);
    progress.close();
    assertEquals(3, err.toString().lines().count(), err.toString());
    assertTrue(err.toString().lines().toList().get(2).startsWith("epoch 5/5, 0:00 left"));
  }

  @Test
  void quietIsQuiet() {
    ProgressLine progress = line(true, true);
    epoch(progress, 1, 0.5, 4);
    progress.onNotice("halved");
    progress.close();
    assertEquals("", err.toString());
  }
}
