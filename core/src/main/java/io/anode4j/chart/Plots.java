package io.anode4j.chart;

import java.util.ArrayList;
import java.util.List;

/** Sets plots side by side into one picture. */
public final class Plots {
  private static final double WIDTH = 280;
  private static final double HEIGHT = 220;
  private static final double EDGE = 10;

  private Plots() {}

  /**
   * Plots in one row.
   *
   * @param title what the picture is, in a few words
   * @param description what it shows, for those who cannot see it
   * @param plots from left to right, at least one
   * @return the picture
   */
  public static Scene row(String title, String description, Plot... plots) {
    return grid(title, description, plots.length, List.of(plots));
  }

  /**
   * Plots in rows. All have plotting areas of one size, which are square if one of them {@linkplain
   * Plot#square is}.
   *
   * @param title what the picture is, in a few words
   * @param description what it shows, for those who cannot see it
   * @param columns plots in a row
   * @param plots row by row
   * @return the picture
   * @throws IllegalArgumentException if there is no plot or no column
   */
  public static Scene grid(String title, String description, int columns, List<Plot> plots) {
    if (columns < 1 || plots.isEmpty()) {
      throw new IllegalArgumentException(
          "Found "
              + plots.size()
              + " plots in "
              + columns
              + " columns; expected at least 1 of each");
    }
    double height = plots.stream().anyMatch(Plot::isSquare) ? WIDTH : HEIGHT;
    double above = plots.stream().mapToDouble(p -> PlotFrame.above(p, WIDTH)).max().orElse(0);
    double cellWidth = PlotFrame.LEFT + WIDTH + PlotFrame.RIGHT;
    double cellHeight = above + height + PlotFrame.BELOW;
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < plots.size(); i++) {
      double left = EDGE + i % columns * cellWidth + PlotFrame.LEFT;
      double top = EDGE + i / columns * cellHeight;
      draw(plots.get(i), left, top, above, height, marks);
    }
    int across = Math.min(columns, plots.size());
    int down = (plots.size() + columns - 1) / columns;
    double side = 2 * EDGE;
    return new Scene(
        side + across * cellWidth, side + down * cellHeight, title, description, marks);
  }

  private static void draw(
      Plot plot, double left, double top, double above, double height, List<Mark> marks) {
    List<Point> shown = plot.layers().stream().flatMap(l -> l.extent().stream()).toList();
    double bottom = top + above + height;
    Scale x = plot.x().scale(shown, Point::x, left, left + WIDTH);
    Scale y = plot.y().scale(shown, Point::y, bottom, top + above);
    PlotFrame frame = new PlotFrame(plot, marks);
    frame.heading(left, top, WIDTH);
    frame.axes(x, y);
    PlotDrawing drawing = new PlotDrawing(plot, x, y, marks);
    plot.layers().forEach(drawing::draw);
  }
}
