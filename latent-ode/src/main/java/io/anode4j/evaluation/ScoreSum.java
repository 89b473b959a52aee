package io.anode4j.evaluation;

import io.anode4j.forecast.Forecast;

/**
 * Running sums behind {@link Scores}.
 *
 * <p>Sums are merged in a fixed order, so that the outcome does not depend on the number of
 * threads.
 */
final class ScoreSum {
  private static final double[] PINBALL_LEVELS = {0.05, 0.5, 0.95};
  private static final double[] COVERAGES = {0.5, 0.8, 0.9, 0.95};

  private long targets;
  private double squared;
  private double absolute;
  private double crps;
  private double nll;
  private double pinball;
  private final long[] covered = new long[COVERAGES.length];

  /**
   * Adds one observed value.
   *
   * @param forecast what was forecast, in original units
   * @param time index of the time in the forecast
   * @param channel index of the channel
   * @param observed what was observed, in original units
   * @param scale standard deviation of the channel in the training data
   */
  void add(Forecast forecast, int time, int channel, double observed, double scale) {
    double error = (forecast.mean(time, channel) - observed) / scale;
    targets++;
    squared += error * error;
    crps += forecast.crps(time, channel, observed) / scale;
    // The density of value ÷ scale is scale times that of the value.
    nll -= forecast.logDensity(time, channel, observed) + Math.log(scale);
    for (double level : PINBALL_LEVELS) {
      double miss = (observed - forecast.quantile(level, time, channel)) / scale;
      pinball += Math.max(level * miss, (level - 1) * miss) / PINBALL_LEVELS.length;
      absolute += level == 0.5 ? Math.abs(miss) : 0;
    }
    cover(forecast, time, channel, observed);
  }

  private void cover(Forecast forecast, int time, int channel, double observed) {
    double upTo = forecast.cdf(time, channel, observed);
    // Differs where the forecast is certain: an outcome that was foreseen exactly is covered.
    double below = upTo > 0.5 ? forecast.cdf(time, channel, Math.nextDown(observed)) : upTo;
    for (int k = 0; k < COVERAGES.length; k++) {
      double tail = (1 - COVERAGES[k]) / 2;
      covered[k] += upTo >= tail && below <= 1 - tail ? 1 : 0;
    }
  }

  void add(ScoreSum other) {
    targets += other.targets;
    squared += other.squared;
    absolute += other.absolute;
    crps += other.crps;
    nll += other.nll;
    pinball += other.pinball;
    for (int k = 0; k < covered.length; k++) {
      covered[k] += other.covered[k];
    }
  }

  Scores scores() {
    double count = targets;
    return new Scores(
        targets,
        squared / count,
        absolute / count,
        crps / count,
        nll / count,
        pinball / count,
        covered[0] / count,
        covered[1] / count,
        covered[2] / count,
        covered[3] / count);
  }
}
