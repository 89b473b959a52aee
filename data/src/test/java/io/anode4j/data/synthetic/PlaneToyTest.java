package io.anode4j.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlaneToyTest {
  @ParameterizedTest
  @EnumSource(PlaneToy.class)
  void densityIntegratesToOneAndIsThatOfTheSamples(PlaneToy toy) {
    PlaneDensity density = toy.density();
    int cells = (int) Math.ceil(4 * density.reach() / density.grain());
    double side = 2 * density.reach() / cells;
    double mass = 0;
    double right = 0;
    for (int i = 0; i < cells; i++) {
      for (int j = 0; j < cells; j++) {
        double x = (i + 0.5) * side - density.reach();
        double y = (j + 0.5) * side - density.reach();
        double p = density.at(x, y) * side * side;
        mass += p;
        right += x > 0.5 && y < 1 ? p : 0;
      }
    }
    assertEquals(1, mass, 2e-3, "mass of " + toy);
    float[][] points = toy.sample(20_000, 1);
    double share = 0;
    double surprise = 0;
    for (float[] p : points) {
      share += p[0] > 0.5 && p[1] < 1 ? 1 : 0;
      surprise -= Math.log(density.at(p[0], p[1]));
    }
    // 4 standard errors of a share, and of a surprise of deviation about 1; edges of the cells.
    assertEquals(right, share / points.length, 0.014 + side * 0.1, "share of " + toy);
    assertEquals(density.entropy(), surprise / points.length, 0.03, "entropy of " + toy);
  }

  @Test
  void entropiesByHand() {
    // Two axes of a normal density of deviation s: 1 + ln 2πs².
    BlurredCurve point = new BlurredCurve(new double[1], new double[1], 0.3, 0);
    assertEquals(1 + Math.log(2 * Math.PI * 0.09), point.entropy(), 1e-6);
    assertEquals(Math.log(32), PlaneToy.CHECKERBOARD.density().entropy(), 1e-12);
    // Eight that hardly overlap: one of them and ln 8, less what neighbours share.
    double s = 0.5 / 1.414;
    double apart = 1 + Math.log(2 * Math.PI * s * s) + Math.log(8);
    double eight = PlaneToy.EIGHT_GAUSSIANS.density().entropy();
    assertTrue(eight < apart && eight > apart - 0.05, eight + " and " + apart);
    assertEquals(0.9750021, BlurredCurve.cumulative(1.96), 1e-6);
    assertEquals(0.1586553, BlurredCurve.cumulative(-1), 1e-6);
  }

  @Test
  void whatIsNoCurveSaysSo() {
    assertThrows(IllegalStateException.class, () -> PlaneToy.PINWHEEL.path(0));
    assertThrows(IllegalStateException.class, () -> PlaneToy.CHECKERBOARD.path(0));
    assertTrue(PlaneToy.RINGS.density().toString().contains("4000"));
  }
}
