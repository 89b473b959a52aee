package io.anode4j.streaming.record;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * Writes numbers as JSON without allocating. Most numbers of a stream are short decimals or need no
 * more digits than they were computed with; finding the shortest text of any double takes ten times
 * as long. One writer serves one thread.
 */
final class NumberWriter {
  /** Models compute in single precision, which is seven digits; one more for the reader. */
  private static final int DIGITS = 8;

  private static final int MOST_PLACES = 15;

  /** Decimals that short numbers are looked for with. */
  private static final int SHORT_PLACES = 6;

  /** Below this, numbers of so many digits are told apart by doubles. */
  private static final double MOST_UNITS = 1e15;

  private static final double LOG10_OF_2 = 0.30102999566398;
  private static final double[] POWERS = new double[MOST_PLACES + 1];

  static {
    for (int i = 0; i < POWERS.length; i++) {
      // Exact: powers of ten are, up to the 22nd.
      POWERS[i] = i == 0 ? 1 : 10 * POWERS[i - 1];
    }
  }

  private final char[] text = new char[24];

  /** Places after the point at which numbers of such a size have eight digits, or nine. */
  static int places(double size) {
    return DIGITS - 1 - (int) Math.floor(Math.getExponent(size) * LOG10_OF_2);
  }

  /**
   * Writes the shortest text that reads back the same.
   *
   * @param out where to
   * @param value a finite number
   */
  void exact(JsonGenerator out, double value) throws IOException {
    double units = Math.rint(value * POWERS[SHORT_PLACES]);
    // A quotient of two exact numbers is rounded as the text of it is when it is read.
    if (Math.abs(units) < MOST_UNITS && units / POWERS[SHORT_PLACES] == value) {
      write(out, (long) units, SHORT_PLACES);
    } else {
      out.writeNumber(value);
    }
  }

  /**
   * Writes a number rounded to some places after the point; one that is too small or too large for
   * that as it is.
   *
   * @param out where to
   * @param value a finite number
   * @param places wanted places; fewer than none are none
   */
  void rounded(JsonGenerator out, double value, int places) throws IOException {
    int used = Math.max(0, places);
    double units = used > MOST_PLACES ? MOST_UNITS : Math.rint(value * POWERS[used]);
    if (Math.abs(units) < MOST_UNITS) {
      write(out, (long) units, used);
    } else {
      out.writeNumber(value);
    }
  }

  private void write(JsonGenerator out, long units, int places) throws IOException {
    long rest = Math.abs(units);
    int after = places;
    while (after > 0 && rest % 10 == 0) {
      rest /= 10;
      after--;
    }
    int at = text.length;
    for (int i = 0; i < after; i++) {
      text[--at] = (char) ('0' + rest % 10);
      rest /= 10;
    }
    if (after > 0) {
      text[--at] = '.';
    }
    do {
      text[--at] = (char) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    if (units < 0) {
      text[--at] = '-';
    }
    out.writeNumber(text, at, text.length - at);
  }
}
