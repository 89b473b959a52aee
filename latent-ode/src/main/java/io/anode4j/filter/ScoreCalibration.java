package io.anode4j.filter;

import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.List;

/**
 * What ordinary readings score, learnt from data set apart in training.
 *
 * @param residual absolute standardised residual of each channel
 * @param reading combined surprise of a reading's channels
 * @param anomaly smoothed surprise of a sensor's readings
 */
record ScoreCalibration(
    List<TailDistribution> residual, TailDistribution reading, TailDistribution anomaly) {
  ScoreCalibration {
    residual = List.copyOf(residual);
  }

  /** A Gaussian's own tails, for a model without data set apart. */
  static ScoreCalibration gaussian(int channels) {
    List<Double> values = new ArrayList<>();
    List<Double> surprise = new ArrayList<>();
    double last = -1;
    for (int i = 0; i <= 48; i++) {
      double z = i / 6.0;
      double s = -Math.log(org.apache.commons.numbers.gamma.Erfc.value(z / Math.sqrt(2)));
      if (s > last) {
        values.add(z);
        surprise.add(s);
        last = s;
      }
    }
    // Beyond z = 8 the logarithm falls by about z for each unit.
    TailDistribution normal = new TailDistribution(values, surprise, 1 / 8.0, 0);
    return new ScoreCalibration(
        java.util.Collections.nCopies(channels, normal),
        TailDistribution.exponential(),
        TailDistribution.exponential());
  }

  /**
   * Fits on residuals of data set apart.
   *
   * @param streams absolute standardised residuals, {@code [streams][readings × channels]}, NaN
   *     where nothing was observed
   * @param channels number of channels
   * @param smoothing readings that the anomaly score remembers
   */
  static ScoreCalibration fit(List<double[]> streams, int channels, double smoothing) {
    List<TailDistribution> residual = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      int channel = c;
      double[] sample =
          streams.stream()
              .flatMapToDouble(
                  s ->
                      java.util.stream.IntStream.range(0, s.length / channels)
                          .mapToDouble(i -> s[i * channels + channel]))
              .filter(v -> !Double.isNaN(v))
              .toArray();
      residual.add(
          sample.length < 20 ? gaussian(1).residual().get(0) : TailDistribution.fit(sample));
    }
    Curves channelsOnly =
        new ScoreCalibration(
                residual, TailDistribution.exponential(), TailDistribution.exponential())
            .curves();
    double[] combined =
        streams.stream().flatMapToDouble(s -> channelsOnly.surprises(s, channels)).toArray();
    TailDistribution reading = TailDistribution.fit(combined);
    Curves withReading =
        new ScoreCalibration(residual, reading, TailDistribution.exponential()).curves();
    double[] smoothed =
        streams.stream()
            .flatMapToDouble(
                s -> {
                  double[] a = {1};
                  return withReading
                      .surprises(s, channels)
                      .map(v -> a[0] = smoothed(a[0], v, smoothing));
                })
            .toArray();
    return new ScoreCalibration(residual, reading, TailDistribution.fit(smoothed));
  }

  /** A channel's value on the model's scale. */
  @FunctionalInterface
  interface Scale {
    double of(int channel, double value);
  }

  /** Distances of a series' values from their channels' centres, {@code [readings × channels]}. */
  static double[] distances(TimeSeries series, int channels, Scale scale) {
    double[] distances = new double[series.length() * channels];
    for (int i = 0; i < distances.length; i++) {
      int channel = i % channels;
      distances[i] = Math.abs(scale.of(channel, series.value(i / channels, channel)));
    }
    return distances;
  }

  static double smoothed(double before, double surprise, double smoothing) {
    return before + (surprise - before) / smoothing;
  }

  /**
   * −ln of the chance that the surprises of independent channels add up to as much: Fisher's method
   * (1925), whose gamma tail with a whole-numbered shape is a finite sum.
   */
  static double combined(double sum, int channels) {
    double term = 1;
    double series = 1;
    for (int i = 1; i < channels; i++) {
      term *= sum / i;
      series += term;
    }
    return Double.isFinite(series)
        ? Math.max(0, sum - Math.log(series))
        : farCombined(sum, channels);
  }

  /**
   * The same where the sum's powers overflow: its last terms decide, and are added as logarithms.
   */
  private static double farCombined(double sum, int channels) {
    if (Double.isInfinite(sum)) {
      return sum;
    }
    double log = 0;
    double largest = 0;
    double[] logs = new double[channels];
    for (int i = 1; i < channels; i++) {
      log += Math.log(sum / i);
      logs[i] = log;
      largest = Math.max(largest, log);
    }
    double series = 0;
    for (double term : logs) {
      series += Math.exp(term - largest);
    }
    return Math.max(0, sum - largest - Math.log(series));
  }

  Curves curves() {
    return new Curves(
        residual.stream().map(TailDistribution::curve).toArray(TailDistribution.Curve[]::new),
        reading.curve(),
        anomaly.curve());
  }

  /**
   * The same, ready for use.
   *
   * @param residual tail of each channel's residual
   * @param reading tail of a reading's combined surprise
   * @param anomaly tail of the smoothed surprise
   */
  record Curves(
      TailDistribution.Curve[] residual,
      TailDistribution.Curve reading,
      TailDistribution.Curve anomaly) {

    /** −ln p of a reading from its channels' surprises. */
    double ofReading(double sum, int observed) {
      return observed == 0 ? 0 : reading.surprise(combined(sum, observed));
    }

    private java.util.stream.DoubleStream surprises(double[] stream, int channels) {
      return java.util.stream.IntStream.range(0, stream.length / channels)
          .mapToDouble(
              i -> {
                double sum = 0;
                int observed = 0;
                for (int c = 0; c < channels; c++) {
                  double z = stream[i * channels + c];
                  if (!Double.isNaN(z)) {
                    sum += residual[c].surprise(z);
                    observed++;
                  }
                }
                return ofReading(sum, observed);
              });
    }

    double threshold(double falseAlarmRate) {
      return anomaly.value(-Math.log(falseAlarmRate));
    }
  }
}
