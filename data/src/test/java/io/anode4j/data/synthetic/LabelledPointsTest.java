package io.anode4j.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LabelledPointsTest {
  private static double norm(float[] point) {
    double squares = 0;
    for (float v : point) {
      squares += v * v;
    }
    return Math.sqrt(squares);
  }

  @Test
  void spheresHaveTheirRadiiAndNumbers() {
    for (int d : new int[] {1, 2, 5}) {
      LabelledPoints p = new ConcentricSpheres(d, 1000, 2000, 3).generate();
      assertEquals(3000, p.points().length);
      int insideHalf = 0;
      for (int i = 0; i < 3000; i++) {
        double r = norm(p.points()[i]);
        assertEquals(i < 1000 ? -1 : 1, p.labels()[i]);
        assertTrue(i < 1000 ? r <= 0.5 + 1e-6 : r >= 1 - 1e-6 && r <= 1.5 + 1e-6, "radius " + r);
        insideHalf += i >= 1000 && r < 1.25 ? 1 : 0;
      }
      // A share of 2^−d of the shell's points is in the inner half; five standard errors of 2,000.
      assertEquals(Math.pow(0.5, d), insideHalf / 2000.0, 5 * 0.5 / Math.sqrt(2000));
      assertArrayEquals(
          p.points()[7], new ConcentricSpheres(d, 1000, 2000, 3).generate().points()[7]);
    }
  }

  @Test
  void moonsLieOnTheirCirclesAndAreCentred() {
    LabelledPoints p = new TwoMoons(2000, 0, 1).generate();
    double[] mean = new double[2];
    for (int i = 0; i < 2000; i++) {
      float[] at = p.points()[i];
      boolean upper = p.labels()[i] == 0;
      float[] fromCentre =
          upper
              ? new float[] {at[0] + 0.5f, at[1] + 0.25f}
              : new float[] {at[0] - 0.5f, at[1] - 0.25f};
      assertEquals(1, norm(fromCentre), 1e-6);
      assertTrue(upper == fromCentre[1] >= -1e-6 || Math.abs(fromCentre[1]) < 1e-6);
      mean[0] += at[0] / 2000;
      mean[1] += at[1] / 2000;
    }
    assertEquals(0, mean[0], 0.1);
    assertEquals(0, mean[1], 0.1);
    assertEquals(1, p.targets()[1][0]);
  }

  /** Strokes of length h light 2h + 1 pixels of a one, 7h − 1 of an eight, 6h of a zero. */
  @Test
  void digitsHaveTheirStrokes() {
    LabelledPoints p = new SegmentDigits(2000, 14, 0, 4).generate();
    for (int i = 0; i < 2000; i++) {
      int lit = 0;
      for (float pixel : p.points()[i]) {
        assertTrue(pixel == 0 || pixel == 1);
        lit += pixel == 1 ? 1 : 0;
      }
      assertEquals(i % 10, p.labels()[i]);
      switch (i % 10) {
        case 0 -> assertEquals(0, lit % 6);
        case 1 -> assertEquals(1, lit % 2);
        case 8 -> assertEquals(0, (lit + 1) % 7);
        default -> assertTrue(lit > 9);
      }
    }
    assertThrows(IllegalArgumentException.class, () -> new SegmentDigits(1, 9, 0, 1));
  }

  @Test
  void refuseNumbersBelowNone() {
    assertThrows(IllegalArgumentException.class, () -> new TwoMoons(-1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new TwoMoons(1, Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> new ConcentricSpheres(0, 1, 1, 1));
  }
}
