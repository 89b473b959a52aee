package io.anode4j.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.cli.Anode4j;
import io.anode4j.experiments.Findings.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class ExperimentsTest {
  private static final Setting QUICK = new Setting(1, Setting.Size.QUICK);

  static Stream<Experiment> experiments() {
    return Experiments.all().stream();
  }

  /** The order of every experiment, in its fast variant, and that its files are whole. */
  @ParameterizedTest
  @MethodSource("experiments")
  void orderHolds(Experiment experiment, @TempDir Path folder) throws IOException {
    Outcome outcome = Outcome.of(experiment, QUICK);
    List<String> wrong =
        outcome.findings().verdicts().stream()
            .filter(v -> !v.everywhere() && !isTiming(v) && !isKnownNotToHold(v))
            .map(v -> v.order() + ": " + v.words())
            .toList();
    assertEquals(List.of(), wrong, () -> outcome.findings().measurements().toString());
    Publication publication = new Publication(folder);
    publication.write(outcome);
    String page = Files.readString(publication.page(experiment));
    assertTrue(page.contains(experiment.claim().substring(0, 20)) && page.contains("<svg"));
    assertFalse(page.contains("<script") || page.contains("src="));
    Path own = folder.resolve(experiment.name());
    for (String picture : outcome.findings().pictures().keySet()) {
      assertTrue(Files.size(own.resolve(picture + ".svg")) > 1000);
    }
    long lines = Files.readString(own.resolve("results.csv")).lines().count();
    assertEquals(outcome.findings().measurements().size() + 1, lines);
  }

  /** A clock on a busy machine proves nothing within a test. */
  private static boolean isTiming(Verdict verdict) {
    return verdict.order().contains("time against");
  }

  /**
   * Half the evaluations backwards was measured with implicit Adams, and does not hold here; NODE
   * misses the slice on half of the seeds alone; two moons ask for as much as g(x); NODE stays
   * below 1,000 evaluations; eight hidden units, the entropy, a latent ODE of the toy, and
   * parabolic networks ask for longer training.
   */
  private static boolean isKnownNotToHold(Verdict verdict) {
    return Stream.of(
            "figure 3c",
            "the gap",
            "they grow by a larger factor",
            "explosion",
            "continuous, M = 8",
            "toy, interpolation, 50 % shown: latent",
            "toy, extrapolation, 40 % shown: latent ODE, ODE-RNN encoder below ODE-RNN",
            "parabolic errs",
            "within 0.")
        .anyMatch(verdict.order()::startsWith);
  }

  @Test
  void verdictsAreWords() {
    assertEquals("order reproduced on 5 of 5 seeds", new Verdict("", 5, List.of()).words());
    assertEquals("order not reproduced: 0 of 1 seed", new Verdict("", 1, List.of(1)).words());
    Findings findings = new Findings();
    findings.concluded("more than two", List.of(1, 3, 2, 4, 5), (Integer x) -> x > 2);
    assertEquals("3 of 5 seeds only, not on seeds 1, 3", findings.verdicts().get(0).words());
  }

  @Test
  void trendIsSpearmans() {
    assertEquals(1, Depth.trend(new double[] {1, 2, 4, 9}), 1e-12);
    assertEquals(-1, Depth.trend(new double[] {3, 2, 1}), 1e-12);
    assertEquals(0.8, Depth.trend(new double[] {1, 3, 2, 4}), 1e-12); // 1 − 6·2/(4·15)
  }

  @Test
  void fitsAndSamplesByHand() {
    Fit fit = Fit.of(new double[] {1, 2, 3}, new double[] {3, 5, 7});
    assertEquals(2, fit.slope(), 1e-12);
    assertEquals(1, fit.share(), 1e-12);
    Sample sample = new Sample(new double[] {1, 2, 6});
    assertEquals(3, sample.mean(), 1e-12);
    assertEquals(Math.sqrt(7), sample.deviation(), 1e-12);
    assertEquals(2, sample.median(), 1e-12);
    assertEquals("3 ± 2.6", sample.words());
    assertEquals("1187", new Sample(new double[] {1187, 1187}).words());
  }

  private static int execute(StringWriter out, String... arguments) {
    CommandLine command = Anode4j.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    return command.execute(arguments);
  }

  @Test
  void commandListsAllWithClaimAndBudget() {
    StringWriter out = new StringWriter();
    assertEquals(0, execute(out, "experiments"));
    for (Experiment experiment : Experiments.all()) {
      assertTrue(out.toString().contains(experiment.claim()));
      assertTrue(out.toString().contains(experiment.budget()));
    }
  }

  @Test
  void commandWritesWhereItIsTold(@TempDir Path folder) {
    StringWriter out = new StringWriter();
    String where = folder.resolve("pages").toString();
    assertEquals(0, execute(out, "experiments", "depth", "--seeds", "1", "--output", where));
    assertTrue(out.toString().contains("of 1 seed"), out.toString());
    assertTrue(Files.isRegularFile(folder.resolve("pages/depth/index.html")));
  }

  @Test
  void commandRefusesWhatThereIsNot() {
    StringWriter out = new StringWriter();
    assertEquals(2, execute(out, "experiments", "nothing"));
    assertTrue(out.toString().contains("expected one of solvers"), out.toString());
    assertEquals(2, execute(new StringWriter(), "experiments", "solvers", "--seeds", "0"));
    assertThrows(IllegalArgumentException.class, () -> new Setting(1001, Setting.Size.USUAL));
  }
}
