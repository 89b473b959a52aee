package io.anode4j.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpiralToyTest {
  private static final double STEP = 6 * Math.PI / 499;

  /** Position around its center: radius and angle turned per step. */
  private static double[] polar(TimeSeries series, int i, double center) {
    double x = series.value(i, 0) - center;
    double y = series.value(i, 1);
    return new double[] {Math.hypot(x, y), Math.atan2(y, x)};
  }

  @Test
  void halfOfTheSpiralsTurnEitherWay() {
    Generated toy = SpiralToy.published(1).withFuture(100).generate();
    assertEquals(List.of("x", "y"), toy.observed().channels());
    int clockwise = 0;
    for (TimeSeries truth : toy.truth()) {
      assertEquals(200, truth.length());
      clockwise += isClockwise(truth) ? 1 : 0;
    }
    // Binomial(1000, 1/2): standard deviation 16.
    assertEquals(500, clockwise, 80);
  }

  /** Checks every point against the closed form of the turning it has. */
  private static boolean isClockwise(TimeSeries truth) {
    double counter = polar(truth, 0, 5)[0] / 0.3;
    boolean isCounter = Math.abs(counter / STEP - Math.rint(counter / STEP)) < 1e-6;
    double phi = 0.3 * 50 / polar(truth, 0, -5)[0];
    for (int i = 0; i < truth.length(); i++) {
      double angle = isCounter ? counter + i * STEP : phi - i * STEP;
      double radius = isCounter ? 0.3 * angle : 15 / angle;
      assertEquals(radius * Math.cos(angle) + (isCounter ? 5 : -5), truth.value(i, 0), 1e-9);
      assertEquals(radius * Math.sin(angle), truth.value(i, 1), 1e-9);
      assertEquals(i * STEP, truth.time(i), 1e-12);
    }
    double startAngle = isCounter ? counter : 6 * Math.PI + 1 - phi;
    int start = (int) Math.rint(startAngle / STEP);
    assertTrue(100 <= start && start < 300, "start " + start);
    return !isCounter;
  }

  @Test
  void noiseIsGaussianOnBothCoordinates() {
    Generated toy = SpiralToy.published(2).generate();
    double squares = 0;
    double sum = 0;
    int count = 0;
    for (TimeSeries series : toy.observed()) {
      TimeSeries truth = toy.truth().get(series.id());
      assertEquals(100, series.length());
      assertArrayEquals(series.times(), truth.times());
      for (int i = 0; i < 100; i++) {
        for (int c = 0; c < 2; c++) {
          double noise = series.value(i, c) - truth.value(i, c);
          sum += noise;
          squares += noise * noise;
          count++;
        }
      }
    }
    assertEquals(0.3, Math.sqrt(squares / count), 0.003);
    assertEquals(0, sum / count, 0.004);
  }

  @Test
  void theSeedDecidesAndMoreSeriesDoNotChangeTheFirst() {
    SpiralToy toy = SpiralToy.published(3).withSeries(4).withNoise(0.1);
    assertEquals(toy.generate(), toy.generate());
    assertEquals(
        toy.generate().observed().series(),
        toy.withSeries(9).generate().observed().series().subList(0, 4));
    assertNotEquals(
        toy.generate().observed().series(),
        new SpiralToy(4, 0.1, 0, 4).generate().observed().series());
    SpiralToy quiet = toy.withNoise(0);
    assertEquals(quiet.generate().truth(), quiet.generate().observed());
  }

  @Test
  void refusesWhatDoesNotFitOnTheSpiral() {
    SpiralToy toy = SpiralToy.published(3);
    assertThrows(IllegalArgumentException.class, () -> toy.withFuture(300));
    assertThrows(IllegalArgumentException.class, () -> toy.withFuture(-1));
    assertThrows(IllegalArgumentException.class, () -> toy.withSeries(-1));
    assertThrows(IllegalArgumentException.class, () -> toy.withNoise(-0.1));
    assertEquals(
        399, toy.withSeries(1).withFuture(299).generate().truth().series().get(0).length());
  }
}
