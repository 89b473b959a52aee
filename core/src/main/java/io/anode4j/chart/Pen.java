package io.anode4j.chart;

/** A back end that draws the marks of a {@link Scene}: the SVG text, the PNG painter, or yours. */
public interface Pen {
  /** Draws segments through points. */
  void line(Mark.Line line);

  /** Fills a polygon. */
  void area(Mark.Area area);

  /** Draws round dots. */
  void dots(Mark.Dots dots);

  /** Draws one straight line. */
  void rule(Mark.Rule rule);

  /** Sets a line of text. */
  void label(Mark.Label label);
}
