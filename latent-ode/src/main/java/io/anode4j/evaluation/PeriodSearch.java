package io.anode4j.evaluation;

import io.anode4j.data.SeriesSet;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Finds the length of the season in irregular series.
 *
 * <p>A season P shows in the {@link StructureFunction} D, which is also just the squared error of
 * the seasonal-naive forecast: it is low at P and 2 P and high at P/2, 3 P/2 and 5 P/2. How deep
 * the valleys of log D at P and 2 P lie below the line between their sides, a mean over channels,
 * says so also where D grows with the lag, as it does for anything that drifts, and where the
 * lowest point alone would come too early. A lag is a candidate where these valleys are deepest and
 * clear in both estimates; of those the shortest wins whose D is about as low as the lowest.
 *
 * <p>Dated series keep the hours, days, weeks and years people live by: a period within 3 % of one
 * of these is taken to be it.
 */
final class PeriodSearch {
  /** Values to look back from, over all channels and for one. */
  private static final int MOST_SAMPLES = 32_000;

  private static final int MOST_PER_CHANNEL = 4_000;

  /** Lags grow by this factor: a hundredth of a cycle is as exact as a season is kept. */
  private static final double GROWTH = 1.01;

  /** A minimum must be the lowest among so many lags on either side, about 5 % of the lag. */
  private static final int NEIGHBOURS = 5;

  /** At a season D is at least a twentieth lower than between seasons. */
  private static final double CLEAR = Math.log(0.95);

  /** And by so many standard errors lower than that, in both estimates. */
  private static final double SURE = 2;

  /** Values within one cycle are not independent; they count as so many that are. */
  private static final double INDEPENDENT = 4;

  /** The shortest candidate within this factor of the lowest D wins: not two seasons, but one. */
  private static final double AS_GOOD = Math.log(1.1);

  /** An hour, a day, a week, a year, in seconds. */
  private static final double[] CUSTOMARY = {3_600, 86_400, 604_800, 31_556_952};

  private static final double NEARLY = 0.03;

  private final double[] lags;

  /** Length of each series. */
  private final double[] spans;

  /** Sums over the channels that have enough pairs, at each lag. */
  private final double[] difference;

  private final double[][] contrast;
  private final double[][] variance;
  private final int[] channels;

  private PeriodSearch(double[] lags, double[] spans) {
    this.lags = lags;
    this.spans = spans;
    this.difference = new double[lags.length];
    this.contrast = new double[2][lags.length];
    this.variance = new double[2][lags.length];
    this.channels = new int[lags.length];
  }

  /**
   * Searches for a season.
   *
   * @param training the series
   * @param scale standard deviation of each channel
   * @return the period, in the unit of the times; empty if no lag stands out
   */
  static OptionalDouble find(SeriesSet training, Standardisation scale, Workers workers) {
    double[] gaps = gaps(training);
    if (gaps.length == 0) {
      return OptionalDouble.empty();
    }
    double[] spans =
        training.series().stream()
            .filter(series -> series.length() > 0)
            .mapToDouble(series -> series.lastTime() - series.firstTime())
            .toArray();
    PeriodSearch search = new PeriodSearch(lags(gaps, Arrays.stream(spans).max().orElse(0)), spans);
    int count = training.channels().size();
    int samples = Math.min(MOST_PER_CHANNEL, MOST_SAMPLES / count);
    workers
        .map(
            count,
            c -> {
              Cancellation.check("The search for a season");
              double std = scale.std().get(c);
              return StructureFunction.estimate(training, c, std, search.lags, samples);
            })
        .forEach(search::add);
    int best = search.best();
    if (best < 0) {
      return OptionalDouble.empty();
    }
    double period = search.lags[best];
    return OptionalDouble.of(training.timeFormat().isDated() ? customary(period) : period);
  }

  private static double[] gaps(SeriesSet training) {
    return training.series().stream()
        .flatMapToDouble(
            series ->
                IntStream.range(1, series.length())
                    .mapToDouble(i -> series.time(i) - series.time(i - 1)))
        .sorted()
        .toArray();
  }

