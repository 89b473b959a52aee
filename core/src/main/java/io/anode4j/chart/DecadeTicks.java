package io.anode4j.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Ticks of a logarithmic axis: powers of ten; where there are few, 1, 2 and 5 times them, also 3
 * and 7 times, or those of a linear axis, so that at least two show how far apart things are.
 */
final class DecadeTicks {
  private DecadeTicks() {}

  /**
   * Ticks inside a range.
   *
   * @param low decimal logarithm of the lower end
   * @param high decimal logarithm of the upper end
   * @param most the number of ticks to stay at or below
   */
  static Ticks of(double low, double high, int most) {
    if (Math.floor(high) - Math.ceil(low) >= 2) {
      return new Ticks(decades(low, high, most), "");
    }
    for (int[] mantissas : new int[][] {{1, 2, 5}, {1, 2, 3, 5, 7}}) {
      List<Ticks.Tick> ticks = multiples(low, high, mantissas);
      if (ticks.size() > 1) {
        return new Ticks(ticks, "");
      }
    }
    Ticks linear = NumberTicks.of(Math.pow(10, low), Math.pow(10, high), most);
    return new Ticks(
        linear.marks().stream()
            .map(t -> new Ticks.Tick(Math.log10(t.value()), t.label(), t.context()))
            .toList(),
        linear.note());
  }

  private static List<Ticks.Tick> decades(double low, double high, int most) {
    List<Ticks.Tick> ticks = new ArrayList<>();
    int stride = (int) Math.max(1, Math.ceil((high - low) / Math.max(1, most)));
    for (int power = (int) Math.floor(low); power <= high; power++) {
      if (power >= low && Math.floorMod(power, stride) == 0) {
        ticks.add(new Ticks.Tick(power, power(power), ""));
      }
    }
    return ticks;
  }

  private static List<Ticks.Tick> multiples(double low, double high, int[] mantissas) {
    List<Ticks.Tick> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(low); power <= high; power++) {
      for (int mantissa : mantissas) {
        double at = power + Math.log10(mantissa);
        if (at >= low && at <= high) {
          ticks.add(new Ticks.Tick(at, Figures.rounded(Math.pow(10, at), 2), ""));
        }
      }
    }
    return ticks;
  }

  private static String power(int power) {
    return switch (power) {
      case -1 -> "0.1";
      case 0 -> "1";
      case 1 -> "10";
      case 2 -> "100";
      default -> Figures.powerOfTen(power).substring(1);
    };
  }
}
