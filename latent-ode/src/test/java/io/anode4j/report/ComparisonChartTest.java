package io.anode4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Mark;
import io.anode4j.chart.Scene;
import io.anode4j.report.ComparisonChart.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonChartTest {
  @Test
  void putsTheBestFirstOnACommonScale() {
    ComparisonChart chart =
        new ComparisonChart(
            "Who",
            "CRPS",
            List.of(
                new Entry("mean", true, 0.6),
                new Entry("broken", true, Double.NaN),
                new Entry("model", false, 0.2),
                new Entry("last", true, 0.4),
                new Entry("linear", true, 40)));
    assertEquals(4, chart.entries().size());
    Scene scene = chart.scene(Size.COMPACT);
    double model = Marks.label(scene, "model").at().y();
    double last = Marks.label(scene, "last").at().y();
    double linear = Marks.label(scene, "linear").at().y();
    assertTrue(model < last && last < linear);
    double origin = Marks.label(scene, "model").at().x() + 10;
    double first = Marks.dots(scene, Ink.FORECAST).get(0).centres().get(0).x() - origin;
    double second = Marks.dots(scene, Ink.BASELINE).get(0).centres().get(0).x() - origin;
    assertEquals(2, second / first, 1e-9);
    Marks.label(scene, "→ 40");
    assertEquals(
        "CRPS, less is better: model 0.2, last 0.4, mean 0.6, linear 40.", scene.description());
  }

  @Test
  void drawsScoresBelowZero() {
    Scene scene =
        new ComparisonChart(
                "Who", "NLL", List.of(new Entry("a", false, -1), new Entry("b", true, 0.5)))
            .scene();
    double model = Marks.dots(scene, Ink.FORECAST).get(0).centres().get(0).x();
    double other = Marks.dots(scene, Ink.BASELINE).get(0).centres().get(0).x();
    assertTrue(model < other);
    Scene all = new ComparisonChart("Who", "NLL", List.of(new Entry("a", false, -3))).scene();
    assertTrue(Marks.texts(all).contains("−3"));
  }

  @Test
  void acceptsNothing() {
    Scene scene = new ComparisonChart("Who", "CRPS", List.of()).scene();
    assertEquals("Who", scene.title());
    assertEquals(0, Marks.of(scene, Mark.Dots.class).size());
  }
}
