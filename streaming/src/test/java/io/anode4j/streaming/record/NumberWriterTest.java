package io.anode4j.streaming.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumberWriterTest {
  private static final JsonFactory JSON = new JsonFactory();

  private final NumberWriter numbers = new NumberWriter();

  private interface Call {
    void on(JsonGenerator out) throws IOException;
  }

  private static String text(Call call) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      call.on(out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private String exact(double value) {
    return text(out -> numbers.exact(out, value));
  }

  private String rounded(double value, int places) {
    return text(out -> numbers.rounded(out, value, places));
  }

  @Test
  void shortNumbersAreWrittenAsPeopleWriteThem() {
    assertEquals("0", exact(0));
    assertEquals("0", exact(-0.0));
    assertEquals("21.4", exact(21.4));
    assertEquals("-0.000001", exact(-0.000001));
    assertEquals("1490", exact(1490));
    assertEquals("-170000000.123", exact(-170000000.123));
    assertEquals("999999999.999999", exact(999999999.999999));
    assertEquals("0.1", exact(0.1));
  }

  @Test
  void whateverIsExactReadsBackTheSame() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 20_000; i++) {
      double decimal = random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L) / 1e4;
      double any = Double.longBitsToDouble(random.nextLong());
      double near = Math.nextUp(decimal);
      for (double value : new double[] {decimal, any, near, random.nextGaussian()}) {
        if (Double.isFinite(value)) {
          assertEquals(value, Double.parseDouble(exact(value)));
        }
      }
    }
    for (double edge : new double[] {1e9, 1e15, 1e21, Double.MIN_VALUE, Double.MAX_VALUE, 1e-7}) {
      assertEquals(edge, Double.parseDouble(exact(edge)));
    }
  }

  /** Java's own shortest text of the same number has as many digits. */
  @Test
  void shortDecimalsHaveNoDigitTooMany() {
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 20_000; i++) {
      double value = random.nextInt(-9_999_999, 10_000_000) / 1e3;
      String expected = java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
      assertEquals(expected, exact(value));
    }
  }

  @Test
  void roundsToTheNearestPlace() {
    assertEquals("20.9", rounded(20.899999618530273, 6));
    assertEquals("-0.33333", rounded(-1 / 3.0, 5));
    assertEquals("0", rounded(-1e-9, 5));
    assertEquals("1235", rounded(1234.56, 0));
    assertEquals("1235", rounded(1234.56, -3));
  }

  @Test
  void numbersOutOfReachAreWrittenAsTheyAre() {
    assertEquals(1.2345e-12, Double.parseDouble(rounded(1.2345e-12, 19)));
    assertEquals(1e300 / 3, Double.parseDouble(rounded(1e300 / 3, 2)));
    assertEquals(123456789.12345679, Double.parseDouble(rounded(123456789.12345679, 9)));
  }

  /** Half a unit of the eighth digit is 5e-8 of the number at most. */
  @Test
  void eightDigitsAreKeptWhateverTheSize() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      double value = random.nextGaussian() * Math.pow(10, random.nextInt(-20, 20));
      double back = Double.parseDouble(rounded(value, NumberWriter.places(value)));
      assertEquals(value, back, 5e-8 * Math.abs(value));
    }
    assertEquals("0", rounded(0, NumberWriter.places(1)));
    assertEquals(0, Double.parseDouble(rounded(0, NumberWriter.places(0))));
    assertTrue(rounded(Math.PI, NumberWriter.places(Math.PI)).length() <= 10);
  }
}
