package io.anode4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadlineTest {
  private static String of(double model, double... baselines) {
    List<ScoreRow> rows = new ArrayList<>();
    rows.add(ScoreRow.model("m", Map.of("crps", model)));
    for (double b : baselines) {
      rows.add(ScoreRow.baseline("b" + b, Map.of("crps", b)));
    }
    return Headline.of(rows);
  }

  @Test
  void comparesWithTheBestBaseline() {
    assertEquals("CRPS 0.213, 32 % better than the best baseline (b0.313).", of(0.213, 0.5, 0.313));
    assertEquals("CRPS 0.3, 50 % worse than the best baseline (b0.2).", of(0.3, 0.2, 0.9));
    assertEquals("CRPS 0.2, level with the best baseline (b0.2).", of(0.2, 0.2));
    assertEquals("CRPS 0.2, 60 % better than the best baseline (b0.5).", of(0.2, Double.NaN, 0.5));
    assertEquals("CRPS 0.2.", of(0.2));
  }

  @Test
  void doesNotDivideByZeroOrLess() {
    ScoreRow model = ScoreRow.model("m", Map.of("nll", -1.0));
    ScoreRow worse = ScoreRow.baseline("b", Map.of("nll", 0.5));
    ScoreRow better = ScoreRow.baseline("b", Map.of("nll", -2.0));
    assertEquals(
        "NLL −1, better than the best baseline’s 0.5 (b).", Headline.of(List.of(model, worse)));
    assertEquals(
        "NLL −1, worse than the best baseline’s −2 (b).", Headline.of(List.of(model, better)));
    assertEquals(
        "NLL −1, level with the best baseline (m).",
        Headline.of(List.of(model, ScoreRow.baseline("m", Map.of("nll", -1.0)))));
  }

  @Test
  void addsTheCoverage() {
    ScoreRow model = ScoreRow.model("m", Map.of("mae", 0.5, "coverage90", 0.913));
    assertEquals(
        "MAE 0.5. The 90 % intervals held 91.3 % of the outcomes.", Headline.of(List.of(model)));
    ScoreRow unknown = ScoreRow.model("m", Map.of("coverage90", Double.NaN, "joy", 1.0));
    assertEquals("", Headline.of(List.of(unknown)));
    assertEquals("", Headline.of(List.of(ScoreRow.baseline("b", Map.of("mae", 1.0)))));
  }
}
