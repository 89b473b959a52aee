package io.anode4j.filter;

import java.util.Arrays;

/**
 * How a reading fits what was expected of its sensor just before it came.
 *
 * <p>For each channel the predictive distribution is a Gaussian; a reading is scored against it and
 * only then changes the sensor's state.
 */
public final class Score {
  private final Reading reading;
  private final long count;
  private final boolean warmUp;
  private final double[] mean;
  private final double[] std;
  private final double[] logDensity;
  private final double[] surprise;
  private final double[] fromCentre;
  private final double pValue;
  private final double anomaly;
  private final double threshold;
  private final double level;
  private final double levelThreshold;
  private final double expectedNext;
  private final double overdueAfter;

  Score(
      Reading reading,
      long count,
      boolean warmUp,
      double[] mean,
      double[] std,
      double[] logDensity,
      double[] surprise,
      double[] fromCentre,
      Alarm alarm,
      GapHistory.Expectation next) {
    this.reading = reading;
    this.count = count;
    this.warmUp = warmUp;
    this.mean = mean;
    this.std = std;
    this.logDensity = logDensity;
    this.surprise = surprise;
    this.fromCentre = fromCentre;
    this.pValue = alarm.pValue();
    this.anomaly = alarm.anomaly();
    this.threshold = alarm.threshold();
    this.level = alarm.level();
    this.levelThreshold = alarm.levelThreshold();
    this.expectedNext = next.time();
    this.overdueAfter = next.overdueAfter();
  }

  /**
   * A reading's place in the distribution of scores.
   *
   * @param pValue share of ordinary readings that fit as badly or worse
   * @param anomaly smoothed −ln p
   * @param threshold value above which it is an anomaly
   * @param level smoothed −ln of the share of training values as far out
   * @param levelThreshold value above which the level is out of the ordinary
   */
  public record Alarm(
      double pValue, double anomaly, double threshold, double level, double levelThreshold) {
    /**
     * That of a scorer that knows one anomaly score: its p-value is exp(−anomaly), and no level is
     * out of the ordinary.
     *
     * @param anomaly the score, −ln of a share of ordinary readings
     * @param threshold value above which it is an anomaly
     * @return the place
     */
    public static Alarm of(double anomaly, double threshold) {
      return new Alarm(Math.exp(-anomaly), anomaly, threshold, 0, threshold);
    }
  }

  /**
   * A score by a scorer of your own: densities and contributions of the channels are those of
   * Gaussians with the mean and deviation given.
   *
   * @param reading the reading that was scored
   * @param count readings that the sensor's state has seen, this one included
   * @param warmUp whether they are too few for scores to mean much
   * @param mean value expected of each channel, original units
   * @param std standard deviation of each, above 0
   * @param alarm the reading's place among ordinary ones
   * @param expectedNext when the next reading is expected; NaN if unknown
   * @param overdueAfter when its absence is out of the ordinary; NaN if unknown
   * @return the score
   * @throws IllegalArgumentException when the channels differ in number or a deviation is not above
   *     0
   */
  public static Score of(
      Reading reading,
      long count,
      boolean warmUp,
      double[] mean,
      double[] std,
      Alarm alarm,
      double expectedNext,
      double overdueAfter) {
    int d = reading.values().length;
    if (mean.length != d || std.length != d || !Arrays.stream(std).allMatch(s -> s > 0)) {
      throw new IllegalArgumentException(
          "A score of a reading of "
              + d
              + " channels with the means "
              + Arrays.toString(mean)
              + " and deviations "
              + Arrays.toString(std)
              + "; expected one for each channel, deviations above 0");
    }
    TailDistribution.Curve tail = ScoreCalibration.gaussian(1).curves().residual()[0];
    double[] logDensity = new double[d];
    double[] surprise = new double[d];
    for (int c = 0; c < d; c++) {
      double residual = (reading.values()[c] - mean[c]) / std[c];
      if (!Double.isNaN(residual)) {
        logDensity[c] = -0.5 * residual * residual - Math.log(std[c]) - 0.5 * Math.log(2 * Math.PI);
        surprise[c] = tail.surprise(Math.abs(residual));
      }
    }
    return new Score(
        reading,
        count,
        warmUp,
        mean.clone(),
        std.clone(),
        logDensity,
        surprise,
        new double[d],
        alarm,
        new GapHistory.Expectation(expectedNext, overdueAfter));
  }

