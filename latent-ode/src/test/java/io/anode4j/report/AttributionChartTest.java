package io.anode4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.chart.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributionChartTest {
  static AttributionChart chart(String name) {
    return new AttributionChart(
        "What moved " + name,
        "shift of " + name,
        false,
        List.of(
            new AttributionChart.Bar(name, false, 3, 0.25),
            new AttributionChart.Bar("valve", true, 0, -1.5),
            new AttributionChart.Bar("nothing", true, 0, 0),
            new AttributionChart.Bar("unknown", true, 0, Double.NaN)));
  }

  @Test
  void theLargestComesFirstAndNothingIsNotDrawn() {
    assertEquals(
        List.of("valve", "pump"),
        chart("pump").bars().stream().map(AttributionChart.Bar::source).toList());
  }

  @Test
  void barsGoToTheSideOfTheirSign() {
    List<Mark.Rule> bars =
        chart("pump").scene().marks().stream()
            .filter(Mark.Rule.class::isInstance)
            .map(Mark.Rule.class::cast)
            .filter(rule -> rule.stroke().width() == 6)
            .toList();
    assertEquals(2, bars.size());
    double fall = bars.get(0).to().x() - bars.get(0).from().x();
    double rise = bars.get(1).to().x() - bars.get(1).from().x();
    assertTrue(fall < 0 && rise > 0, fall + " " + rise);
    assertEquals(-6, fall / rise, 1e-9);
  }

  @Test
  void itSaysInWordsWhatItDraws() {
    String words = chart("pump").scene().description();
    assertTrue(words.contains("valve, all") && words.contains("1.5"), words);
    assertFalse(words.contains("NaN"), words);
  }

  @Test
  void nothingAtAllCanBeDrawn() {
    AttributionChart empty = new AttributionChart("a", "b", true, List.of());
    assertTrue(empty.scene(Size.COMPACT).description().endsWith("."));
  }
}
