package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  private static final List<String> FORECASTERS =
      List.of(
          "model",
          "ridge",
          "latent_ode",
          "unframed",
          "last_value",
          "training_mean",
          "linear",
          "seasonal_naive");

  @TempDir static Path folder;
  private static Workshop workshop;
  private static Path numbers;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    workshop = new Workshop(folder);
    numbers = workshop.numbers();
    model = workshop.train(numbers, "3");
  }

  @Test
  void tableJsonAndReportTellTheSame() throws IOException {
    Path json = workshop.file("scores.json");
    Path report = workshop.file("scores.html");
    CommandRun run = evaluate("--json", json, "--report", report);
    assertEquals(0, run.code(), run.err());
    JsonNode root = new ObjectMapper().readTree(json.toFile());
    List<String> names = new ArrayList<>();
    root.fieldNames().forEachRemaining(names::add);
    assertEquals(FORECASTERS, names.subList(0, 8));
    assertEquals(
        List.of(
            "per_channel",
            "by_lead_time",
            "units",
            "horizon",
            "origins",
            "series",
            "targets",
            "skipped",
            "seen"),
        names.subList(8, names.size()));
    for (String forecaster : FORECASTERS) {
      List<String> scores = new ArrayList<>();
      root.get(forecaster).fieldNames().forEachRemaining(scores::add);
      assertEquals(
          List.of("mse", "mae", "crps", "nll", "coverage90", "skill", "skill_error"), scores);
      assertTrue(root.at("/per_channel/heat/" + forecaster + "/crps").isNumber());
    }
    JsonNode leads = root.get("by_lead_time");
    assertEquals(0, leads.at("/0/from").asDouble());
    assertEquals(3, leads.get(leads.size() - 1).get("to").asDouble());
    double best = Double.POSITIVE_INFINITY;
    double worst = 0;
    for (JsonNode lead : leads) {
      best = Math.min(best, lead.at("/model/crps").asDouble(Double.POSITIVE_INFINITY));
      worst = Math.max(worst, lead.at("/model/crps").asDouble(0));
    }
    double all = root.at("/model/crps").asDouble();
    assertTrue(best <= all && all <= worst, best + ", " + all + ", " + worst);
    assertFalse(root.get("seen").asBoolean());
    assertEquals(3, root.get("horizon").asDouble());
    double mse = root.at("/model/mse").asDouble();
    String shown = String.format(java.util.Locale.ROOT, mse < 1e-3 ? "%.3e" : "%.4f", mse);
    assertTrue(run.out().contains(shown), run.out());
    assertTrue(Files.readString(report).contains("seasonal naive"));
  }

  @Test
  void whatTrainingHasSeenIsLeftOut() {
    CommandRun all = evaluate("--origins", "12");
    assertTrue(all.out().contains("origins skipped: inside the training data"), all.out());
    assertFalse(all.err().contains("SEEN IN TRAINING"), all.err());
  }

  @Test
  void whereNothingIsUnseenItIsSaidEvenWhenQuiet() throws IOException {
    Path json = workshop.file("seen.json");
    Path report = workshop.file("seen.html");
    CommandRun run =
        evaluate("--origin", "20", "--first", "2", "--quiet", "--json", json, "--report", report);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().startsWith("warning: SEEN IN TRAINING"), run.err());
    assertTrue(new ObjectMapper().readTree(json.toFile()).get("seen").asBoolean());
    assertTrue(Files.readString(report).contains("SEEN IN TRAINING"));
    assertTrue(run.out().contains("3 series, 3 origins"), run.out());
  }

  @Test
  void originsThatCannotBeAreRefused() {
    CommandRun none = evaluate("--origin", "5000");
    assertEquals(3, none.code());
    assertTrue(none.err().contains("has no origin"), none.err());
    assertEquals(2, evaluate("--origin", "noon").code());
    assertEquals(2, evaluate("--origins", "0").code());
    assertEquals(2, evaluate("--first", "0").code());
    assertEquals(2, evaluate("--origins", "2", "--origin", "5").code());
  }

  /** With a report a file is read whole, without one series by series. */
  @Test
  void seriesBySeriesAndWholeAreTheSameAndSaidApart() throws IOException {
    Path each = workshop.file("each.json");
    Path whole = workshop.file("whole.json");
    Path seenEach = workshop.file("seen-each.json");
    Path seenWhole = workshop.file("seen-whole.json");
    Path page = workshop.file("whole.html");
    assertEquals(0, evaluate("--json", each, "--threads", "2").code());
    assertEquals(0, evaluate("--json", whole, "--report", page).code());
    assertEquals(Files.readString(whole), Files.readString(each));
    assertEquals(0, evaluate("--origin", "20", "--json", seenEach).code());
    assertEquals(0, evaluate("--origin", "20", "--json", seenWhole, "--report", page).code());
    assertEquals(Files.readString(seenWhole), Files.readString(seenEach));

    List<String> rows = new ArrayList<>(Files.readAllLines(numbers));
    String header = rows.remove(0);
    rows.sort(Comparator.comparing(row -> row.split(",")[1])); // series stand apart
    rows.add(0, header);
    Path mixed = Files.write(workshop.file("mixed.csv"), rows);
    CommandRun apart = CommandRun.of("evaluate", mixed, "-m", model, "--horizon", "3");
    assertEquals(0, apart.code(), apart.err());
    assertTrue(apart.err().contains("stand apart") && apart.err().contains("whole"), apart.err());
    CommandRun grouped = evaluate();
    assertFalse(grouped.err().contains("stand apart"), grouped.err());
    assertEquals(
        2, grouped.err().split("layout, times in", -1).length, "said once: " + grouped.err());
  }

  private static CommandRun evaluate(Object... options) {
    List<Object> words =
        new ArrayList<>(List.of("evaluate", numbers, "--model", model, "--horizon", "3"));
    words.addAll(List.of(options));
    return CommandRun.of(words.toArray());
  }
}