  /** The same, seen from where the sensor itself has been and judged by its own past. */
  Score adapted(
      Reading original, boolean settling, double[] expected, double[] fromOwn, Alarm alarm) {
    return new Score(
        original,
        count,
        settling,
        expected,
        std,
        logDensity,
        surprise,
        fromOwn,
        alarm,
        new GapHistory.Expectation(expectedNext, overdueAfter));
  }

  /** The reading that was scored. */
  public Reading reading() {
    return reading;
  }

  /** Number of channels. */
  public int channels() {
    return mean.length;
  }

  /** Readings that the sensor's state has seen, this one included. */
  public long count() {
    return count;
  }

  /** True while the sensor's state has seen too few readings for its scores to mean much. */
  public boolean warmUp() {
    return warmUp;
  }

  /** Whether a channel was observed. */
  public boolean isObserved(int channel) {
    return !Double.isNaN(reading.values()[channel]);
  }

  /** The value expected of a channel, original units. */
  public double mean(int channel) {
    return mean[channel];
  }

  /** Standard deviation of what was expected, original units. */
  public double std(int channel) {
    return std[channel];
  }

  /** Standardised residual {@code (value − mean)/std}; NaN where nothing was observed. */
  public double residual(int channel) {
    return (reading.values()[channel] - mean[channel]) / std[channel];
  }

  /**
   * What a channel adds to the reading's strangeness: −ln of the share of ordinary readings whose
   * residual is as large in this channel; 0 where nothing was observed.
   */
  public double contribution(int channel) {
    return surprise[channel];
  }

  /**
   * What a channel adds to the strangeness of the level: −ln of the share of training values as far
   * from its centre; 0 where nothing was observed, and in scores by {@link #of}.
   */
  public double levelContribution(int channel) {
    return fromCentre[channel];
  }

  /** Log-density of the observed values in nats, original units; 0 when there is none. */
  public double logLikelihood() {
    return Arrays.stream(logDensity).sum();
  }

  /** Log-density of one channel; 0 where nothing was observed. */
  public double logLikelihood(int channel) {
    return logDensity[channel];
  }

  /**
   * Share of ordinary readings (data set apart in training) that fit as badly or worse; 1 when
   * nothing was observed.
   */
  public double pValue() {
    return pValue;
  }

  /** Smoothed −ln p of the sensor's last readings: what is compared with the threshold. */
  public double anomaly() {
    return anomaly;
  }

  /** Value of {@link #anomaly} that ordinary readings exceed at the wanted false-alarm rate. */
  public double threshold() {
    return threshold;
  }

  /** True when the anomaly score is above the threshold and the state has warmed up. */
  public boolean isAnomaly() {
    return !warmUp && anomaly > threshold;
  }

  /**
   * How far from all that was learnt the sensor's last values lie: smoothed −ln of the share of
   * training values as far out, whatever was expected. A sensor can reach a strange level by small
   * steps, each of which was to be expected, and can surprise at an ordinary level.
   */
  public double level() {
    return level;
  }

  /** Value of {@link #level} that training data exceed at the wanted false-alarm rate. */
  public double levelThreshold() {
    return levelThreshold;
  }

  /** True when the level is above its threshold and the state has warmed up. */
  public boolean isUnusualLevel() {
    return !warmUp && level > levelThreshold;
  }

  /** When the next reading is expected by the sensor's own gaps; NaN before there was one. */
  public double expectedNext() {
    return expectedNext;
  }

  /**
   * Time after which silence is out of the ordinary for this sensor; NaN before there was a gap.
   */
  public double overdueAfter() {
    return overdueAfter;
  }

  @Override
  public String toString() {
    return "Score[at "
        + reading.time()
        + ", n "
        + count
        + ", p "
        + pValue
        + ", anomaly "
        + anomaly
        + (isAnomaly() ? " above " : " of ")
        + threshold
        + (warmUp ? ", warming up]" : "]");
  }
}
