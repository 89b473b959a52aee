package io.anode4j.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Attribution.Effect;
import io.anode4j.forecast.Attribution.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forecasters whose derivatives are known in closed form. */
class SensitivityTest {
  private static final List<String> CHANNELS = List.of("a", "b");
  private static final double[] TIMES = {6, 8};
  private static final TimeSeries HISTORY =
      TimeSeries.of(
          "s", new double[] {0, 1, 2, 3}, new double[][] {{9, 9}, {1, 7}, {Double.NaN, 2}, {5, 3}});

  /** a: last² of a; b: t times the mean of b's four values, less a's last. */
  private static Forecast formula(TimeSeries history, double[] times) {
    double a = history.value(3, 0);
    double b = 0;
    for (int i = 0; i < 4; i++) {
      b += history.value(i, 1) / 4;
    }
    double[][] means = new double[times.length][];
    double[][] stds = new double[times.length][];
    for (int t = 0; t < times.length; t++) {
      means[t] = new double[] {a * a, times[t] * b - a};
      stds[t] = new double[] {1, 1};
    }
    return Forecast.gaussian(history.id(), CHANNELS, times, means, stds);
  }

  @Test
  void derivativesAreThoseOfTheFormula() {
    Attribution why = Sensitivity.of(SensitivityTest::formula, CHANNELS, 10, 16).of(HISTORY, TIMES);
    Effect last = why.largest(Part.GRADIENT, "a").get(0);
    assertEquals("a", last.source());
    assertEquals(3, last.from());
    assertEquals(2 * 5, last.shift(), 1e-6, "d a²/da");
    assertEquals(0, why.largest(Part.GRADIENT, "a").get(1).size());
    List<Effect> ofB = why.largest(Part.GRADIENT, "b");
    assertEquals(3 + 4, ofB.size());
    for (Effect one : ofB.subList(0, 4)) {
      assertEquals("b", one.source());
      assertEquals(7.0 / 4, one.shift(), 1e-6, "mean of t, over four values");
    }
    assertEquals(-1, ofB.get(4).shift(), 1e-6);
    assertEquals(1, ofB.get(4).size(), 1e-6);
  }

  @Test
  void aRunHasTheSumOfItsDerivativesAndTheContextEnds() {
    Attribution why = Sensitivity.of(SensitivityTest::formula, CHANNELS, 2.5, 1).of(HISTORY, TIMES);
    Effect run = why.largest(Part.GRADIENT, "b").get(0);
    assertEquals(3 * 7.0 / 4, run.shift(), 1e-6);
    assertEquals(1, run.from());
    assertEquals(3, run.to());
    assertThrows(
        IllegalArgumentException.class,
        () -> Sensitivity.of(SensitivityTest::formula, CHANNELS, 0, 4));
  }

  /** A channel that does not move, and one at zero, have steps all the same. */
  @Test
  void constantChannelsHaveDerivatives() {
    double[][] still = {{0, 4}, {0, 4}, {0, 4}, {0, 4}};
    TimeSeries flat = TimeSeries.of("s", new double[] {0, 1, 2, 3}, still);
    Attribution why = Sensitivity.of(SensitivityTest::formula, CHANNELS, 10, 4).of(flat, TIMES);
    assertEquals(7.0 / 4, why.largest(Part.GRADIENT, "b").get(0).shift(), 1e-6);
    assertTrue(why.effects().stream().allMatch(one -> Double.isFinite(one.shift())));
  }
}
