package io.anode4j.data;

import io.anode4j.data.internal.DecimalText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds numbers that may stand for missing values: far from all others, again and again, or so far
 * that once is enough.
 */
final class Sentinels {
  /** Sizes that programs write where nothing was measured. */
  private static final Set<Double> CUSTOMARY =
      Set.of(
          99.0, 99.9, 99.99, 200.0, 999.0, 999.9, 999.99, 6999.0, 7777.0, 8888.0, 9999.0, 9999.9,
          32767.0, 32768.0, 65535.0, 99999.0, 999999.0);

  private static final int MOST_NAMED = 6;

  /** How often any other number must come back, and how far away, to be suspected. */
  private static final int OFTEN = 5;

  private static final double FAR = 5;

  /**
   * In ranges of all others: nothing that is measured reaches so far, and no float32 holds both.
   */
  private static final double ABSURD = 1e6;

  private Sentinels() {}

  /** A sentence for each suspicious number. */
  static List<String> warnings(SeriesSet set) {
    Map<Double, List<String>> channels = new LinkedHashMap<>();
    Map<Double, Long> counts = new LinkedHashMap<>();
    Set<Double> absurd = new HashSet<>();
    for (int c = 0; c < set.channels().size(); c++) {
      Extremes extremes = Extremes.of(set, c);
      for (boolean low : new boolean[] {true, false}) {
        double value = extremes.outermost(low);
        boolean beyond = extremes.isAbsurd(low);
        if (beyond) {
          absurd.add(value);
        }
        if (beyond || extremes.isSuspicious(low)) {
          channels.computeIfAbsent(value, key -> new ArrayList<>()).add(set.channels().get(c));
          counts.merge(value, extremes.count(low), Long::sum);
        }
      }
    }
    List<String> warnings = new ArrayList<>();
    channels.forEach(
        (value, names) -> {
          if (counts.get(value) > 1 || absurd.contains(value)) {
            warnings.add(warning(value, names, counts.get(value)));
          }
        });
    return warnings;
  }

  private static String warning(double value, List<String> names, long count) {
    String number = DecimalText.format(value);
    String more = names.size() > MOST_NAMED ? ", …" : "";
    return String.format(
        Locale.ROOT,
        "%s in %s%s, %s, may stand for missing values: --missing %s",
        number,
        String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size()))),
        more,
        count == 1
            ? "once and far beyond all others"
            : String.format(Locale.ROOT, "%,d times", count),
        names.size() == 1 ? quoted(names.get(0) + "=" + number) : number);
  }

  private static String quoted(String word) {
    return word.matches("[\\w.=+-]+") ? word : "'" + word + "'";
  }

  /** The outermost values of a channel, those next to them, and how often they come. */
  private record Extremes(double[] low, double[] high, long[] counts, long all) {
    static Extremes of(SeriesSet set, int channel) {
      double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
      double[] high = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
      long[] counts = new long[2];
      long all = 0;
      for (TimeSeries series : set) {
        for (int i = 0; i < series.length(); i++) {
          double value = series.value(i, channel);
          if (!Double.isNaN(value)) {
            all++;
            note(value, low, counts, 0);
            note(-value, high, counts, 1);
          }
        }
      }
      return new Extremes(low, high, counts, all);
    }

    private static void note(double value, double[] least, long[] counts, int side) {
      if (value < least[0]) {
        least[1] = least[0];
        least[0] = value;
        counts[side] = 1;
      } else if (value == least[0]) {
        counts[side]++;
      } else if (value < least[1]) {
        least[1] = value;
      }
    }

    double outermost(boolean lowest) {
      return lowest ? low[0] + 0.0 : -high[0] + 0.0;
    }

    long count(boolean lowest) {
      return counts[lowest ? 0 : 1];
    }

    boolean isAbsurd(boolean lowest) {
      double value = outermost(lowest);
      double next = lowest ? low[1] : -high[1];
      double rest = lowest ? -high[0] - next : next - low[0];
      return Double.isFinite(next) && rest > 0 && Math.abs(value - next) > ABSURD * rest;
    }

    boolean isSuspicious(boolean lowest) {
      double value = outermost(lowest);
      double next = lowest ? low[1] : -high[1];
      boolean alone = Double.isInfinite(next);
      boolean customary = CUSTOMARY.contains(Math.abs(value)) && (value < 0) == lowest;
      if (alone) {
        return customary && all > 0 && Math.abs(value) != 99 && Math.abs(value) != 200;
      }
      double rest = lowest ? -high[0] - next : next - low[0];
      double gap = Math.abs(value - next);
      if (value == -1 && lowest && next >= 0) {
        return count(true) > 2 && -high[0] > 1 && count(true) > all / 100;
      }
      if (customary && value != 200) {
        return (value < 0 && next >= 0) || gap > rest / 2;
      }
      return count(lowest) >= OFTEN && 100 * count(lowest) >= all && gap > FAR * rest && rest > 0;
    }
  }
}
