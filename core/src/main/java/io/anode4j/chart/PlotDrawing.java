package io.anode4j.chart;

import java.util.ArrayList;
import java.util.List;

/** Draws the layers of a plot between its scales. */
final class PlotDrawing {
  /** Shades of a density. */
  private static final int LEVELS = 16;

  private static final double SLACK = 1e-6;

  private final Plot plot;
  private final Scale x;
  private final Scale y;
  private final List<Mark> marks;

  PlotDrawing(Plot plot, Scale x, Scale y, List<Mark> marks) {
    this.plot = plot;
    this.x = x;
    this.y = y;
    this.marks = marks;
  }

  void draw(PlotLayer layer) {
    if (layer instanceof PlotLayer.Curve curve) {
      curve(curve);
    } else if (layer instanceof PlotLayer.Band band) {
      band(band);
    } else if (layer instanceof PlotLayer.Dots dots) {
      List<Point> seen = dots.points().stream().map(this::at).filter(this::isInside).toList();
      if (!seen.isEmpty()) {
        marks.add(new Mark.Dots(seen, dots.radius(), dots.ink()));
      }
    } else if (layer instanceof PlotLayer.Arrows arrows) {
      arrows(arrows);
    } else if (layer instanceof PlotLayer.Density density) {
      density(density);
    }
  }

  private Point at(Point data) {
    return new Point(x.at(plot.x().transformed(data.x())), y.at(plot.y().transformed(data.y())));
  }

  private boolean isInside(Point pixel) {
    return pixel.x() >= x.from() - SLACK
        && pixel.x() <= x.to() + SLACK
        && pixel.y() >= y.to() - SLACK
        && pixel.y() <= y.from() + SLACK;
  }

  private void curve(PlotLayer.Curve curve) {
    List<Point> run = new ArrayList<>();
    for (Point data : curve.points()) {
      Point pixel = at(data);
      if (isInside(pixel)) {
        run.add(pixel);
      } else {
        finish(run, curve.stroke());
      }
    }
    finish(run, curve.stroke());
  }

  private void finish(List<Point> run, Mark.Stroke stroke) {
    if (run.size() == 1) {
      marks.add(new Mark.Dots(run, stroke.width(), stroke.ink()));
    } else if (run.size() > 1) {
      marks.add(new Mark.Line(run, stroke));
    }
    run.clear();
  }

  private void band(PlotLayer.Band band) {
    List<Point> outline = new ArrayList<>();
    band.low().forEach(point -> outline.add(clamped(at(point))));
    for (int i = band.high().size() - 1; i >= 0; i--) {
      outline.add(clamped(at(band.high().get(i))));
    }
    outline.removeIf(point -> !point.isFinite());
    if (outline.size() > 2) {
      marks.add(new Mark.Area(outline, band.ink(), 0.15));
    }
  }

  /** What a band hides below a logarithmic axis ends at the frame. */
  private Point clamped(Point pixel) {
    double down = Double.isNaN(pixel.y()) ? y.from() : pixel.y();
    return new Point(
        Math.max(x.from(), Math.min(x.to(), pixel.x())),
        Math.max(y.to(), Math.min(y.from(), down)));
  }

  private void arrows(PlotLayer.Arrows arrows) {
    double longest = 0;
    List<Point> pixels = new ArrayList<>();
    for (Point vector : arrows.vectors()) {
      double dx = x.at(vector.x()) - x.at(0);
      double dy = y.at(vector.y()) - y.at(0);
      pixels.add(new Point(dx, dy));
      double length = Math.hypot(dx, dy);
      longest = Double.isFinite(length) ? Math.max(longest, length) : longest;
    }
    double factor = (x.to() - x.from()) / 15 / (longest == 0 ? 1 : longest);
    for (int i = 0; i < pixels.size(); i++) {
      Point foot = at(arrows.feet().get(i));
      Point vector = new Point(pixels.get(i).x() * factor, pixels.get(i).y() * factor);
      if (isInside(foot) && vector.isFinite()) {
        marks.add(new Mark.Line(arrow(foot, vector), Mark.Stroke.solid(arrows.ink(), 1)));
      }
    }
  }

  private static List<Point> arrow(Point foot, Point v) {
    Point tip = new Point(foot.x() + v.x(), foot.y() + v.y());
    Point left =
        new Point(tip.x() - 0.3 * v.x() + 0.2 * v.y(), tip.y() - 0.3 * v.y() - 0.2 * v.x());
    Point right =
        new Point(tip.x() - 0.3 * v.x() - 0.2 * v.y(), tip.y() - 0.3 * v.y() + 0.2 * v.x());
    return List.of(foot, tip, left, tip, right);
  }

  private void density(PlotLayer.Density density) {
    double most = 0;
    for (double[] row : density.values()) {
      for (double value : row) {
        most = Double.isFinite(value) ? Math.max(most, value) : most;
      }
    }
    for (int row = 0; most > 0 && row < density.values().length; row++) {
      double[] values = density.values()[row];
      int from = 0;
      for (int column = 1; column <= values.length; column++) {
        int level = level(values[from], most);
        if (column == values.length || level(values[column], most) != level) {
          if (level > 0) {
            cells(density, row, from, column, (double) level / LEVELS);
          }
          from = column;
        }
      }
    }
  }

  private static int level(double value, double most) {
    return value > 0 ? (int) Math.min(LEVELS, Math.round(value / most * LEVELS)) : 0;
  }

  private void cells(PlotLayer.Density density, int row, int from, int to, double opacity) {
    Scale.Range across = density.over().x();
    Scale.Range up = density.over().y();
    double width = (across.high() - across.low()) / density.values()[row].length;
    double height = (up.high() - up.low()) / density.values().length;
    Point low = clamped(at(new Point(across.low() + from * width, up.low() + row * height)));
    Point high = clamped(at(new Point(across.low() + to * width, up.low() + (row + 1) * height)));
    List<Point> outline =
        List.of(low, new Point(high.x(), low.y()), high, new Point(low.x(), high.y()));
    marks.add(new Mark.Area(outline, density.ink(), opacity));
  }
}
