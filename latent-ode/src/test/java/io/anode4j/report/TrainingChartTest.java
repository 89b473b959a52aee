package io.anode4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.chart.Ink;
import io.anode4j.chart.Mark;
import io.anode4j.chart.Point;
import io.anode4j.chart.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingChartTest {
  private static final double NAN = Double.NaN;

  /** Falls, with its lowest validation loss at epoch 30 of 40. */
  static List<TrainingPoint> epochs() {
    List<TrainingPoint> epochs = new ArrayList<>();
    for (int e = 1; e <= 40; e++) {
      double valley = 1 + 0.002 * (e - 30) * (e - 30);
      epochs.add(new TrainingPoint(e, 0.9 + 4.0 / e, valley, 20 + e * 0.2));
    }
    return epochs;
  }

  private static TrainingChart of(TrainingPoint... points) {
    return new TrainingChart(List.of(points));
  }

  @Test
  void marksTheBestEpoch() {
    TrainingChart chart = new TrainingChart(epochs());
    assertEquals(30, chart.best().orElseThrow().epoch());
    Scene scene = chart.scene();
    Mark.Label label = Marks.label(scene, "best · epoch 30 · 1");
    Mark.Rule rule =
        Marks.of(scene, Mark.Rule.class).stream()
            .filter(r -> r.stroke().dashed())
            .findFirst()
            .orElseThrow();
    assertEquals(rule.from().x(), label.at().x(), 1e-9);
    double lowest =
        Marks.lines(scene, Ink.FORECAST).get(0).points().stream()
            .mapToDouble(Point::y)
            .max()
            .getAsDouble();
    assertEquals(
        new Point(rule.from().x(), lowest),
        Marks.dots(scene, Ink.FORECAST).get(0).centres().get(0));
    assertEquals("40 epochs; the best is epoch 30 with a loss of 1.", scene.description());
  }

  @Test
  void showsTheWorkOfTheSolverBelow() {
    Scene scene = new TrainingChart(epochs()).scene(Size.COMPACT);
    List<Mark.Line> dark = Marks.lines(scene, Ink.HISTORY);
    assertEquals(2, dark.size());
    double floor = dark.get(0).points().stream().mapToDouble(Point::y).max().getAsDouble();
    assertTrue(dark.get(1).points().stream().allMatch(p -> p.y() > floor));
    Marks.label(scene, "function evaluations of the solver");
    Scene without = of(new TrainingPoint(1, 2, 2, NAN), new TrainingPoint(2, 1, 1, NAN)).scene();
    assertEquals(1, Marks.lines(without, Ink.HISTORY).size());
  }

  @Test
  void aHugeFirstLossLeavesTheFrame() {
    List<TrainingPoint> epochs = epochs();
    epochs.set(0, new TrainingPoint(1, 5e6, 4e6, 20));
    Scene scene = new TrainingChart(epochs).scene();
    Marks.label(scene, "loss · highest 5×10⁶");
    List<Point> validation = Marks.lines(scene, Ink.FORECAST).get(0).points();
    double height = validation.get(validation.size() - 1).y() - validation.get(1).y();
    assertTrue(Math.abs(height) > 20, "not flattened: " + height);
  }

  @Test
  void fallsBackToTheTrainingLoss() {
    TrainingChart chart = of(new TrainingPoint(1, 3, NAN, NAN), new TrainingPoint(2, -2, NAN, NAN));
    assertEquals(2, chart.best().orElseThrow().epoch());
    assertTrue(Marks.texts(chart.scene()).contains("training"));
    assertTrue(!Marks.texts(chart.scene()).contains("validation"));
  }

  @Test
  void survivesFewAndBrokenEpochs() {
    Scene none = of().scene();
    assertEquals("No epoch with a finite loss.", none.description());
    Scene one = of(new TrainingPoint(7, 2, 2, 30)).scene(Size.COMPACT);
    assertTrue(Marks.texts(one).contains("7"));
    assertEquals(1, Marks.dots(one, Ink.HISTORY).size());
    Scene broken =
        of(
                new TrainingPoint(1, 2, 2, 30),
                new TrainingPoint(2, NAN, Double.POSITIVE_INFINITY, 30),
                new TrainingPoint(3, 1, 1, 30))
            .scene();
    assertEquals(2, Marks.dots(broken, Ink.HISTORY).size());
    assertTrue(!broken.toSvg().contains("NaN"));
  }

  @Test
  void epochsAreWholeNumbers() {
    List<TrainingPoint> three =
        IntStream.rangeClosed(1, 3).mapToObj(e -> new TrainingPoint(e, 9 - e, 9 - e, NAN)).toList();
    List<String> below =
        Marks.of(new TrainingChart(three).scene(), Mark.Label.class).stream()
            .filter(label -> label.at().y() > 380)
            .map(Mark.Label::text)
            .toList();
    assertEquals(List.of("1", "2", "3", "epoch"), below);
  }
}