  /**
   * Lags from two median gaps to most of the longest span; whole gaps if times are regular. If they
   * are not, some shorter ones: half a year may be less than two quarters of middling length.
   */
  private static double[] lags(double[] gaps, double span) {
    double gap = gaps[gaps.length / 2];
    boolean regular =
        gap - gaps[gaps.length / 10] <= 1e-6 * gap && gaps[gaps.length * 4 / 5] - gap <= 1e-6 * gap;
    List<Double> lags = new ArrayList<>();
    double previous = 0;
    for (int k = NEIGHBOURS; k > 0 && !regular; k--) {
      lags.add(2 * gap * Math.pow(GROWTH, -k));
    }
    for (double lag = 2 * gap; lag <= 0.8 * span; lag *= GROWTH) {
      double candidate = regular ? Math.rint(lag / gap) * gap : lag;
      if (candidate > previous) {
        lags.add(candidate);
        previous = candidate;
      }
    }
    return lags.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Adds a channel, at the lags where it has enough pairs for its contrast. */
  private void add(StructureFunction channel) {
    double[] first = channel.logs()[0];
    double[] second = channel.logs()[1];
    for (int k = 0; k < lags.length; k++) {
      double one = contrast(first, lags[k]);
      double other = contrast(second, lags[k]);
      if (!Double.isNaN(one + other)) {
        double independent = INDEPENDENT * cycles(lags[k]) / 2;
        contrast[0][k] += one;
        contrast[1][k] += other;
        // Of log D it is 2/n for Gaussian differences; a valley adds half of that for its sides.
        variance[0][k] += 3 / Math.min(channel.pairs()[0][k], independent);
        variance[1][k] += 3 / Math.min(channel.pairs()[1][k], independent);
        difference[k] += (first[k] + second[k]) / 2;
        channels[k]++;
      }
    }
  }

  /** How often a season of this length would have been seen. */
  private double cycles(double lag) {
    return Arrays.stream(spans).filter(span -> span > lag).sum() / lag;
  }

  private double contrast(double[] logs, double lag) {
    double one = valley(logs, lag, lag / 2, 1.5 * lag);
    double two = valley(logs, 2 * lag, 1.5 * lag, 2.5 * lag);
    return Double.isNaN(two) ? one : (one + two) / 2;
  }

  private double valley(double[] logs, double lag, double before, double after) {
    return at(logs, lag) - (at(logs, before) + at(logs, after)) / 2;
  }

  /** The function between its lags, NaN beyond them. */
  private double at(double[] logs, double lag) {
    int k = Arrays.binarySearch(lags, lag);
    if (k >= 0) {
      return logs[k];
    }
    int right = -k - 1;
    if (right == 0 || right == lags.length) {
      return Double.NaN;
    }
    double weight = (lag - lags[right - 1]) / (lags[right] - lags[right - 1]);
    return logs[right - 1] + weight * (logs[right] - logs[right - 1]);
  }

  private int best() {
    int[] candidates = IntStream.range(0, lags.length).filter(this::isCandidate).toArray();
    double lowest = Arrays.stream(candidates).mapToDouble(this::meanDifference).min().orElse(0);
    return Arrays.stream(candidates)
        .filter(k -> meanDifference(k) <= lowest + AS_GOOD)
        .findFirst()
        .orElse(-1);
  }

  private double meanDifference(int k) {
    return difference[k] / channels[k];
  }

  private boolean isCandidate(int k) {
    // Half of the channels must have a say, else a few sparse ones decide by chance.
    return 2 * channels[k] >= Arrays.stream(channels).max().orElse(0)
        && isClear(k, 0)
        && isClear(k, 1)
        && IntStream.range(Math.max(0, k - NEIGHBOURS), Math.min(lags.length, k + NEIGHBOURS + 1))
            .noneMatch(near -> meanContrast(near) < meanContrast(k));
  }

  private boolean isClear(int k, int half) {
    double mean = contrast[half][k] / channels[k];
    double error = Math.sqrt(variance[half][k]) / channels[k];
    return mean < CLEAR - SURE * error;
  }

  private double meanContrast(int k) {
    return (contrast[0][k] + contrast[1][k]) / channels[k];
  }

  private static double customary(double period) {
    return Arrays.stream(CUSTOMARY)
        .filter(custom -> Math.abs(period - custom) <= NEARLY * custom)
        .findFirst()
        .orElse(period);
  }
}
