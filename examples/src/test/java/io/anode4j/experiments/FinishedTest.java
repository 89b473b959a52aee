package io.anode4j.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.chart.Plot;
import io.anode4j.chart.Plots;
import io.anode4j.cli.Anode4j;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An 'all' that was stopped goes on where it was, and never with what another setting found. */
class FinishedTest {
  private static final Setting SETTING = new Setting(2, Setting.Size.USUAL);

  private static Outcome outcome(Experiment experiment, Setting setting) {
    Findings found = new Findings();
    found.measured("a", "nats & more", 1, 0.5);
    found.compared("a beside b", "1.60 %", "1.7 %");
    found.concluded("a above b", List.of(1, 2), (Integer seed) -> seed == 1);
    found.concluded("b above c", List.of(1, 2), (Integer seed) -> true);
    return new Outcome(experiment, setting, found, Duration.ofSeconds(90));
  }

  @Test
  void finishedIsFoundUnderTheSameConditionsOnly(@TempDir Path folder) throws IOException {
    Publication publication = new Publication(folder);
    Solvers solvers = new Solvers();
    assertTrue(publication.finished(solvers, SETTING).isEmpty());
    Outcome outcome = outcome(solvers, SETTING);
    publication.write(outcome);
    assertEquals(Finished.of(outcome), publication.finished(solvers, SETTING).orElseThrow());
    assertTrue(
        publication.finished(solvers, new Setting(3, Setting.Size.USUAL)).isEmpty(), "seeds");
    assertTrue(publication.finished(solvers, new Setting(2, Setting.Size.FULL)).isEmpty(), "size");
    assertTrue(publication.finished(new Depth(), SETTING).isEmpty(), "another experiment");
  }

  @Test
  void dataMatterWhereTheyAreRead(@TempDir Path folder) {
    Setting with = new Setting(2, Setting.Size.USUAL, Optional.of(folder));
    assertEquals(Conditions.of(new Solvers(), SETTING), Conditions.of(new Solvers(), with));
    assertNotEquals(Conditions.of(new Pde(), SETTING), Conditions.of(new Pde(), with));
  }

  @Test
  void whatWasCutOffOrNotRunIsNotFinished(@TempDir Path folder) throws IOException {
    Publication publication = new Publication(folder);
    publication.write(outcome(new Solvers(), SETTING));
    Path file = folder.resolve("solvers/finished.json");
    Files.writeString(file, Files.readString(file).substring(0, 100));
    assertTrue(publication.finished(new Solvers(), SETTING).isEmpty());
    Files.writeString(file, "{\"experiment\":\"solvers\"}"); // of another version
    assertTrue(publication.finished(new Solvers(), SETTING).isEmpty());
    publication.write(Outcome.of(new Mnist(), SETTING)); // has no data
    assertTrue(publication.finished(new Mnist(), SETTING).isEmpty());
    String page = Files.readString(folder.resolve("mnist/index.html"));
    assertTrue(page.contains("Not run. It needs") && !page.contains("CPU seconds"), page);
  }

  @Test
  void picturesOfAnEarlierRunGo(@TempDir Path folder) throws IOException {
    Path own = Files.createDirectories(folder.resolve("solvers"));
    Files.writeString(own.resolve("earlier.svg"), "<svg/>");
    Files.writeString(own.resolve("notes.txt"), "mine");
    Outcome outcome = outcome(new Solvers(), SETTING);
    outcome.findings().picture("now", Plots.grid("now", "", 1, List.of(Plot.titled("now"))));
    new Publication(folder).write(outcome);
    assertFalse(Files.exists(own.resolve("earlier.svg")));
    assertTrue(Files.exists(own.resolve("now.svg")) && Files.exists(own.resolve("notes.txt")));
  }

  /** Without its data an experiment takes nothing away from what it found with them. */
  @Test
  void whatRanWithDataStays(@TempDir Path folder) throws IOException {
    Publication publication = new Publication(folder);
    publication.write(outcome(new Mnist(), new Setting(2, Setting.Size.QUICK))); // draws its own
    String page = Files.readString(folder.resolve("mnist/index.html"));
    publication.write(Outcome.of(new Mnist(), SETTING));
    assertEquals(page, Files.readString(folder.resolve("mnist/index.html")));
  }

  @Test
  void pageOfAllSaysEachClaim(@TempDir Path folder) throws IOException {
    List<Finished> both =
        List.of(
            Finished.of(outcome(new Solvers(), SETTING)),
            Finished.of(Outcome.of(new Mnist(), SETTING)));
    String page = Files.readString(new Publication(folder).writeAll(both));
    assertTrue(page.contains("1 of 2 experiments were run, in 1.5 CPU minutes: 1 of their 2"));
    assertTrue(page.contains("<td>a beside b</td>\n<td>1.60 %</td>\n<td>1.7 %</td>"), page);
    assertTrue(
        page.contains(
            "1 of 2 orders held on every seed; not ‘a above b’: 1 of 2 seeds only, not on seed 2"));
    assertTrue(page.contains("nats &amp; more") && page.contains("Not run. It needs the four"));
  }

  private static int all(StringWriter out, Path folder, String... more) {
    CommandLine command = Anode4j.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    Stream<String> first =
        Stream.of("experiments", "all", "--seeds=2", "--output", folder.toString());
    return command.execute(Stream.concat(first, Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void allGoesOnWhereItWasUnlessToldToBeginAgain(@TempDir Path folder) throws IOException {
    Publication publication = new Publication(folder);
    for (Experiment experiment : Experiments.all()) {
      publication.write(outcome(experiment, SETTING));
    }
    StringWriter out = new StringWriter();
    assertEquals(0, all(out, folder), out.toString());
    assertTrue(out.toString().contains("finished before with the same settings"), out.toString());
    assertTrue(Files.readString(folder.resolve("index.html")).contains("a beside b"));
    Thread.currentThread().interrupt(); // so that a run which begins ends at once
    StringWriter again = new StringWriter();
    assertNotEquals(0, all(again, folder, "--again"));
    Thread.interrupted();
    assertFalse(again.toString().contains("finished before"), again.toString());
  }
}
