package io.anode4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Mark;
import io.anode4j.chart.Point;
import io.anode4j.chart.Scene;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeadTimeChartTest {
  private static List<Point> ramp(double from, double to) {
    List<Point> points = new ArrayList<>();
    for (int h = 1; h <= 24; h++) {
      points.add(new Point(3600.0 * h, from + (to - from) * h / 24));
    }
    return points;
  }

  private static LeadTimeChart scores() {
    return LeadTimeChart.score(
        "CRPS",
        true,
        List.of(
            Curve.model("latent ODE", ramp(0.1, 0.2)),
            Curve.baseline("last value", ramp(0.1, 0.4)),
            Curve.baseline("linear", ramp(0.1, 4))));
  }

  @Test
  void drawsTheModelOverItsBaselines() {
    Scene scene = scores().scene();
    assertEquals(2, Marks.lines(scene, Ink.BASELINE).size());
    assertEquals(2.2, Marks.lines(scene, Ink.FORECAST).get(0).stroke().width());
    int model = scene.marks().indexOf(Marks.lines(scene, Ink.FORECAST).get(0));
    Marks.lines(scene, Ink.BASELINE)
        .forEach(line -> assertTrue(scene.marks().indexOf(line) < model));
    assertTrue(Marks.texts(scene).containsAll(List.of("hours ahead", "24", "CRPS", "latent ODE")));
    assertTrue(scene.description().contains("latent ODE 0.104 to 0.2;"), scene.description());
  }

  @Test
  void aRunawayBaselineLeavesTheFrame() {
    Scene scene = scores().scene();
    assertEquals("linear ↑", Marks.label(scene, "linear ↑").text());
    double top = Marks.label(scene, "CRPS").at().y() + 10;
    for (Mark.Line line : Marks.lines(scene, Ink.BASELINE)) {
      assertTrue(line.points().stream().allMatch(p -> p.y() >= top - 1e-6));
    }
    double model = Marks.lines(scene, Ink.FORECAST).get(0).points().get(23).y();
    assertTrue(model < 300, "the model is not flattened: " + model);
  }

  @Test
  void coverageIsInPercentWithItsNominalLine() {
    Scene scene =
        LeadTimeChart.coverage(0.9, false, List.of(Curve.model("m", ramp(0.95, 0.85)))).scene();
    Mark.Rule nominal =
        Marks.of(scene, Mark.Rule.class).stream()
            .filter(r -> r.stroke().dashed())
            .findFirst()
            .orElseThrow();
    List<Point> model = Marks.lines(scene, Ink.FORECAST).get(0).points();
    assertTrue(model.get(0).y() < nominal.from().y());
    assertTrue(model.get(23).y() > nominal.from().y());
    assertTrue(
        Marks.texts(scene)
            .containsAll(List.of("nominal", "100", "% of outcomes inside the 90 % interval")));
    assertTrue(scene.description().contains("85 %"), scene.description());
  }

  @Test
  void acceptsNothingAndLittle() {
    Scene empty = LeadTimeChart.score("CRPS", true, List.of()).scene(Size.COMPACT);
    assertTrue(Marks.texts(empty).contains("CRPS by lead time"));
    assertTrue(empty.description().endsWith("."), empty.description());
    Scene coverage = LeadTimeChart.coverage(0.9, true, List.of()).scene(Size.COMPACT);
    assertTrue(Marks.texts(coverage).contains("nominal"));
    Point one = new Point(5, 0.3);
    Scene single =
        LeadTimeChart.score(
                "CRPS",
                false,
                List.of(
                    Curve.model("m", List.of(one, new Point(6, Double.NaN))),
                    Curve.baseline("b", List.of(new Point(5, Double.NaN)))))
            .scene();
    assertEquals(1, Marks.dots(single, Ink.FORECAST).get(0).centres().size());
    Scene zero =
        LeadTimeChart.score("x", false, List.of(Curve.model("m", List.of(new Point(1, 0)))))
            .scene();
    assertTrue(Marks.texts(zero).contains("1.0"));
  }

  @Test
  void negativeScoresKeepTheirPlace() {
    List<Point> nll = List.of(new Point(1, -2), new Point(2, -1));
    Scene scene = LeadTimeChart.score("NLL", false, List.of(Curve.model("m", nll))).scene();
    assertTrue(Marks.texts(scene).contains("−2.0"), () -> "" + Marks.texts(scene));
  }
}
