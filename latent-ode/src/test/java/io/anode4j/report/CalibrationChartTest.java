package io.anode4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Mark;
import io.anode4j.chart.Point;
import io.anode4j.chart.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationChartTest {
  private static List<Point> shares(double half) {
    return List.of(new Point(0, 0), new Point(0.5, half), new Point(1, 1));
  }

  private static Mark.Rule diagonal(Scene scene) {
    return Marks.of(scene, Mark.Rule.class).stream()
        .filter(r -> r.stroke().dashed())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void narrowBandsLieBelowTheDiagonal() {
    Scene scene =
        CalibrationChart.of(
                List.of(Curve.model("m", shares(0.4)), Curve.baseline("b", shares(0.6))))
            .scene();
    Mark.Rule diagonal = diagonal(scene);
    double middle = (diagonal.from().y() + diagonal.to().y()) / 2;
    List<Point> model = Marks.lines(scene, Ink.FORECAST).get(0).points();
    assertEquals(diagonal.from(), model.get(0));
    assertEquals(diagonal.to(), model.get(2));
    assertTrue(model.get(1).y() > middle);
    assertTrue(Marks.lines(scene, Ink.BASELINE).get(0).points().get(1).y() < middle);
    assertTrue(Marks.label(scene, "bands too narrow").at().y() > middle);
    assertTrue(Marks.label(scene, "bands too wide").at().y() < middle);
    assertTrue(scene.description().contains("m: 0 % to 0 %, 50 % to 40 %,"), scene.description());
  }

  @Test
  void suitsItsFrame() {
    Scene scene = CalibrationChart.of(List.of(Curve.model("m", shares(0.5)))).scene();
    assertEquals(560, scene.width());
    Mark.Rule wide = diagonal(CalibrationChart.of(List.of()).scene(Size.WIDE));
    double width = wide.to().x() - wide.from().x();
    assertEquals(1.35 * (wide.from().y() - wide.to().y()), width, 1e-9);
  }
}
