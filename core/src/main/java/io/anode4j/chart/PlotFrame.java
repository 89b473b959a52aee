package io.anode4j.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws heading, legend and axes of a plot within its cell of a picture. */
final class PlotFrame {
  static final double LEFT = 58;
  static final double RIGHT = 16;
  static final double BELOW = 46;
  static final double TEXT = 11;
  private static final double HEADING = 13;
  private static final double LINE = 16;
  private static final double SWATCH = 16;

  private final Plot plot;
  private final List<Mark> marks;

  PlotFrame(Plot plot, List<Mark> marks) {
    this.plot = plot;
    this.marks = marks;
  }

  /** Height of heading, legend and the vertical axis' name above the plotting area. */
  static double above(Plot plot, double width) {
    return 26 + LINE * legend(plot, width).size() + 18;
  }

  /** The entries of the legend, in lines that fit. */
  private static List<List<PlotLayer>> legend(Plot plot, double width) {
    Map<String, PlotLayer> entries = new LinkedHashMap<>();
    plot.layers().stream()
        .filter(layer -> !layer.name().isEmpty())
        .forEach(layer -> entries.putIfAbsent(layer.name(), layer));
    List<List<PlotLayer>> lines = new ArrayList<>();
    double used = Double.POSITIVE_INFINITY;
    for (PlotLayer entry : entries.values()) {
      double wide = room(entry.name());
      if (used + wide > width) {
        lines.add(new ArrayList<>());
        used = 0;
      }
      lines.get(lines.size() - 1).add(entry);
      used += wide;
    }
    return lines;
  }

  private static double room(String name) {
    return SWATCH + 5 + TypeMeasure.width(name, TEXT) + 12;
  }

  void heading(double left, double top, double width) {
    String fitted = TypeMeasure.fit(plot.title(), HEADING * 1.06, width);
    Mark.Style style = Mark.Style.of(Ink.TEXT, HEADING, Mark.Anchor.START).heavier();
    label(left, top + 16, fitted, style);
    double y = top + 16 + LINE;
    for (List<PlotLayer> line : legend(plot, width)) {
      double x = left;
      for (PlotLayer entry : line) {
        marks.add(entry.sample(new Point(x, y - 4), SWATCH));
        label(x + SWATCH + 5, y, entry.name(), Mark.Style.of(Ink.TEXT, TEXT, Mark.Anchor.START));
        x += room(entry.name());
      }
      y += LINE;
    }
  }

  /** Grid, tick labels and names of both axes. */
  void axes(Scale x, Scale y) {
    Mark.Stroke grid = Mark.Stroke.solid(Ink.GRID, 1);
    Ticks vertical = plot.y().ticks(y, 6);
    for (Ticks.Tick tick : vertical.marks()) {
      double at = y.at(tick.value());
      marks.add(new Mark.Rule(new Point(x.from(), at), new Point(x.to(), at), grid));
      Mark.Style style = Mark.Style.of(Ink.MUTED, TEXT, Mark.Anchor.END);
      label(x.from() - 7, at + TEXT * 0.35, tick.label(), style);
    }
    Mark.Style start = Mark.Style.of(Ink.MUTED, TEXT, Mark.Anchor.START);
    label(x.from(), y.to() - 7, (vertical.note() + " " + plot.y().name()).strip(), start);
    Ticks horizontal = plot.x().ticks(x, 6);
    for (Ticks.Tick tick : horizontal.marks()) {
      double at = x.at(tick.value());
      marks.add(new Mark.Rule(new Point(at, y.from()), new Point(at, y.to()), grid));
      Mark.Style style = Mark.Style.of(Ink.MUTED, TEXT, Mark.Anchor.MIDDLE);
      label(at, y.from() + 5 + TEXT, tick.label(), style);
    }
    Mark.Stroke base = Mark.Stroke.solid(Ink.RULE, 1);
    marks.add(new Mark.Rule(new Point(x.from(), y.from()), new Point(x.to(), y.from()), base));
    Mark.Style end = Mark.Style.of(Ink.MUTED, TEXT, Mark.Anchor.END);
    String words = (horizontal.note() + " " + plot.x().name()).strip();
    label(x.to(), y.from() + 10 + 2 * TEXT, words, end);
  }

  private void label(double x, double y, String text, Mark.Style style) {
    if (!text.isEmpty()) {
      marks.add(new Mark.Label(new Point(x, y), text, style));
    }
  }
}
