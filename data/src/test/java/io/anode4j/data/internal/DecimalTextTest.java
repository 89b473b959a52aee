package io.anode4j.data.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {

  @Test
  void roundTripsToTheBit() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertSameBits(value);
      }
      assertSameBits(random.nextDouble(-1e4, 1e4));
      assertSameBits(random.nextInt() / 1000.0);
    }
    for (double value : new double[] {0.0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, 1e15, 1e21}) {
      assertSameBits(value);
    }
  }

  private static void assertSameBits(double value) {
    String text = DecimalText.format(value);
    assertEquals(
        Double.doubleToRawLongBits(value),
        Double.doubleToRawLongBits(DecimalText.parse(text)),
        text);
    assertTrue(text.length() <= 25, text);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "0.1, 0.1",
    "-2.50, -2.5",
    "2e-3, 0.002",
    "1e22, 1E+22",
    "123456789012345678, 123456789012345680",
    "1e-7, 1E-7",
    "2.2250738585072014E-308, 2.2250738585072014E-308",
    "2E23, 2E+23",
    "9.5e-5, 0.000095"
  })
  void writesTheShortestText(double value, String text) {
    assertEquals(text, DecimalText.format(value));
  }

  @ParameterizedTest
  @CsvSource({
    "NaN",
    "Infinity",
    "-Infinity",
    "1d",
    "1f",
    "0x10",
    "1_000",
    "e",
    "-",
    "''",
    "1e5e5",
    "٣"
  })
  void isStricterThanJava(String text) {
    assertTrue(Double.isNaN(DecimalText.parse(text)), text);
  }

  @Test
  void tooLargeIsInfinite() {
    assertEquals(Double.POSITIVE_INFINITY, DecimalText.parse("1e400"));
  }

  @Test
  void shortNumbersAreReadAsTheJdkReadsThem() {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 200_000; i++) {
      long digits = random.nextLong((long) Math.pow(10, 1 + random.nextInt(16)));
      StringBuilder text = new StringBuilder(Long.toString(digits));
      text.insert(random.nextInt(text.length() + 1), random.nextInt(4) == 0 ? "" : ".");
      text.insert(0, random.nextBoolean() ? "-" : "");
      assertEquals(
          Double.doubleToRawLongBits(Double.parseDouble(text.toString())),
          Double.doubleToRawLongBits(DecimalText.parse(text.toString())),
          text.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "-", "-.", "1..2", "1.2.3", "--1", "1-"})
  void punctuationIsNoNumber(String text) {
    assertTrue(Double.isNaN(DecimalText.parse(text)));
  }
}
