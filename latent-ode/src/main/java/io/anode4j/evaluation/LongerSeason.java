package io.anode4j.evaluation;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.ValueScaler;
import io.anode4j.tensor.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Finds a season that is a whole number of another, as a week is of days: data without a calendar
 * have such as well.
 *
 * <p>At every whole number of the shorter season the {@link StructureFunction} D is low. At the
 * longer one it is lower than one shorter season before and after, and so again at twice it. Of the
 * lengths where that is clear in both estimates, in a mean over channels, the one wins where it is
 * clearest. Every series counts on its own scale, or else a few large ones would decide for all.
 */
final class LongerSeason {
  /** A year of days is not looked for among them: no context shows it, no history has it often. */
  private static final int MOST_TIMES = 64;

  /** A season that was seen less often than this is none yet. */
  private static final int LEAST_CYCLES = 3;

  private static final int MOST_SAMPLES = 128_000;
  private static final int MOST_PER_CHANNEL = 32_000;

  /** D is at least a twentieth lower than beside it, and by two standard errors more. */
  private static final double CLEAR = Math.log(0.95);

  private static final double SURE = 2;

  private LongerSeason() {}

  /**
   * Searches.
   *
   * @param training the series
   * @param period the shorter season, above 0
   * @param workers who computes
   * @return the longer one, in the unit of the times; empty if none stands out
   */
  static OptionalDouble find(SeriesSet training, double period, Workers workers) {
    double[] spans =
        training.series().stream()
            .filter(series -> series.length() > 0)
            .mapToDouble(series -> series.lastTime() - series.firstTime())
            .toArray();
    double longest = Arrays.stream(spans).max().orElse(0);
    int most = (int) Math.min(MOST_TIMES, longest / period / LEAST_CYCLES);
    // Twice the longest, and one shorter season more for its side.
    double[] lags =
        IntStream.rangeClosed(1, 2 * most + 1).mapToDouble(times -> times * period).toArray();
    SeriesSet alike =
        training.map(one -> ValueScaler.standard(training.withSeries(List.of(one))).toScaled(one));
    int channels = training.channels().size();
    int samples = Math.min(MOST_PER_CHANNEL, MOST_SAMPLES / channels);
    List<StructureFunction> functions =
        workers.map(channels, c -> StructureFunction.estimate(alike, c, 1, lags, samples));
    int best = 0;
    double deepest = 0;
    for (int times = 2; times <= most; times++) {
      double independent = independent(spans, times * period);
      double one = depth(functions, 0, times, independent);
      double other = depth(functions, 1, times, independent);
      if (one < CLEAR && other < CLEAR && one + other < deepest) {
        deepest = one + other;
        best = times;
      }
    }
    return best == 0 ? OptionalDouble.empty() : OptionalDouble.of(best * period);
  }

  /**
   * Values within one season are not independent: half of four a season, which are one estimate's.
   */
  private static double independent(double[] spans, double lag) {
    return 2 * Arrays.stream(spans).filter(span -> span > lag).sum() / lag;
  }

  /** Mean over channels of how far log D lies below its sides, less its standard errors; or 0. */
  private static double depth(
      List<StructureFunction> functions, int half, int times, double independent) {
    double sum = 0;
    double variance = 0;
    int count = 0;
    for (StructureFunction one : functions) {
      double first = valley(one.logs()[half], times);
      double second = valley(one.logs()[half], 2 * times);
      if (!Double.isNaN(first)) {
        sum += Double.isNaN(second) ? first : (first + second) / 2;
        // Of log D it is 2/n for Gaussian differences; a valley adds half of that for its sides.
        variance += 3 / Math.min(one.pairs()[half][times - 1], independent);
        count++;
      }
    }
    boolean enough = 2 * count >= functions.size() && count > 0;
    return enough ? sum / count + SURE * Math.sqrt(variance) / count : 0;
  }

  private static double valley(double[] logs, int times) {
    return logs[times - 1] - (logs[times - 2] + logs[times]) / 2;
  }
}
