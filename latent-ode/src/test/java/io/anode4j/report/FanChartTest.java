package io.anode4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Mark;
import io.anode4j.chart.Point;
import io.anode4j.chart.Scene;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FanChartTest {
  private static final double NAN = Double.NaN;

  /** A wave with irregular times, a forecast of it, and what came of it. */
  static FanChart wave(int observations, double scale, double offset) {
    SplittableRandom random = new SplittableRandom(7);
    List<Point> history = new ArrayList<>();
    double t = 0;
    for (int i = 0; i < observations; i++) {
      t += 0.5 + random.nextDouble();
      history.add(new Point(t, offset + scale * Math.sin(t / 6)));
    }
    List<Point> median = new ArrayList<>();
    List<Point> outcome = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      median.add(new Point(t + i, offset + scale * Math.sin((t + i) / 6)));
      if (i % 3 == 0) {
        double error = random.nextDouble(-0.3, 0.3);
        outcome.add(new Point(t + i, offset + scale * (Math.sin((t + i) / 6) + error)));
      }
    }
    FanChart chart = FanChart.of("pump 7", "level", t, history).withMedian(median);
    for (double level : FanChart.LEVELS) {
      chart = chart.withBand(level, moved(median, -level * scale), moved(median, level * scale));
    }
    return chart.withOutcome(outcome);
  }

  private static List<Point> moved(List<Point> points, double by) {
    return points.stream().map(p -> new Point(p.x(), p.y() + by)).toList();
  }

  @Test
  void svgIsAsKept() throws IOException {
    Golden.assertMatches("fan.svg", wave(40, 1, 20).withUnit("cm").scene().toSvg());
  }

  @Test
  void compactDatedSvgIsAsKept() throws IOException {
    double day = 86_400;
    FanChart dated =
        FanChart.of(
                "station <1>",
                "CO & NO",
                1.62e9,
                Point.list(
                    new double[] {1.62e9 - 3 * day, 1.62e9 - 2.2 * day, 1.62e9},
                    new double[] {4, NAN, 5}))
            .withMedian(List.of(new Point(1.62e9 + day, 5.5)))
            .withDates();
    Golden.assertMatches("fan-compact.svg", dated.scene(Size.COMPACT).toSvg());
  }

  @Test
  void drawsEveryPart() {
    Scene scene = wave(40, 1, 20).withUnit("cm").scene();
    assertEquals(3, Marks.of(scene, Mark.Area.class).size());
    assertEquals(40, Marks.dots(scene, Ink.HISTORY).get(0).centres().size());
    assertEquals(6, Marks.dots(scene, Ink.OUTCOME).get(0).centres().size());
    assertEquals(1.8, Marks.lines(scene, Ink.FORECAST).get(0).stroke().width());
    assertTrue(
        Marks.texts(scene)
            .containsAll(List.of("pump 7 · level", "cm", "median", "outcome", "50 %", "95 %")));
    assertTrue(Marks.texts(scene).stream().anyMatch(t -> t.startsWith("now · ")));
    assertTrue(scene.description().startsWith("40 observations from "), scene.description());
    assertTrue(scene.description().contains("6 outcomes known"), scene.description());
    assertTrue(scene.description().contains("95 % interval"), scene.description());
  }

  @Test
  void theOriginSplitsPastFromFuture() {
    Scene scene = wave(40, 1, 0).scene();
    Mark.Rule now =
        Marks.of(scene, Mark.Rule.class).stream()
            .filter(r -> r.stroke().dashed())
            .findFirst()
            .get();
    double x = now.from().x();
    assertEquals(x, now.to().x());
    assertTrue(
        Marks.dots(scene, Ink.HISTORY).get(0).centres().stream().allMatch(p -> p.x() <= x + 1e-9));
    assertTrue(Marks.dots(scene, Ink.OUTCOME).get(0).centres().stream().allMatch(p -> p.x() > x));
  }

  /** Nothing may stick out, and labels outside the plot may not touch each other. */
  @ParameterizedTest
  @ValueSource(doubles = {1e9, 1, 1e-9, 1e-300, 1e300})
  void fitsAtAnyMagnitude(double scale) {
    for (Size size : List.of(Size.WIDE, Size.COMPACT, new Size(200, 150))) {
      Scene scene = wave(40, scale, 3 * scale).scene(size);
      for (Mark.Area area : Marks.of(scene, Mark.Area.class)) {
        for (Point p : area.outline()) {
          assertTrue(p.isFinite() && p.x() >= 0 && p.x() <= size.width(), () -> "" + p);
          assertTrue(p.y() >= 0 && p.y() <= size.height(), () -> "" + p);
        }
      }
      for (String text : Marks.texts(scene)) {
        assertTrue(text.length() < 45 && !text.contains("NaN"), text);
      }
    }
  }

  @Test
  void labelsAtTheEndDoNotTouch() {
    FanChart flat = FanChart.of("a", "b", 1, List.of(new Point(1, 1)));
    List<Point> end = List.of(new Point(2, 1));
    flat = flat.withMedian(end).withOutcome(end).withBand(0.95, end, end).withBand(0.5, end, end);
    List<Double> heights =
        Marks.of(flat.scene(), Mark.Label.class).stream()
            .filter(l -> l.at().x() > 850 && l.style().ink() != Ink.MUTED)
            .map(l -> l.at().y())
            .sorted()
            .toList();
    assertEquals(4, heights.size());
    for (int i = 1; i < heights.size(); i++) {
      assertTrue(heights.get(i) - heights.get(i - 1) >= 12, () -> "" + heights);
    }
  }

  @Test
  void longGapsBreakTheHistoryLine() {
    double[] times = {1, 2, 3, 4, 20, 21, 22, 23};
    Scene scene = FanChart.of("a", "b", 23, Point.list(times, new double[8])).scene();
    assertEquals(2, Marks.lines(scene, Ink.RULE).size());
    assertEquals(8, Marks.dots(scene, Ink.HISTORY).get(0).centres().size());
  }

  @Test
  void showsTheLastPartOfALongHistoryAndSaysSo() {
    FanChart chart = wave(1000, 1, 0);
    Scene scene = chart.scene();
    List<Point> shown = Marks.dots(scene, Ink.HISTORY).get(0).centres();
    assertTrue(shown.size() > 50 && shown.size() < 70, () -> "shown " + shown.size());
    assertTrue(Marks.texts(scene).contains("last " + shown.size() + " of 1000 observations shown"));
    Scene whole = chart.withWholeHistory().scene();
    assertTrue(Marks.texts(whole).stream().noneMatch(t -> t.contains("shown")));
    assertTrue(Marks.dots(whole, Ink.HISTORY).isEmpty(), "a thousand dots would blacken the line");
    Scene compact = chart.scene(Size.COMPACT);
    assertTrue(Marks.texts(compact).contains("last " + shown.size() + " of 1000"));
  }

  @Test
  void keepsTheExtremesOfACrowdedHistory() {
    double[] times = new double[100_000];
    double[] values = new double[times.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = i;
      values[i] = Math.sin(i / 1e4);
    }
    values[31_234] = 9;
    values[71_235] = -9;
    Scene scene = FanChart.of("a", "b", 1e5, Point.list(times, values)).scene();
    List<Point> line = Marks.lines(scene, Ink.RULE).get(0).points();
    assertTrue(line.size() < 4000, () -> "points: " + line.size());
    double top = line.stream().mapToDouble(Point::y).min().getAsDouble();
    double bottom = line.stream().mapToDouble(Point::y).max().getAsDouble();
    assertTrue(bottom - top > 250, () -> "from " + top + " to " + bottom);
  }

  @Test
  void missingValuesBreakBandAndMedian() {
    List<Point> median = Point.list(new double[] {2, 3, 4, 5}, new double[] {1, NAN, 1, 1});
    Scene scene =
        FanChart.of("a", "b", 1, List.of(new Point(0, NAN), new Point(1, 1)))
            .withMedian(median)
            .withBand(0.9, moved(median, -1), moved(median, 1))
            .scene();
    assertEquals(2, Marks.of(scene, Mark.Area.class).size());
    assertEquals(1, Marks.lines(scene, Ink.FORECAST).size());
    assertEquals(1, Marks.dots(scene, Ink.FORECAST).size());
    assertEquals(1, Marks.dots(scene, Ink.HISTORY).get(0).centres().size());
  }

  @Test
  void drawsASinglePointAsABar() {
    Scene scene =
        FanChart.of("a", "b", 1, List.of(new Point(1, 1)))
            .withMedian(List.of(new Point(2, 2)))
            .withBand(0.5, List.of(new Point(2, 1)), List.of(new Point(2, 3)))
            .scene();
    List<Point> bar = Marks.of(scene, Mark.Area.class).get(0).outline();
    assertEquals(4, bar.size());
    assertEquals(8, bar.get(1).x() - bar.get(0).x(), 1e-9);
    assertTrue(bar.get(2).y() > bar.get(1).y());
  }

  @Test
  void aConstantSeriesLiesInTheMiddleOfItsAxis() {
    Scene scene =
        FanChart.of("a", "b", 3, Point.list(new double[] {1, 2, 3}, new double[] {5, 5, 5}))
            .scene();
    double y = Marks.dots(scene, Ink.HISTORY).get(0).centres().get(0).y();
    assertEquals((63 + 374) / 2.0, y, 3);
    assertTrue(Marks.texts(scene).contains("5.0"));
  }

  @Test
  void saysThatThereIsNothing() {
    Scene scene = FanChart.of("", " ", 3, List.of(new Point(1, NAN))).scene();
    assertEquals("Forecast", scene.title());
    assertTrue(Marks.texts(scene).contains("no values to draw"));
    assertTrue(scene.description().startsWith("No observation up to 3."), scene.description());
    assertFalse(scene.toSvg().contains("NaN"));
  }

  @Test
  void cutsLongNames() {
    String name = "a very long name of a station ".repeat(9);
    Scene scene = FanChart.of(name, "b", 3, List.of()).scene(Size.COMPACT);
    assertTrue(Marks.texts(scene).get(0).endsWith("…"));
    assertTrue(Marks.texts(scene).get(0).length() < 80);
    assertTrue(scene.title().startsWith(name));
  }

  @Test
  void isBuiltFromAForecast() {
    double[][] values = {{1, 10}, {2, NAN}, {3, 30}, {4, 40}, {5, 50}, {6, 60}};
    TimeSeries series = TimeSeries.of("s", new double[] {0, 1, 2, 3, 4, 9}, values);
    Forecast forecast =
        Forecast.gaussian(
            "s",
            List.of("a", "b"),
            new double[] {3, 4},
            new double[][] {{4, 41}, {5, 51}},
            new double[][] {{1, 2}, {1, 2}});
    FanChart chart =
        FanChart.of(forecast, 1, series.until(2), TimeFormat.number()).withOutcome(series, 1);
    assertEquals(2, chart.origin());
    assertEquals(List.of(new Point(0, 10), new Point(2, 30)), chart.history());
    assertEquals(List.of(new Point(3, 40), new Point(4, 50)), chart.outcome());
    assertEquals(41, chart.median().get(0).y(), 1e-9);
    assertEquals(List.of(0.95, 0.8, 0.5), chart.bands().stream().map(b -> b.level()).toList());
    assertEquals(41 + 2 * 1.959964, chart.bands().get(0).upper().get(0).y(), 1e-5);
    assertEquals(41 - 2 * 0.674490, chart.bands().get(2).lower().get(0).y(), 1e-5);
    assertFalse(chart.dated());
    assertTrue(FanChart.of(forecast, 1, series.until(2), TimeFormat.epochSeconds()).dated());
  }

  @Test
  void refusesNonsense() {
    List<Point> one = List.of(new Point(1, 1));
    FanChart chart = FanChart.of("a", "b", 1, one);
    assertThrows(IllegalArgumentException.class, () -> FanChart.of("a", "b", NAN, one));
    assertThrows(IllegalArgumentException.class, () -> chart.withBand(95, one, one));
    assertThrows(IllegalArgumentException.class, () -> chart.withBand(0.9, one, List.of()));
    List<Point> back = List.of(new Point(2, 1), new Point(1, 1));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> chart.withMedian(back));
    assertTrue(e.getMessage().contains("time 1.0 after 2.0 in the median"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Point.list(new double[1], new double[2]));
  }
}
