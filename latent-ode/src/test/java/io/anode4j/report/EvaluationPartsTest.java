package io.anode4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.chart.Point;
import io.anode4j.evaluation.EvaluationReport;
import io.anode4j.evaluation.LeadTimeScores;
import io.anode4j.evaluation.PairedScores;
import io.anode4j.evaluation.Scores;
import io.anode4j.evaluation.SkipReason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationPartsTest {
  private static Scores scores(double crps) {
    return new Scores(100, 4 * crps, 2 * crps, crps, 3 * crps, crps, 0.5, 0.8, 0.9, 0.95);
  }

  private static Map<String, Scores> contest(double model) {
    Map<String, Scores> scores = new LinkedHashMap<>();
    scores.put("model", scores(model));
    scores.put("seasonal_naive", scores(0.4));
    scores.put("last_value", scores(0.6));
    return scores;
  }

  private static EvaluationReport report(List<LeadTimeScores> leadTimes, String... channels) {
    Map<String, Map<String, Scores>> perChannel = new LinkedHashMap<>();
    for (String channel : channels) {
      perChannel.put(channel, contest(0.25));
    }
    return new EvaluationReport(
        10,
        "In units.",
        4,
        12,
        100,
        Map.of(SkipReason.NO_TARGETS, 1),
        contest(0.2),
        perChannel,
        leadTimes,
        PairedScores.none());
  }

  private static ReportContent content(EvaluationReport report) {
    return ReportContent.titled("t").evaluation(report, true).build();
  }

  @Test
  void carriesTheTable() {
    ReportContent content = content(report(List.of(), "a_1", "b"));
    assertEquals(
        List.of("latent ODE", "seasonal naive", "last value"),
        content.scores().rows().stream().map(ScoreRow::name).toList());
    assertEquals(
        List.of(false, true, true),
        content.scores().rows().stream().map(ScoreRow::baseline).toList());
    assertEquals(
        List.of("mse", "mae", "crps", "nll", "coverage90"),
        List.copyOf(content.scores().rows().get(0).values().keySet()));
    assertEquals(0.8, content.scores().rows().get(0).value("mse"), 1e-12);
    assertEquals("In units.", content.scores().units());
    assertEquals(
        List.of("a_1", "b"), content.scores().channels().stream().map(ScoreRow::name).toList());
    assertTrue(content(report(List.of(), "alone")).scores().channels().isEmpty());
    assertEquals(
        "100 values after 12 origins of 4 series;"
            + " 1 origin left out: nothing observed within the horizon",
        content.origins().data().get(0).value());
    assertEquals(
        "CRPS 0.2, 50 % better than the best baseline (seasonal naive)."
            + " The 90 % intervals held 90 % of the outcomes.",
        Headline.of(content.scores().rows()));
  }

  @Test
  void drawsLeadTimesAndCalibration() {
    List<LeadTimeScores> bins =
        List.of(
            new LeadTimeScores(0, 4, contest(0.1)),
            new LeadTimeScores(4, 10, Map.of("model", scores(0.3))));
    ReportContent content = content(report(bins));
    LeadTimeChart crps = content.scores().leadTimes().get(0);
    assertEquals(3, crps.curves().size());
    assertEquals(List.of(new Point(2, 0.1), new Point(7, 0.3)), crps.curves().get(0).points());
    assertEquals(List.of(new Point(2, 0.4)), Runs.finite(crps.curves().get(1).points()));
    LeadTimeChart coverage = content.scores().leadTimes().get(1);
    assertEquals(
        List.of("latent ODE", "seasonal naive"),
        coverage.curves().stream().map(Curve::name).toList());
    List<Point> diagonal = content.scores().calibrations().get(0).curves().get(0).points();
    assertEquals(4, diagonal.size());
    diagonal.forEach(p -> assertEquals(p.x(), p.y()));
    assertTrue(content(report(bins.subList(0, 1))).scores().leadTimes().isEmpty());
    assertTrue(HtmlReport.of(content).html().contains("Calibration of the intervals"));
  }
}
