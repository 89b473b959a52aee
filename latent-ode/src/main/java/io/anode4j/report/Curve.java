package io.anode4j.report;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Point;
import java.util.List;

/**
 * A forecaster's curve in a comparison.
 *
 * @param name the forecaster, as the reader knows it
 * @param baseline whether it is there for comparison only; baselines are drawn thin and grey
 * @param points ascending in x; {@code NaN} for a missing value
 */
public record Curve(String name, boolean baseline, List<Point> points) {

  /** Copies the points. */
  public Curve {
    points = List.copyOf(points);
  }

  /** The curve of the model. */
  public static Curve model(String name, List<Point> points) {
    return new Curve(name, false, points);
  }

  /** The curve of a baseline. */
  public static Curve baseline(String name, List<Point> points) {
    return new Curve(name, true, points);
  }

  Ink ink() {
    return baseline ? Ink.BASELINE : Ink.FORECAST;
  }

  /** The same curve in percent. */
  Curve inPercent(boolean alsoX) {
    return new Curve(
        name,
        baseline,
        points.stream().map(p -> new Point(alsoX ? 100 * p.x() : p.x(), 100 * p.y())).toList());
  }
}
