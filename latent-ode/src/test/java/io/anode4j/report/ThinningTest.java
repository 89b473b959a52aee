package io.anode4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.chart.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ThinningTest {
  private static List<Point> noise(int n, double width, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] xs = random.doubles(n, 0, width).sorted().toArray();
    List<Point> points = new ArrayList<>();
    for (double x : xs) {
      points.add(new Point(x, random.nextDouble(300)));
    }
    return points;
  }

  @Test
  void keepsEveryColumnsExtremesAndEnds() {
    List<Point> all = noise(50_000, 800, 1);
    List<Point> kept = Thinning.m4(all);
    assertTrue(kept.size() <= 4 * 800, () -> "kept " + kept.size());
    assertTrue(all.containsAll(kept));
    for (int column = 0; column < 800; column++) {
      int c = column;
      List<Point> before = all.stream().filter(p -> (int) p.x() == c).toList();
      List<Point> after = kept.stream().filter(p -> (int) p.x() == c).toList();
      assertEquals(before.get(0), after.get(0));
      assertEquals(before.get(before.size() - 1), after.get(after.size() - 1));
      assertEquals(
          before.stream().mapToDouble(Point::y).max(), after.stream().mapToDouble(Point::y).max());
      assertEquals(
          before.stream().mapToDouble(Point::y).min(), after.stream().mapToDouble(Point::y).min());
    }
    assertTrue(isAscending(kept));
  }

  @Test
  void leavesSparsePointsAlone() {
    List<Point> sparse = noise(60, 800, 2);
    assertTrue(Thinning.m4(sparse).containsAll(sparse.subList(0, 1)));
    List<Point> apart = List.of(new Point(0.5, 3), new Point(1.5, 1), new Point(9, 2));
    assertEquals(apart, Thinning.m4(apart));
    assertEquals(List.of(), Thinning.m4(List.of()));
  }

  private static boolean isAscending(List<Point> points) {
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).x() < points.get(i - 1).x()) {
        return false;
      }
    }
    return true;
  }
}
