package io.anode4j.chart;

import java.util.ArrayList;
import java.util.List;

/** Ticks of a logarithmic axis: powers of ten, or 1, 2 and 5 times them where there are few. */
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
    List<Ticks.Tick> ticks = new ArrayList<>();
    boolean few = Math.floor(high) - Math.ceil(low) < 2;
    int stride = (int) Math.max(1, Math.ceil((high - low) / Math.max(1, most)));
    for (int power = (int) Math.floor(low); power <= high; power++) {
      for (int mantissa : few ? new int[] {1, 2, 5} : new int[] {1}) {
        double at = power + Math.log10(mantissa);
        if (at >= low && at <= high && Math.floorMod(power, stride) == 0) {
          String label = few ? Figures.rounded(Math.pow(10, at), 2) : power(power);
          ticks.add(new Ticks.Tick(at, label, ""));
        }
      }
    }
    return new Ticks(ticks, "");
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
