package io.anode4j.report;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Mark;
import io.anode4j.chart.Point;
import io.anode4j.chart.Scene;
import io.anode4j.chart.TypeMeasure;
import java.util.ArrayList;
import java.util.List;

/** A picture in the making: marks are added in drawing order. */
final class Sketch {
  private final Size size;
  private final List<Mark> marks = new ArrayList<>();

  Sketch(Size size) {
    this.size = size;
  }

  Size size() {
    return size;
  }

  Scene finish(String title, String description) {
    return new Scene(size.width(), size.height(), title, description, marks);
  }

  /** A line, or nothing if there are not two points to join. */
  void line(List<Point> points, Mark.Stroke stroke) {
    if (points.size() > 1) {
      marks.add(new Mark.Line(points, stroke));
    }
  }

  void area(List<Point> outline, Ink ink, double opacity) {
    marks.add(new Mark.Area(outline, ink, opacity));
  }

  void dots(List<Point> centres, double radius, Ink ink) {
    if (!centres.isEmpty()) {
      marks.add(new Mark.Dots(centres, radius, ink));
    }
  }

  void rule(double x1, double y1, double x2, double y2, Mark.Stroke stroke) {
    marks.add(new Mark.Rule(new Point(x1, y1), new Point(x2, y2), stroke));
  }

  void label(double x, double y, String text, Mark.Style style) {
    if (!text.isEmpty()) {
      marks.add(new Mark.Label(new Point(x, y), text, style));
    }
  }

  /**
   * The chart's heading at the top left, cut to the width.
   *
   * @param reserved pixels at the right that something else takes
   */
  void heading(String text, double reserved) {
    double room = size.width() - 2 * Panel.EDGE - reserved;
    String fitted = TypeMeasure.fit(text, size.heading() * 1.06, room);
    Mark.Style style = Mark.Style.of(Ink.TEXT, size.heading(), Mark.Anchor.START);
    label(Panel.EDGE, Panel.EDGE + size.heading(), fitted, style.heavier());
  }
}
