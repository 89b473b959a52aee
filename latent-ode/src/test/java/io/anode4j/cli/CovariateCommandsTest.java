package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Covariates on the command line: columns that are told and not forecast. */
class CovariateCommandsTest {
  @TempDir static Path folder;
  private static Path plant;
  private static Path future;
  private static Path model;

  /** Flow follows the valve; both and the weather are read at times of their own. */
  private static void write(StringBuilder past, StringBuilder ahead) {
    Random random = new Random(3);
    for (int s = 0; s < 3; s++) {
      double valve = 1;
      for (int i = 0; i < 160; i++) {
        double time = i + 0.5 * random.nextDouble();
        StringBuilder to = i < 140 ? past : ahead;
        if (i % 3 == 2) {
          valve = random.nextInt(5);
          to.append(row(s, time, "", "", "" + valve));
        } else if (i % 3 == 1) {
          to.append(row(s, time, "", Math.sin(time / 9) + "", ""));
        } else if (i < 140) {
          to.append(row(s, time, 3 * valve + random.nextGaussian() / 10 + "", "", ""));
        }
      }
    }
  }

  private static String row(int series, double time, String flow, String temp, String valve) {
    return String.format(
        Locale.ROOT, "p%d,%.3f,%s,%s,%s,%d,7%n", series, time, flow, temp, valve, 10 + series);
  }

