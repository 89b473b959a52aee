package io.anode4j.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DifferenceTest {
  @Test
  void differentiatesSmoothFunctions() {
    Difference sine = Difference.of(h -> Math.sin(1 + h), 0.1);
    // Seventh-order terms of a range of 0.1.
    assertEquals(Math.cos(1), sine.value(), 1e-8);
    assertTrue(sine.uncertainty() < 1e-8);
    assertEquals(3, Difference.of(h -> 3 * h + 5, 0.1).value(), 1e-12);
    assertEquals(0, Difference.of(h -> h * h, 0.1).value(), 1e-12);
  }

  /** The estimate must not be smaller than the error but by a few times, whatever the noise. */
  @Test
  void knowsHowUncertainItIsUnderRounding() {
    int worse = 0;
    for (int i = 0; i < 200; i++) {
      double x = 0.5 + i / 100.0;
      Difference d = Difference.of(h -> (float) Math.exp(x + h), 0.1);
      double error = Math.abs(d.value() - Math.exp(x));
      assertTrue(error < 1e-4 * Math.exp(x), x + ": " + error);
      worse += error > 5 * d.uncertainty() ? 1 : 0;
    }
    // Five standard errors with five degrees of freedom: one in two hundred and fifty.
    assertTrue(worse <= 4, worse + " of 200");
  }

  @Test
  void narrowsItsRangeWhereTheFunctionBends() {
    Difference d = Difference.of(h -> Math.sin(60 * h), 0.1);
    assertEquals(60, d.value(), 0.05);
  }

  @Test
  void seesKinks() {
    Difference d = Difference.of(h -> Math.max(0, 100 * h) + h, 0.1);
    assertTrue(d.uncertainty() > 20, "uncertainty " + d.uncertainty());
  }

  @Test
  void givesUpWhereTheFunctionIsNotFinite() {
    Difference d = Difference.of(h -> h > 0 ? Double.NaN : 1, 0.1);
    assertEquals(Double.POSITIVE_INFINITY, d.uncertainty());
  }
}
