package io.anode4j.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlotTest {
  private static <M extends Mark> List<M> marks(Scene scene, Class<M> kind) {
    return scene.marks().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static Scene scene(Plot plot) {
    return Plots.row("title", "description", plot);
  }

  @Test
  void straightLineIsStraightOnDoublyLogarithmicAxesIfItIsAPower() {
    double[] x = {1e-6, 1e-4, 1e-2};
    Plot plot =
        Plot.titled("t").logarithmicX().logarithmicY().curve("c", x, x.clone(), Ink.FORECAST);
    List<Point> points = marks(scene(plot), Mark.Line.class).get(0).points();
    double first = points.get(1).x() - points.get(0).x();
    assertEquals(first, points.get(2).x() - points.get(1).x(), 1e-9);
    assertEquals(first / 280, (points.get(0).y() - points.get(1).y()) / 220, 1e-9);
  }

  @Test
  void whatCannotBeShownBreaksACurve() {
    double[] x = {0, 1, 2, 3, 4, 5};
    double[] y = {1, 2, Double.NaN, 3, 2, 99};
    Scene scene = scene(Plot.titled("t").within(0, 5, 0, 10).curve("", x, y, Ink.FORECAST));
    List<Mark.Line> lines = marks(scene, Mark.Line.class);
    assertEquals(2, lines.size());
    assertEquals(2, lines.get(1).points().size());
  }

  @Test
  void legendNamesEachOnceAndAxesAreNamed() {
    double[] x = {0, 1};
    Plot plot =
        Plot.titled("heading")
            .withAxes("epoch", "loss")
            .curve("NODE", x, x, Ink.OUTCOME)
            .curve("NODE", x, x, Ink.OUTCOME)
            .dots("", x, x, 2, Ink.THIRD);
    List<String> texts =
        marks(scene(plot), Mark.Label.class).stream().map(Mark.Label::text).toList();
    assertEquals(1, texts.stream().filter("NODE"::equals).count());
    assertTrue(texts.containsAll(List.of("heading", "epoch", "loss")));
  }

  @Test
  void densityShadesByShareOfTheLargest() {
    Plot plot =
        Plot.titled("t").square().density(new double[][] {{0, 1}, {2, 2}}, 0, 2, 0, 2, Ink.THIRD);
    List<Mark.Area> areas = marks(scene(plot), Mark.Area.class);
    assertEquals(2, areas.size()); // the upper row is one run
    assertEquals(0.5, areas.get(0).opacity());
    assertEquals(1, areas.get(1).opacity());
    assertTrue(areas.get(1).outline().get(0).y() < areas.get(0).outline().get(0).y() + 1e-9);
  }

  @Test
  void longestArrowIsAFifteenthOfTheWidth() {
    Plot plot =
        Plot.titled("t")
            .within(0, 1, 0, 1)
            .square()
            .arrows(
                List.of(new Point(0, 0), new Point(0.5, 0.5)),
                List.of(new Point(4, 0), new Point(0, 2)),
                Ink.MUTED);
    List<Mark.Line> arrows = marks(scene(plot), Mark.Line.class);
    Point foot = arrows.get(0).points().get(0);
    assertEquals(280.0 / 15, arrows.get(0).points().get(1).x() - foot.x(), 1e-9);
    Point second = arrows.get(1).points().get(0);
    assertEquals(280.0 / 30, second.y() - arrows.get(1).points().get(1).y(), 1e-9);
  }

  @Test
  void bandEndsAtTheFrameWhereItsLowEndHasNoLogarithm() {
    double[] x = {0, 1};
    Plot plot =
        Plot.titled("t")
            .logarithmicY()
            .within(0, 1, 1, 10)
            .band(x, new double[] {-1, 1}, new double[] {10, 10}, Ink.THIRD);
    List<Point> outline = marks(scene(plot), Mark.Area.class).get(0).outline();
    assertEquals(220, outline.get(0).y() - outline.get(2).y(), 1e-9);
  }

  @Test
  void decadesAreMarkedAsPowers() {
    List<String> many = DecadeTicks.of(-8, 2, 6).marks().stream().map(Ticks.Tick::label).toList();
    assertEquals(List.of("10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "1", "100"), many);
    List<String> few = DecadeTicks.of(0, 1, 6).marks().stream().map(Ticks.Tick::label).toList();
    assertEquals(List.of("1", "2", "5", "10"), few);
  }

  /** One tick says nothing of distances: errors from 28 to 90 % had 50 alone. */
  @Test
  void narrowLogarithmicAxisHasTwoTicksAtLeast() {
    Ticks percent = DecadeTicks.of(Math.log10(28), Math.log10(90), 6);
    assertEquals(
        List.of("30", "50", "70"), percent.marks().stream().map(Ticks.Tick::label).toList());
    Ticks near = DecadeTicks.of(Math.log10(0.96), Math.log10(0.995), 6);
    assertTrue(near.marks().size() > 1, near.toString());
    for (Ticks.Tick tick : near.marks()) {
      assertEquals(Double.parseDouble(tick.label()), Math.pow(10, tick.value()), 1e-9);
    }
  }

  /** What is dots or dashes in the plot is so in the legend. */
  @Test
  void legendShowsHowALayerIsDrawn() {
    double[] x = {0, 1};
    Plot plot =
        Plot.titled("")
            .curve("said", x, x, Mark.Stroke.dashed(Ink.OUTCOME, 2))
            .dots("seen", x, x, 2, Ink.HISTORY);
    Scene scene = scene(plot);
    assertTrue(marks(scene, Mark.Rule.class).stream().anyMatch(r -> r.stroke().dashed()));
    assertTrue(
        marks(scene, Mark.Dots.class).stream()
            .anyMatch(d -> d.ink() == Ink.HISTORY && d.centres().size() == 1));
  }

  @Test
  void refusesWhatCannotBeDrawn() {
    Plot plot = Plot.titled("t");
    double[] one = {1};
    double[] two = {1, 2};
    assertThrows(IllegalArgumentException.class, () -> plot.curve("", one, two, Ink.FORECAST));
    assertThrows(IllegalArgumentException.class, () -> plot.within(1, 1, 0, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> plot.density(new double[][] {one, two}, 0, 1, 0, 1, Ink.THIRD));
    assertThrows(
        IllegalArgumentException.class,
        () -> plot.arrows(List.of(new Point(0, 0)), List.of(), Ink.THIRD));
    assertThrows(IllegalArgumentException.class, () -> Plots.grid("", "", 0, List.of(plot)));
  }
}
