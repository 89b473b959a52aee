package io.anode4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.internal.DecimalText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolutionTest {
  @ParameterizedTest
  @CsvSource({
    "101325.0123456, 0.01, 4, 101325.01235",
    "101325.0123456, 100, 4, 101325",
    "1000000000012.5, 12, 5, 1000000000012.5",
    "1000000000012.5, 0, 5, 1000000000000",
    "20.123456, NaN, 5, 20.123",
    "20.123456, Infinity, 5, 20.123",
    "-1234.5678, 617, 5, -1234.57",
    "0, 0.01, 5, 0",
    "-0.0, 0.01, 5, 0",
    "0.000012345678, 1, 3, 0.0000123",
    "1.2345678e-9, 1e-12, 4, 1.234568E-9",
  })
  void showsTheDistance(double value, double distance, int digits, String text) {
    assertEquals(text, new Resolution(distance, digits).text(value));
  }

  @Test
  void anyDistanceIsSeenAtAnyMagnitude() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      double level =
          (random.nextBoolean() ? 1 : -1) * Math.pow(10, -300 + 600 * random.nextDouble());
      double distance = Math.abs(level) * Math.pow(10, -11 + 14 * random.nextDouble());
      int digits = 1 + random.nextInt(6);
      double value = level + distance * (2 * random.nextDouble() - 1);
      double read = Double.parseDouble(new Resolution(distance, digits).text(value));
      // Half a unit of the last digit wanted, and one of doubles.
      double allowed = 0.5 * Math.pow(10, 1 - digits) * distance + Math.ulp(value);
      assertTrue(Math.abs(read - value) <= allowed, value + " at " + distance + " is " + read);
    }
  }

  @Test
  void digitsOfTheNumberItselfStay() {
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 1000; i++) {
      double value = random.nextDouble() * 1e3;
      BigDecimal read = new BigDecimal(new Resolution(1e9, 5).text(value));
      assertEquals(value, read.doubleValue(), 5e-5 * value);
      assertTrue(read.stripTrailingZeros().precision() <= 5, read.toString());
    }
  }

  @Test
  void whatIsNoDistanceIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Resolution(-1, 3));
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Resolution(1, 0)).getMessage();
    assertTrue(message.contains("0 digits of the distance 1.0"), message);
  }

  /** Against the exact decimal expansion, over magnitudes, digits and near ties. */
  @Test
  void roundedTextIsThatOfTheExactDecimal() {
    SplittableRandom random = new SplittableRandom(4);
    for (int k = 0; k < 200_000; k++) {
      int digits = 1 + random.nextInt(15);
      double value = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-12, 18));
      if (k % 3 == 0) {
        // Halves of a unit of the last digit, and their neighbours.
        double unit = Math.pow(10, random.nextInt(-6, 6));
        value = (random.nextInt(2000) + 0.5) * unit;
        value = k % 2 == 0 ? value : Math.nextUp(value);
      }
      double exact = new BigDecimal(value).round(new MathContext(digits)).doubleValue();
      assertEquals(DecimalText.format(exact + 0.0), Resolution.rounded(value, digits));
    }
  }
}
