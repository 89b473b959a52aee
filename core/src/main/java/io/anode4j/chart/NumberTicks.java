package io.anode4j.chart;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Ticks at 1, 2 or 5 times a power of ten.
 *
 * <p>Labels stay short whatever the magnitude. A power of a thousand common to all of them moves to
 * the note ({@code ×10⁹}); where the values differ only in their last digits, the part they share
 * moves there too ({@code 1,000,000,000 +}).
 */
public final class NumberTicks {
  private static final int[] MANTISSAS = {1, 2, 5, 10};

  /** More digits than this in a label and the shared part is taken out. */
  private static final int MOST_DIGITS = 6;

  /** Decimals of a range in steps. */
  private static final int PLACES = 12;

  /** A multiple this close outside of the range, in steps, is one at its end. */
  private static final BigDecimal EDGE = new BigDecimal("1e-9");

  private NumberTicks() {}

  /**
   * Ticks inside {@code [low, high]}.
   *
   * @param low lower end, finite
   * @param high upper end, above {@code low}
   * @param most the number of ticks to stay at or below, unless that left a single one
   */
  public static Ticks of(double low, double high, int most) {
    int parts = Math.max(1, most - 1);
    BigDecimal step = step(high / parts - low / parts); // apart: the difference may overflow
    List<BigDecimal> values = multiples(low, high, step);
    if (values.size() < 2) {
      return of(low, high, most + 1); // one mark gives no scale
    }
    BigDecimal largest = largest(values, BigDecimal.ZERO);
    BigDecimal base = BigDecimal.ZERO;
    if (exponent(largest) - exponent(step) >= MOST_DIGITS) {
      int shared = exponent(step) + 2;
      base = values.get(values.size() / 2).movePointLeft(shared);
      base = base.setScale(0, RoundingMode.HALF_EVEN).scaleByPowerOfTen(shared);
      largest = largest(values, base);
    }
    return label(values, base, step, power(largest));
  }

  private static BigDecimal largest(List<BigDecimal> values, BigDecimal base) {
    return values.stream()
        .map(value -> value.subtract(base).abs())
        .reduce(BigDecimal.ZERO, BigDecimal::max);
  }

  private static Ticks label(List<BigDecimal> values, BigDecimal base, BigDecimal step, int power) {
    int decimals = Math.max(0, step.movePointLeft(power).stripTrailingZeros().scale());
    List<BigDecimal> shown = new ArrayList<>();
    for (BigDecimal value : values) {
      BigDecimal scaled = value.subtract(base).movePointLeft(power);
      shown.add(scaled.setScale(decimals, RoundingMode.HALF_EVEN));
    }
    boolean grouped = shown.stream().anyMatch(v -> v.abs().doubleValue() >= 10_000);
    List<Ticks.Tick> ticks = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      String label = Figures.plain(shown.get(i), grouped);
      ticks.add(new Ticks.Tick(values.get(i).doubleValue(), label, ""));
    }
    String offset = base.signum() == 0 ? "" : Figures.rounded(base.doubleValue(), 15) + " + ";
    return new Ticks(ticks, (offset + (power == 0 ? "" : Figures.powerOfTen(power))).strip());
  }

  /** The smallest 1-2-5 step that is at least {@code raw}. */
  static BigDecimal step(double raw) {
    int power = (int) Math.floor(Math.log10(raw));
    for (int mantissa : MANTISSAS) {
      BigDecimal step = BigDecimal.valueOf(mantissa).scaleByPowerOfTen(power);
      if (step.doubleValue() >= raw * (1 - 1e-9)) {
        return step;
      }
    }
    throw new AssertionError("10 times a power of ten is above " + raw);
  }

  /** In decimals, because far from zero a step may be as small as the gaps between doubles. */
  private static List<BigDecimal> multiples(double low, double high, BigDecimal step) {
    BigDecimal first = new BigDecimal(low).divide(step, PLACES, RoundingMode.HALF_EVEN);
    BigDecimal last = new BigDecimal(high).divide(step, PLACES, RoundingMode.HALF_EVEN);
    BigInteger end = last.add(EDGE).setScale(0, RoundingMode.FLOOR).toBigInteger();
    List<BigDecimal> values = new ArrayList<>();
    for (BigInteger k = first.subtract(EDGE).setScale(0, RoundingMode.CEILING).toBigInteger();
        k.compareTo(end) <= 0;
        k = k.add(BigInteger.ONE)) {
      values.add(step.multiply(new BigDecimal(k)));
    }
    return values;
  }

  /** The power of a thousand to take out: none while plain numbers read well. */
  private static int power(BigDecimal largest) {
    int exponent = exponent(largest);
    return exponent >= -3 && exponent < 6 ? 0 : Math.floorDiv(exponent, 3) * 3;
  }

  private static int exponent(BigDecimal value) {
    return value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
  }
}