  @BeforeAll
  static void train() throws IOException {
    Workshop workshop = new Workshop(folder);
    StringBuilder past = new StringBuilder("id,time,flow,temp,valve,site,pressure\n");
    StringBuilder ahead = new StringBuilder(past);
    write(past, ahead);
    plant = workshop.write("plant.csv", past.toString());
    future = workshop.write("future.csv", ahead.toString());
    model = folder.resolve("plant.anode");
    CommandRun run = run(training(plant, model, "--known", "temp", "--held", "valve"));
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("is not trained on"), run.err());
  }

  private static List<Object> training(Path input, Path to, Object... more) throws IOException {
    List<Object> words =
        new ArrayList<>(
            List.of("train", input, "-m", to, "--horizon", 9, "--static", "site", "--past"));
    words.addAll(List.of("pressure", "--config", new Workshop(folder).settings()));
    words.addAll(List.of(more));
    return words;
  }

  private static CommandRun run(List<Object> words) {
    return CommandRun.of(words.toArray());
  }

  private static List<Object> forecast(Object... more) {
    List<Object> words = new ArrayList<>(List.of("forecast", plant, "-m", model, "--out", "-"));
    words.addAll(List.of("--horizon", 9, "--every", 3));
    words.addAll(List.of(more));
    return words;
  }

  @Test
  void aHorizonThatCovariatesDoNotReachIsRefusedByName() {
    CommandRun run = run(forecast());
    assertEquals(ExitCodes.INPUT, run.code(), run.err());
    assertTrue(run.err().contains("The covariate temp of series 'p0' is known until 1"), run.err());
    assertTrue(run.err().contains("add rows with them"), run.err());
  }

  @Test
  void theyMayComeInAnotherFile() throws IOException {
    Path why = folder.resolve("why.csv");
    Path report = folder.resolve("why.html");
    CommandRun run = run(forecast("--future", future, "--explain", why, "--report", report));
    assertEquals(0, run.code(), run.err());
    assertEquals(1 + 3 * 3, run.out().lines().count(), run.out());
    assertTrue(run.out().lines().skip(1).allMatch(line -> line.contains(",flow,")), run.out());
    List<String> effects = Files.readAllLines(why);
    assertEquals("series,part,source,from,to,channel,shift,size", effects.get(0));
    assertTrue(effects.stream().anyMatch(l -> l.startsWith("p0,covariate,valve,")), "" + effects);
    assertTrue(effects.stream().anyMatch(l -> l.startsWith("p2,observations,flow,")));
    assertTrue(effects.stream().anyMatch(l -> l.startsWith("p1,gradient,flow,")));
    assertTrue(effects.stream().noneMatch(l -> l.contains(",site,")), "one value has no other");
    assertTrue(Files.readString(report).contains("What moved flow of p0"), "drawn too");
  }

  /** The same rows at the end of the input, read whole though times are stated. */
  @Test
  void theyMayComeAsRowsWithoutValues() throws IOException {
    String rows = Files.readString(future).lines().skip(1).reduce("", (a, b) -> a + b + "\n");
    Path both = folder.resolve("both.csv");
    Files.writeString(both, Files.readString(plant) + rows);
    List<Object> words = forecast();
    words.set(1, both);
    CommandRun run = run(words);
    assertEquals(0, run.code(), run.err());
    assertEquals(run(forecast("--future", future)).out(), run.out());
    CommandRun resumed = run(forecast("--future", future, "--resume"));
    assertEquals(ExitCodes.USAGE, resumed.code(), resumed.err());
  }

  @Test
  void inspectAndReportNameThem() throws IOException {
    CommandRun run = CommandRun.of("inspect", model);
    String line = "covariates  temp (known), valve (held), site (static), pressure (past)";
    assertTrue(run.out().contains(line), run.out());
    Path page = folder.resolve("page.html");
    CommandRun evaluated =
        CommandRun.of("evaluate", plant, "-m", model, "--horizon", 9, "--report", page);
    assertEquals(0, evaluated.code(), evaluated.err());
    assertTrue(Files.readString(page).contains("valve (held)"));
    assertTrue(evaluated.out().contains("ridge"), evaluated.out());
    assertFalse(evaluated.out().contains("temp"), evaluated.out());
  }

  @Test
  void whatReadsNoCovariatesRefusesThem() throws IOException {
    CommandRun filter =
        CommandRun.of(
            "train", plant, "-m", folder.resolve("f.anode"), "--mode", "filter", "--known", "temp");
    assertEquals(ExitCodes.USAGE, filter.code());
    assertTrue(filter.err().contains("--known was stated with --mode filter"), filter.err());
    CommandRun classes =
        run(training(plant, folder.resolve("c.anode"), "--task", "classify", "--label", "site"));
    assertEquals(ExitCodes.USAGE, classes.code());
    assertTrue(classes.err().contains("--static"), classes.err());
    CommandRun graphs = CommandRun.of("export", "-m", model, "-o", folder.resolve("graphs"));
    assertTrue(graphs.code() != 0 && graphs.err().contains("reads covariates"), graphs.err());
    Path plain = folder.resolve("plain.anode");
    assertEquals(0, run(training(plant, plain, "--channels", "flow")).code());
    CommandRun useless =
        CommandRun.of(
            "forecast", plant, "-m", plain, "--horizon", 9, "--out", "-", "--future", future);
    assertEquals(ExitCodes.USAGE, useless.code(), useless.err());
    assertTrue(useless.err().contains("no covariate that is known ahead"), useless.err());
  }

  @Test
  void namesThatAreNoColumnsAreRefused() throws IOException {
    CommandRun missing = run(training(plant, folder.resolve("x.anode"), "--known", "tmp"));
    assertEquals(ExitCodes.INPUT, missing.code(), missing.err());
    assertTrue(missing.err().contains("did you mean 'temp'"), missing.err());
    CommandRun twice = run(training(plant, folder.resolve("x.anode"), "--known", "site"));
    assertEquals(ExitCodes.USAGE, twice.code(), twice.err());
    assertTrue(twice.err().contains("Covariate site is named twice"), twice.err());
    CommandRun all = run(training(plant, folder.resolve("x.anode"), "--known", "flow,temp,valve"));
    assertEquals(ExitCodes.INPUT, all.code(), all.err());
    assertTrue(all.err().contains("All channels of"), all.err());
  }
}
