package io.anode4j.examples;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Mark;
import io.anode4j.chart.Point;
import io.anode4j.chart.Scene;
import java.util.ArrayList;
import java.util.List;

/** Panels of dots side by side, each over the square ±{@code reach}. */
final class ScatterPicture {
  private static final double SIDE = 300;

  private final double reach;
  private final List<Mark> marks = new ArrayList<>();
  private int panels;

  ScatterPicture(double reach) {
    this.reach = reach;
  }

  /** Begins a panel to the right of the last one. */
  ScatterPicture panel(String title) {
    Point at = new Point((panels++ + 0.5) * SIDE, 20);
    Mark.Style style = Mark.Style.of(Ink.TEXT, 14, Mark.Anchor.MIDDLE);
    marks.add(new Mark.Label(at, title, style));
    return this;
  }

  /** Adds the points of a panel whose value is negative (or not). */
  ScatterPicture dots(float[][] points, float[] values, boolean negative, double radius, Ink ink) {
    List<Point> centres = new ArrayList<>();
    for (int i = 0; i < points.length; i++) {
      double x = points[i][0] / reach;
      double y = points[i][1] / reach;
      if (values[i] < 0 == negative && Math.abs(x) < 1 && Math.abs(y) < 1) {
        double left = (panels - 1) * SIDE;
        centres.add(new Point(left + (x + 1) / 2 * SIDE, 30 + (1 - y) / 2 * SIDE));
      }
    }
    if (!centres.isEmpty()) {
      marks.add(new Mark.Dots(centres, radius, ink));
    }
    return this;
  }

  Scene scene(String title, String description) {
    return new Scene(panels * SIDE, SIDE + 40, title, description, marks);
  }
}
