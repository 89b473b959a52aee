package io.anode4j.report;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Mark;
import io.anode4j.chart.Point;
import java.util.ArrayList;
import java.util.List;

/** Draws a model's curve over those of its baselines, within a panel. */
final class CurveDrawing {
  private final Sketch sketch;
  private final Panel panel;
  private final List<EndLabel> labels = new ArrayList<>();

  CurveDrawing(Sketch sketch, Panel panel) {
    this.sketch = sketch;
    this.panel = panel;
  }

  /** Draws the curves, baselines first. */
  void draw(List<Curve> curves) {
    curves.stream().filter(Curve::baseline).forEach(this::draw);
    curves.stream().filter(c -> !c.baseline()).forEach(this::draw);
  }

  private void draw(Curve curve) {
    double width = curve.baseline() ? 1.2 : 2.2;
    double ceiling = panel.y().high();
    for (List<Point> run : Runs.unbroken(curve.points())) {
      for (List<Point> inside : Runs.below(run, ceiling)) {
        List<Point> points = Thinning.m4(panel.at(inside));
        sketch.line(points, Mark.Stroke.solid(curve.ink(), width));
        boolean dots = points.size() == 1 || (!curve.baseline() && points.size() <= 40);
        sketch.dots(dots ? points : List.of(), curve.baseline() ? 2 : 3, curve.ink());
      }
    }
    List<Point> finite = Runs.finite(curve.points());
    if (!finite.isEmpty()) {
      double end = finite.get(finite.size() - 1).y();
      String text = end > ceiling ? curve.name() + " ↑" : curve.name();
      labels.add(new EndLabel(text, Math.min(end, ceiling), curve.ink(), !curve.baseline()));
    }
  }

  /** A dashed line at a nominal value, with its own label. */
  void drawNominal(double value, String text) {
    double y = panel.y().at(value);
    sketch.rule(panel.left(), y, panel.right(), y, Mark.Stroke.dashed(Ink.RULE, 1.2));
    labels.add(new EndLabel(text, value, Ink.MUTED, false));
  }

  /** Sets the labels of everything drawn so far. */
  void label() {
    panel.drawEndLabels(sketch, labels);
  }
}
