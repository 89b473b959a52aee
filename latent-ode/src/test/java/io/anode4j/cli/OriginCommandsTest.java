package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that was trained for questions at one time says so. */
class OriginCommandsTest {
  @TempDir private Path folder;

  private static String csv(int from, int series, double until) {
    StringBuilder csv = new StringBuilder("id,time,x\n");
    for (int s = from; s < from + series; s++) {
      SplittableRandom random = new SplittableRandom(s);
      for (double t = 0; t < until; t += 0.2 + random.nextDouble()) {
        double value =
            s + 3 * Math.sin(t * t / 20) + Math.sin(9 * Math.sin(t)) + 0.1 * random.nextGaussian();
        csv.append(String.format(Locale.ROOT, "s%d,%.2f,%.3f%n", s, t, value));
      }
    }
    return csv.toString();
  }

  @Test
  void whoAsksElsewhereIsTold() throws IOException {
    Workshop workshop = new Workshop(folder);
    Path data = workshop.write("stations.csv", csv(0, 12, 40));
    Path model = workshop.file("m.anode");
    CommandRun trained =
        CommandRun.of(
            "train",
            data,
            "--horizon",
            6,
            "--origin",
            30,
            "--config",
            workshop.settings(),
            "-m",
            model);
    assertEquals(0, trained.code(), trained.err());
    assertTrue(
        trained.err().contains("Questions share one origin, 30: on 2 held-out"), trained.err());
    assertTrue(CommandRun.of("inspect", model).out().contains("origin      30"));

    Path there = workshop.write("there.csv", csv(20, 3, 30));
    CommandRun fits =
        CommandRun.of(
            "forecast", there, "-m", model, "--horizon", 6, "--out", workshop.file("f.csv"));
    assertEquals(0, fits.code(), fits.err());
    assertFalse(fits.err().contains("asked elsewhere"), fits.err());
    Path early = workshop.write("early.csv", csv(20, 3, 20));
    CommandRun other =
        CommandRun.of(
            "forecast", early, "-m", model, "--horizon", 6, "--out", workshop.file("f.csv"));
    assertEquals(0, other.code(), other.err());
    assertTrue(
        other.err().contains("3 of 3 questions are asked elsewhere than at 30"), other.err());

    Path all = workshop.write("all.csv", csv(20, 3, 40));
    CommandRun rolling = CommandRun.of("evaluate", all, "-m", model, "--horizon", 6);
    assertTrue(rolling.err().contains("state --origin 30"), rolling.err());
    CommandRun at = CommandRun.of("evaluate", all, "-m", model, "--horizon", 6, "--origin", "30");
    assertFalse(at.err().contains("origin"), at.err());
    CommandRun away = CommandRun.of("evaluate", all, "-m", model, "--horizon", 6, "--origin", "20");
    assertTrue(away.err().contains("1 of 1 questions are asked elsewhere"), away.err());
  }

  @Test
  void whatIsNoTimeIsAMistakeOfUse() throws IOException {
    Workshop workshop = new Workshop(folder);
    Path data = workshop.write("stations.csv", csv(0, 12, 40));
    CommandRun run =
        CommandRun.of(
            "train", data, "--horizon", 6, "--origin", "noon", "-m", workshop.file("n.anode"));
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains("--origin: 'noon' is not a time"), run.err());
  }

  @Test
  void otherFamiliesKnowNone() throws IOException {
    Workshop workshop = new Workshop(folder);
    Path data = workshop.write("stations.csv", csv(0, 3, 20));
    CommandRun run =
        CommandRun.of(
            "train", data, "--mode", "filter", "--origin", 10, "-m", workshop.file("f.anode"));
    assertEquals(2, run.code());
    assertTrue(run.err().contains("--origin was stated with --mode filter"), run.err());
  }
}
