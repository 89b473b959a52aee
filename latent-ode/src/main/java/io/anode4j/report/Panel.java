package io.anode4j.report;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Mark;
import io.anode4j.chart.Point;
import io.anode4j.chart.Scale;
import io.anode4j.chart.Ticks;
import io.anode4j.chart.TypeMeasure;
import java.util.ArrayList;
import java.util.List;

/**
 * A plotting area with its axes: horizontal grid only, tick labels outside, notes at the ends.
 *
 * @param x from data to pixels, left to right
 * @param y from data to pixels, bottom to top
 */
record Panel(Scale x, Scale y) {
  /** Distance of everything from the picture's edge. */
  static final double EDGE = 16;

  private static final double GAP = 8;

  /** Names may be bold, and are then so much wider. */
  private static final double BOLD = 1.04;

  double left() {
    return x.from();
  }

  double right() {
    return x.to();
  }

  double top() {
    return y.to();
  }

  double bottom() {
    return y.from();
  }

  Point at(Point data) {
    return new Point(x.at(data.x()), y.at(data.y()));
  }

  List<Point> at(List<Point> data) {
    return data.stream().map(this::at).toList();
  }

  /** Where a plot begins under the heading, with room between the two. */
  static double topUnder(Size size, double room) {
    return EDGE + size.heading() + room;
  }

  /** Where a plot ends, with room for two lines of labels under it. */
  static double bottomOf(Size size) {
    return size.height() - EDGE - 2 * size.text() - 6;
  }

  /** The room that the labels of a vertical axis need, from the picture's edge to the plot. */
  static double roomFor(Ticks ticks, double textSize) {
    double widest = 0;
    for (Ticks.Tick tick : ticks.marks()) {
      widest = Math.max(widest, TypeMeasure.width(tick.label(), textSize));
    }
    return EDGE + widest + GAP;
  }

  /** The room that names of rows need, from the picture's edge to the plot; not half of it. */
  static double roomForNames(Size size, List<String> names) {
    double left = EDGE;
    for (String name : names) {
      left = Math.max(left, EDGE + 12 + TypeMeasure.width(name, size.text() * BOLD));
    }
    return Math.min(left, size.width() * 0.45);
  }

  /** A row's name left of the plot, cut to the room that it has there. */
  static void drawName(Sketch sketch, String name, double left, double y, Mark.Style style) {
    double text = sketch.size().text();
    String fitted = TypeMeasure.fit(name, text * BOLD, left - EDGE - 10);
    sketch.label(left - 10, y + text * 0.35, fitted, style);
  }

  /** How many ticks a vertical axis of this height carries without crowding. */
  static int verticalTicks(double height) {
    return Math.max(5, (int) (height / 42));
  }

  /**
   * How many ticks a horizontal axis of this width carries without crowding.
   *
   * @param letters how long its labels are
   */
  static int horizontalTicks(double width, double textSize, int letters) {
    return Math.max(2, Math.min(12, (int) (width / (textSize * (letters * 0.6 + 1.6)))));
  }

  /** Grid lines and labels of the vertical axis, and its note above it. */
  void drawVertical(Sketch sketch, Ticks ticks, String note) {
    double size = sketch.size().text();
    Mark.Style style = Mark.Style.of(Ink.MUTED, size, Mark.Anchor.END);
    for (Ticks.Tick tick : ticks.marks()) {
      double at = y.at(tick.value());
      if (at < bottom() + 0.5 && at > top() - 0.5) {
        sketch.rule(left(), at, right(), at, Mark.Stroke.solid(Ink.GRID, 1));
        sketch.label(left() - GAP, at + size * 0.35, tick.label(), style);
      }
    }
    String text = (ticks.note() + " " + note).strip();
    Mark.Style plain = Mark.Style.of(Ink.MUTED, size, Mark.Anchor.START);
    sketch.label(EDGE, top() - 10, text, plain);
  }

  /** The base line with tick marks, labels, context where it changes, and the note at its end. */
  void drawHorizontal(Sketch sketch, Ticks ticks, String note) {
    double size = sketch.size().text();
    sketch.rule(left(), bottom(), right(), bottom(), Mark.Stroke.solid(Ink.RULE, 1));
    Mark.Style style = Mark.Style.of(Ink.MUTED, size, Mark.Anchor.MIDDLE);
    double labelFree = Double.NEGATIVE_INFINITY;
    double contextFree = Double.NEGATIVE_INFINITY;
    for (Ticks.Tick tick : ticks.marks()) {
      double at = x.at(tick.value());
      sketch.rule(at, bottom(), at, bottom() + 4, Mark.Stroke.solid(Ink.RULE, 1));
      double half = TypeMeasure.width(tick.label(), size) / 2;
      if (at - half > labelFree) {
        sketch.label(at, bottom() + 6 + size, tick.label(), style);
        labelFree = at + half + GAP;
      }
      double contextHalf = TypeMeasure.width(tick.context(), size) / 2;
      if (!tick.context().isEmpty() && at - contextHalf > contextFree) {
        sketch.label(at, bottom() + 9 + 2 * size, tick.context(), style);
        contextFree = at + contextHalf + GAP;
      }
    }
    String text = (ticks.note() + " " + note).strip();
    Mark.Style end = Mark.Style.of(Ink.MUTED, size, Mark.Anchor.END);
    sketch.label(right(), bottom() + 9 + 2 * size, text, end);
  }

  /** Direct labels right of the plot at their curves' ends, moved apart where they would touch. */
  void drawEndLabels(Sketch sketch, List<EndLabel> labels) {
    double size = sketch.size().text();
    List<EndLabel> sorted = new ArrayList<>(labels);
    sorted.sort((a, b) -> Double.compare(b.value(), a.value()));
    double[] wanted = sorted.stream().mapToDouble(l -> y.at(l.value())).toArray();
    double[] placed = EndLabel.spread(wanted, size + 3, top(), bottom());
    for (int i = 0; i < placed.length; i++) {
      EndLabel label = sorted.get(i);
      double start = right() + 14;
      if (Math.abs(placed[i] - wanted[i]) > 3) {
        List<Point> leader =
            List.of(
                new Point(right() + 2, wanted[i]),
                new Point(right() + 5, wanted[i]),
                new Point(start - 3, placed[i]));
        sketch.line(leader, Mark.Stroke.solid(Ink.RULE, 0.75));
      }
      Mark.Style style = Mark.Style.of(label.ink(), size, Mark.Anchor.START);
      String text = TypeMeasure.fit(label.text(), size, sketch.size().width() - start - 2);
      sketch.label(start, placed[i] + size * 0.35, text, label.bold() ? style.heavier() : style);
    }
  }
}
