package io.anode4j.report;

import io.anode4j.chart.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts irregular observations into stretches that a line may join. */
final class Runs {
  private Runs() {}

  /** The points that can be drawn, in order. */
  static List<Point> finite(List<Point> points) {
    return points.stream().filter(Point::isFinite).toList();
  }

  /**
   * Stretches without a long gap; together they hold every finite point once.
   *
   * <p>A gap is long if it exceeds four median steps <em>and</em> three times the step that nine in
   * ten stay under. The second condition spares series that are irregular by nature: of
   * exponentially distributed steps 6 % exceed four medians, but only 0.1 % exceed both.
   */
  static List<List<Point>> withoutGaps(List<Point> points) {
    List<Point> finite = finite(points);
    double longest = longestStep(finite);
    List<List<Point>> runs = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= finite.size(); i++) {
      if (i == finite.size() || finite.get(i).x() - finite.get(i - 1).x() > longest) {
        runs.add(finite.subList(start, i));
        start = i;
      }
    }
    return runs;
  }

  private static double longestStep(List<Point> points) {
    if (points.size() < 3) {
      return Double.POSITIVE_INFINITY;
    }
    double[] steps = new double[points.size() - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = points.get(i + 1).x() - points.get(i).x();
    }
    Arrays.sort(steps);
    double median = steps[(steps.length - 1) / 2];
    double ninth = steps[(int) (0.9 * (steps.length - 1))];
    return Math.max(4 * median, 3 * ninth);
  }

  /** Stretches of neighbours that are all finite: a missing value breaks the curve. */
  static List<List<Point>> unbroken(List<Point> points) {
    List<List<Point>> runs = new ArrayList<>();
    List<Point> run = new ArrayList<>();
    for (Point p : points) {
      if (p.isFinite()) {
        run.add(p);
      } else if (!run.isEmpty()) {
        runs.add(run);
        run = new ArrayList<>();
      }
    }
    if (!run.isEmpty()) {
      runs.add(run);
    }
    return runs;
  }

  /** The parts of a curve at or below a limit, ending exactly on it where the curve crosses. */
  static List<List<Point>> below(List<Point> points, double limit) {
    List<Point> cut = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      Point p = points.get(i);
      if (i > 0 && (p.y() > limit) != (points.get(i - 1).y() > limit)) {
        Point q = points.get(i - 1);
        double share = (limit - q.y()) / (p.y() - q.y());
        cut.add(new Point(q.x() + share * (p.x() - q.x()), limit));
      }
      cut.add(p.y() > limit ? new Point(p.x(), Double.NaN) : p);
    }
    return unbroken(cut);
  }
}
