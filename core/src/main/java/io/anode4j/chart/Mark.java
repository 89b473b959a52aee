package io.anode4j.chart;

import java.util.List;

/**
 * One thing drawn in a {@link Scene}, in pixels from its top left corner.
 *
 * <p>The set is closed on purpose: every {@link Pen} knows all of them, and a new kind of mark does
 * not compile until each pen has learnt it.
 */
public sealed interface Mark {

  /** Has a pen draw this mark. */
  void drawWith(Pen pen);

  /**
   * How a line is drawn.
   *
   * @param ink role of the colour
   * @param width in pixels
   * @param dashed whether the line is broken into dashes
   */
  record Stroke(Ink ink, double width, boolean dashed) {
    /** An unbroken stroke. */
    public static Stroke solid(Ink ink, double width) {
      return new Stroke(ink, width, false);
    }

    /** A dashed stroke. */
    public static Stroke dashed(Ink ink, double width) {
      return new Stroke(ink, width, true);
    }
  }

  /**
   * Straight segments through the points, in order.
   *
   * @param points at least two
   * @param stroke how to draw them
   */
  record Line(List<Point> points, Stroke stroke) implements Mark {
    /** Copies the points. */
    public Line {
      points = List.copyOf(points);
    }

    @Override
    public void drawWith(Pen pen) {
      pen.line(this);
    }
  }

  /**
   * A filled polygon, closed by itself.
   *
   * @param outline its corners in order
   * @param ink role of the colour
   * @param opacity from 0 to 1
   */
  record Area(List<Point> outline, Ink ink, double opacity) implements Mark {
    /** Copies the outline. */
    public Area {
      outline = List.copyOf(outline);
    }

    @Override
    public void drawWith(Pen pen) {
      pen.area(this);
    }
  }

  /**
   * Round dots of one size and colour.
   *
   * @param centres where they sit
   * @param radius in pixels
   * @param ink role of the colour
   */
  record Dots(List<Point> centres, double radius, Ink ink) implements Mark {
    /** Copies the centres. */
    public Dots {
      centres = List.copyOf(centres);
    }

    @Override
    public void drawWith(Pen pen) {
      pen.dots(this);
    }
  }

  /**
   * One straight line: grid, axis, "now".
   *
   * @param from one end
   * @param to the other end
   * @param stroke how to draw it
   */
  record Rule(Point from, Point to, Stroke stroke) implements Mark {
    @Override
    public void drawWith(Pen pen) {
      pen.rule(this);
    }
  }

  /** Which part of a label sits at its position. */
  enum Anchor {
    /** The text begins there. */
    START,
    /** The text is centred there. */
    MIDDLE,
    /** The text ends there. */
    END
  }

  /**
   * How a label is set.
   *
   * @param ink role of the colour
   * @param size font size in pixels
   * @param anchor which part of the text sits at the position
   * @param bold whether it is heavier than its surroundings
   * @param halo whether a rim of paper keeps it readable on top of other marks
   */
  record Style(Ink ink, double size, Anchor anchor, boolean bold, boolean halo) {
    /** Plain text without a halo. */
    public static Style of(Ink ink, double size, Anchor anchor) {
      return new Style(ink, size, anchor, false, false);
    }

    /** The same text, heavier. */
    public Style heavier() {
      return new Style(ink, size, anchor, true, halo);
    }

    /** The same text with a halo. */
    public Style haloed() {
      return new Style(ink, size, anchor, bold, true);
    }
  }

  /**
   * A line of text.
   *
   * @param at position of the baseline
   * @param text what it says; any characters, the writers escape it
   * @param style how it is set
   */
  record Label(Point at, String text, Style style) implements Mark {
    @Override
    public void drawWith(Pen pen) {
      pen.label(this);
    }
  }
}
