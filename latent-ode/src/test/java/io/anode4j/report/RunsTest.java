package io.anode4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anode4j.chart.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RunsTest {
  private static List<Integer> sizes(List<List<Point>> runs) {
    return runs.stream().map(List::size).toList();
  }

  private static List<Point> at(double... times) {
    return Point.list(times, new double[times.length]);
  }

  @Test
  void breaksAtLongGaps() {
    assertEquals(List.of(4, 3), sizes(Runs.withoutGaps(at(1, 2, 3, 4, 10, 11, 12))));
    assertEquals(List.of(7), sizes(Runs.withoutGaps(at(1, 2, 3, 4, 7, 8, 9))));
  }

  @Test
  void breaksAtNightsOfDaytimeReadings() {
    double[] times = new double[60];
    for (int i = 0; i < 60; i++) {
      times[i] = i / 12 * 24 + i % 12;
    }
    assertEquals(List.of(12, 12, 12, 12, 12), sizes(Runs.withoutGaps(at(times))));
  }

  @Test
  void sparesWhatIsIrregularByNature() {
    SplittableRandom random = new SplittableRandom(4);
    double[] times = new double[1000];
    for (int i = 1; i < times.length; i++) {
      times[i] = times[i - 1] - Math.log(1 - random.nextDouble());
    }
    // About 0.1 % of the steps are beyond the threshold, where 6 % exceed four medians.
    assertEquals(true, Runs.withoutGaps(at(times)).size() <= 5);
  }

  @Test
  void skipsMissingValuesWithoutBreaking() {
    List<Point> points = new ArrayList<>(at(1, 2, 3, 4));
    points.add(2, new Point(2.5, Double.NaN));
    assertEquals(List.of(4), sizes(Runs.withoutGaps(points)));
    assertEquals(List.of(2, 2), sizes(Runs.unbroken(points)));
  }

  @Test
  void acceptsFewPoints() {
    assertEquals(List.of(), Runs.withoutGaps(List.of()));
    assertEquals(List.of(1), sizes(Runs.withoutGaps(at(5))));
    assertEquals(List.of(2), sizes(Runs.withoutGaps(at(5, 5000))));
    assertEquals(List.of(), Runs.unbroken(List.of(new Point(1, Double.NaN))));
  }

  @Test
  void cutsCurvesWhereTheyCrossALimit() {
    List<Point> wave = Point.list(new double[] {0, 1, 2, 3, 4}, new double[] {0, 4, 4, 0, 1});
    assertEquals(
        List.of(
            List.of(new Point(0, 0), new Point(0.25, 1)),
            List.of(new Point(2.75, 1), new Point(3, 0), new Point(4, 1))),
        Runs.below(wave, 1));
    assertEquals(List.of(wave), Runs.below(wave, 4));
    assertEquals(List.of(), Runs.below(wave, -1));
  }
}
