package io.anode4j.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Curves, dots, arrows and densities over one pair of axes: an immutable value, to which each call
 * adds in drawing order. {@link Plots} makes pictures of plots.
 *
 * <p>What is not finite, lies outside of {@link #within} or is not positive on a logarithmic axis
 * is left out, and breaks a curve.
 */
public final class Plot {
  private final String title;
  private final PlotAxis x;
  private final PlotAxis y;
  private final boolean square;
  private final List<PlotLayer> layers;

  private Plot(String title, PlotAxis x, PlotAxis y, boolean square, List<PlotLayer> layers) {
    this.title = title;
    this.x = x;
    this.y = y;
    this.square = square;
    this.layers = layers;
  }

  /** An empty plot with a heading of a few words. */
  public static Plot titled(String title) {
    return new Plot(title, PlotAxis.PLAIN, PlotAxis.PLAIN, false, List.of());
  }

  /** With words at the axes: what is measured, and its unit. */
  public Plot withAxes(String horizontal, String vertical) {
    return new Plot(title, x.named(horizontal), y.named(vertical), square, layers);
  }

  /** With a logarithmic horizontal axis. */
  public Plot logarithmicX() {
    return new Plot(title, x.inDecades(), y, square, layers);
  }

  /** With a logarithmic vertical axis. */
  public Plot logarithmicY() {
    return new Plot(title, x, y.inDecades(), square, layers);
  }

  /**
   * Showing this rectangle, in data units, instead of all that is drawn.
   *
   * @throws IllegalArgumentException unless each low end is below its high end
   */
  public Plot within(double xLow, double xHigh, double yLow, double yHigh) {
    return new Plot(title, x.showing(xLow, xHigh), y.showing(yLow, yHigh), square, layers);
  }

  /** As high as wide, for points of a plane. */
  public Plot square() {
    return new Plot(title, x, y, true, layers);
  }

  /**
   * Adds a curve.
   *
   * @param name what the legend calls it; empty for none
   * @param xs horizontal coordinates, in order
   * @param ys as many vertical ones; NaN breaks the curve
   * @param ink its colour
   * @throws IllegalArgumentException if the lengths differ
   */
  public Plot curve(String name, double[] xs, double[] ys, Ink ink) {
    return curve(name, xs, ys, Mark.Stroke.solid(ink, 2));
  }

  /** Adds a curve with a stroke of its own. */
  public Plot curve(String name, double[] xs, double[] ys, Mark.Stroke stroke) {
    return with(new PlotLayer.Curve(name, Point.list(xs, ys), stroke));
  }

  /**
   * Shades what lies between two curves: a spread over seeds, say. It has no place in the legend.
   *
   * @param xs horizontal coordinates, in order
   * @param lows lower ends
   * @param highs upper ends
   * @param ink its colour
   * @throws IllegalArgumentException if the lengths differ
   */
  public Plot band(double[] xs, double[] lows, double[] highs, Ink ink) {
    return with(new PlotLayer.Band("", Point.list(xs, lows), Point.list(xs, highs), ink));
  }

  /**
   * Adds dots.
   *
   * @param name what the legend calls them; empty for none
   * @param xs horizontal coordinates
   * @param ys as many vertical ones
   * @param radius in pixels
   * @param ink their colour
   * @throws IllegalArgumentException if the lengths differ
   */
  public Plot dots(String name, double[] xs, double[] ys, double radius, Ink ink) {
    return with(new PlotLayer.Dots(name, Point.list(xs, ys), radius, ink));
  }

  /**
   * Adds a vector field. The longest arrow is drawn at a fifteenth of the plot's width, the others
   * in proportion.
   *
   * @param feet where the arrows begin
   * @param vectors as many vectors, in data units
   * @param ink their colour
   * @throws IllegalArgumentException if there are not as many vectors as feet
   */
  public Plot arrows(List<Point> feet, List<Point> vectors, Ink ink) {
    if (feet.size() != vectors.size()) {
      throw new IllegalArgumentException(
          "Found "
              + feet.size()
              + " feet of arrows and "
              + vectors.size()
              + " vectors; expected as many of each.");
    }
    return with(new PlotLayer.Arrows("", List.copyOf(feet), List.copyOf(vectors), ink));
  }

  /**
   * Shades a grid of equal cells over a rectangle, from no ink at 0 to full ink at the largest.
   *
   * @param values {@code [rows][columns]}, the lowest row first, none negative
   * @param xLow left edge of the grid in data units
   * @param xHigh right edge
   * @param yLow lower edge
   * @param yHigh upper edge
   * @param ink its colour
   * @throws IllegalArgumentException if rows differ in length or there is no cell
   */
  public Plot density(
      double[][] values, double xLow, double xHigh, double yLow, double yHigh, Ink ink) {
    int columns = values.length == 0 ? 0 : values[0].length;
    double[][] copy = new double[values.length][];
    for (int i = 0; i < values.length; i++) {
      copy[i] = values[i].clone();
      if (columns == 0 || copy[i].length != columns) {
        throw new IllegalArgumentException(
            "Found a density whose row "
                + i
                + " has "
                + copy[i].length
                + " cells; expected rows of"
                + " one length, at least 1.");
      }
    }
    PlotLayer.Rectangle over =
        new PlotLayer.Rectangle(new Scale.Range(xLow, xHigh), new Scale.Range(yLow, yHigh));
    return with(new PlotLayer.Density("", copy, over, ink));
  }

  private Plot with(PlotLayer layer) {
    List<PlotLayer> more = new ArrayList<>(layers);
    more.add(layer);
    return new Plot(title, x, y, square, List.copyOf(more));
  }

  String title() {
    return title;
  }

  PlotAxis x() {
    return x;
  }

  PlotAxis y() {
    return y;
  }

  boolean isSquare() {
    return square;
  }

  List<PlotLayer> layers() {
    return layers;
  }
}
