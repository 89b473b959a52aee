package io.anode4j.chart;

import java.util.List;
import java.util.stream.Stream;

/** What lies over the axes of a {@link Plot}, in data units. */
sealed interface PlotLayer {
  /** What the legend calls it; empty to leave it out of the legend. */
  String name();

  /** Its colour. */
  Ink ink();

  /** The points that the axes must show. */
  List<Point> extent();

  /** How the legend shows it, from a point to the right. */
  default Mark sample(Point left, double width) {
    return rule(left, width, Mark.Stroke.solid(ink(), 3));
  }

  private static Mark rule(Point left, double width, Mark.Stroke stroke) {
    return new Mark.Rule(left, new Point(left.x() + width, left.y()), stroke);
  }

  /** Points joined in order, broken at what is not finite. */
  record Curve(String name, List<Point> points, Mark.Stroke stroke) implements PlotLayer {
    @Override
    public Ink ink() {
      return stroke.ink();
    }

    @Override
    public Mark sample(Point left, double width) {
      return rule(left, width, new Mark.Stroke(stroke.ink(), 3, stroke.dashed()));
    }

    @Override
    public List<Point> extent() {
      return points;
    }
  }

  /** The area between two curves. */
  record Band(String name, List<Point> low, List<Point> high, Ink ink) implements PlotLayer {
    @Override
    public List<Point> extent() {
      return Stream.concat(low.stream(), high.stream()).toList();
    }
  }

  /** Dots of one size. */
  record Dots(String name, List<Point> points, double radius, Ink ink) implements PlotLayer {
    @Override
    public Mark sample(Point left, double width) {
      return new Mark.Dots(List.of(new Point(left.x() + width / 2, left.y())), 3.5, ink);
    }

    @Override
    public List<Point> extent() {
      return points;
    }
  }

  /** A vector at each point; the longest is drawn at a fixed length. */
  record Arrows(String name, List<Point> feet, List<Point> vectors, Ink ink) implements PlotLayer {
    @Override
    public List<Point> extent() {
      return feet;
    }
  }

  /** Values of a grid of equal cells, lowest row first, shaded from none to the largest. */
  record Density(String name, double[][] values, Rectangle over, Ink ink) implements PlotLayer {
    @Override
    public List<Point> extent() {
      return List.of(
          new Point(over.x().low(), over.y().low()), new Point(over.x().high(), over.y().high()));
    }
  }

  /** A rectangle in data units. */
  record Rectangle(Scale.Range x, Scale.Range y) {}
}
