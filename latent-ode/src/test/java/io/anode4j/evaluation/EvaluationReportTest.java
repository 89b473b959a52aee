package io.anode4j.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationReportTest {
  private static Scores scores(double crps, double nll) {
    return new Scores(40, 2 * crps, crps + 0.1, crps, nll, crps / 2, 0.5, 0.8, 0.9, 0.95);
  }

  private static Map<String, Scores> three() {
    Map<String, Scores> scores = new LinkedHashMap<>();
    scores.put("model", scores(0.3, 1.25));
    scores.put("last_value", scores(0.5, Double.POSITIVE_INFINITY));
    scores.put("training_mean", scores(0.4, -0.75));
    return scores;
  }

  private static EvaluationReport report(
      Map<String, Scores> overall, Map<String, Map<String, Scores>> perChannel) {
    Map<SkipReason, Integer> skipped = new LinkedHashMap<>();
    skipped.put(SkipReason.SEEN_IN_TRAINING, 0);
    skipped.put(SkipReason.TOO_LITTLE_CONTEXT, 2);
    skipped.put(SkipReason.NO_TARGETS, 0);
    return new EvaluationReport(
        36,
        "Standardised values.",
        3,
        5,
        40,
        skipped,
        overall,
        perChannel,
        List.of(),
        PairedScores.none());
  }

  private static Map<String, Map<String, Scores>> channels() {
    Map<String, Map<String, Scores>> channels = new LinkedHashMap<>();
    channels.put("temperature", three());
    Map<String, Scores> unobserved = three();
    unobserved.replaceAll((name, scores) -> new ScoreSum().scores());
    channels.put("humidity", unobserved);
    return channels;
  }

  @Test
  void skillComparesWithTheBestBaseline() {
    EvaluationReport report = report(three(), Map.of());
    assertEquals("training_mean", report.bestBaseline().orElse(""));
    assertEquals(0.25, report.skill("model"), 1e-15);
    assertEquals(0, report.skill("training_mean"));
    assertEquals(-0.25, report.skill("last_value"), 1e-15);
    String message =
        assertThrows(IllegalArgumentException.class, () -> report.skill("arima")).getMessage();
    assertTrue(message.contains("no forecaster 'arima'; one of [model, last_value"), message);
  }

  @Test
  void withoutABaselineThereIsNoSkill() {
    EvaluationReport alone = report(Map.of("model", scores(0.3, 1)), Map.of());
    assertTrue(alone.bestBaseline().isEmpty());
    assertTrue(Double.isNaN(alone.skill("model")));
    EvaluationReport unscored =
        report(Map.of("model", scores(0.3, 1), "linear", new ScoreSum().scores()), Map.of());
    assertTrue(unscored.bestBaseline().isEmpty());
  }

  @Test
  void tableReadsLikeThis() {
    assertEquals(
        """
        3 series, 5 origins, 40 observed target values
        2 origins skipped: too few observed values before the origin

        forecaster        MSE      MAE     CRPS        NLL    50 %   80 %   90 %   95 %    skill  ±
        model          0.6000*  0.4000*  0.3000*    1.2500   0.500  0.800  0.900  0.950   25.0 %  -
        last_value     1.0000   0.6000   0.5000   Infinity   0.500  0.800  0.900  0.950  -25.0 %  -
        training_mean  0.8000   0.5000   0.4000    -0.7500*  0.500  0.800  0.900  0.950    0.0 %  -
        * the best of its column, and what differs from it by chance only (2 paired standard errors).
        50 % to 95 %: share of targets within that central interval.
        Skill: 1 - CRPS / CRPS of the best baseline, training_mean; ± its standard error.

        CRPS by channel   model   last_value   training_mean   targets
        temperature      0.3000*      0.5000          0.4000        40
        humidity              -            -               -         0

        Standardised values.
        """,
        report(three(), channels()).table().replaceAll("(?m) +$", ""));
  }

  /** Scores of any magnitude: what is read back is what was scored, in aligned columns. */
  @Test
  void columnsStandApartAtAnyMagnitude() {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 500; i++) {
      Map<String, Scores> overall = new LinkedHashMap<>();
      for (String name : List.of("model", "last_value", "linear")) {
        overall.put(name, anyScores(random));
      }
      EvaluationReport report =
          report(overall, Map.of("a channel of a long name", overall, "x", overall));
      List<String> lines = report.table().lines().toList();
      assertReadsBack(lines.subList(3, 7), report);
      int channels = lines.indexOf("") + 1;
      while (!lines.get(channels).startsWith("CRPS by channel")) {
        channels++;
      }
      assertAligned(lines.subList(channels, channels + 3), 5);
    }
  }

  private static Scores anyScores(SplittableRandom random) {
    double[] any = new double[5];
    for (int k = 0; k < any.length; k++) {
      any[k] = Math.pow(10, -12 + 30 * random.nextDouble());
    }
    double nll = random.nextBoolean() ? any[3] : -any[3];
    return new Scores(40, any[0], any[1], any[2], nll, any[4], 0.046, 1, 0, 0.95);
  }

  private static void assertReadsBack(List<String> table, EvaluationReport report) {
    List<String[]> rows = assertAligned(table, 11);
    assertEquals("skill", rows.get(0)[9]);
    int row = 1;
    for (Map.Entry<String, Scores> entry : report.overall().entrySet()) {
      String[] cells = rows.get(row++);
      Scores scores = entry.getValue();
      double[] expected = {scores.mse(), scores.mae(), scores.crps(), scores.nll()};
      for (int k = 0; k < 4; k++) {
        double read = Double.parseDouble(cells[1 + k].replace("*", ""));
        assertEquals(expected[k], read, 6e-4 * Math.abs(expected[k]) + 5e-5, table.toString());
        assertTrue(cells[1 + k].length() <= 12, table.toString());
      }
      double skill = 100 * report.skill(entry.getKey());
      double read = Double.parseDouble(cells[9].replace(" %", ""));
      assertEquals(skill, read, 6e-4 * Math.abs(skill) + 0.05, table.toString());
    }
  }

  /** {@return the cells, after checking that all rows have as many and end below one another} */
  private static List<String[]> assertAligned(List<String> table, int columns) {
    List<String[]> rows = table.stream().map(row -> row.split(" {2,}")).toList();
    for (int i = 0; i < rows.size(); i++) {
      assertEquals(columns, rows.get(i).length, String.join("\n", table));
      assertEquals(table.get(0).length(), table.get(i).length(), String.join("\n", table));
    }
    return rows;
  }

  @Test
  void tableOfAModelAloneMarksNothing() {
    String table = report(Map.of("model", scores(0.3, 1)), Map.of()).table();
    assertTrue(table.contains("\nmodel "), table);
    assertTrue(!table.contains("0.3000*"), table);
    assertTrue(!table.contains("Skill"), table);
  }

  @Test
  void jsonHasExactlyTheseKeys() throws Exception {
    JsonNode root = new ObjectMapper().readTree(EvaluationJson.text(report(three(), channels())));
    assertEquals(
        List.of(
            "model",
            "last_value",
            "training_mean",
            "per_channel",
            "by_lead_time",
            "units",
            "horizon",
            "origins",
            "series",
            "targets",
            "skipped"),
        names(root));
    assertEquals(
        List.of("mse", "mae", "crps", "nll", "coverage90", "skill", "skill_error"),
        names(root.get("model")));
    assertEquals(0.6, root.get("model").get("mse").doubleValue());
    assertEquals(0.9, root.get("model").get("coverage90").doubleValue());
    assertTrue(root.get("last_value").get("nll").isNull(), "JSON has no infinity");
    assertEquals(-0.75, root.at("/per_channel/temperature/training_mean/nll").doubleValue());
    assertTrue(root.at("/per_channel/humidity/model/mse").isNull());
    assertEquals("Standardised values.", root.get("units").textValue());
    assertEquals(36, root.get("horizon").doubleValue());
    assertEquals(5, root.get("origins").intValue());
    assertEquals(3, root.get("series").intValue());
    assertEquals(40, root.get("targets").intValue());
    assertEquals(2, root.at("/skipped/too_little_context").intValue());
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void jsonIsWrittenToAFile(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("scores.json");
    EvaluationReport report = report(three(), channels());
    EvaluationJson.write(report, file);
    assertEquals(EvaluationJson.text(report), Files.readString(file));
  }

  @Test
  void reportOfNobodyIsRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> report(Map.of(), Map.of())).getMessage();
    assertTrue(message.contains("no forecaster"), message);
  }

  @Test
  void mapsAreCopied() {
    Map<String, Scores> overall = three();
    EvaluationReport report = report(overall, channels());
    overall.clear();
    assertEquals(3, report.overall().size());
    assertThrows(UnsupportedOperationException.class, () -> report.overall().clear());
  }
}
