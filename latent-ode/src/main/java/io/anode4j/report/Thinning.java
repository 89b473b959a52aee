package io.anode4j.report;

import io.anode4j.chart.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops points that the picture cannot show anyway.
 *
 * <p>Method M4 of Jugel, Jerzak, Hackenbroich and Markl (2014), "M4: a visualization-oriented time
 * series data aggregation": of each column of pixels the first, last, lowest and highest point
 * stay. A line through them covers the same pixels as a line through all, and no extreme is lost.
 */
final class Thinning {
  private Thinning() {}

  /**
   * Thins points in pixel coordinates.
   *
   * @param points ascending in x, finite
   * @return at most four points for each pixel column, in their order
   */
  static List<Point> m4(List<Point> points) {
    List<Point> kept = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= points.size(); i++) {
      if (i == points.size() || column(points.get(i)) != column(points.get(start))) {
        keep(points, start, i, kept);
        start = i;
      }
    }
    return kept;
  }

  private static long column(Point p) {
    return (long) Math.floor(p.x());
  }

  private static void keep(List<Point> points, int from, int to, List<Point> kept) {
    int lowest = from;
    int highest = from;
    for (int i = from; i < to; i++) {
      lowest = points.get(i).y() < points.get(lowest).y() ? i : lowest;
      highest = points.get(i).y() > points.get(highest).y() ? i : highest;
    }
    for (int i = from; i < to; i++) {
      if (i == from || i == to - 1 || i == lowest || i == highest) {
        kept.add(points.get(i));
      }
    }
  }
}
