package io.anode4j.evaluation;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.tensor.Workers;
import java.util.ArrayList;
import java.util.List;

/**
 * The scale on which channels of different units are scored together: (value − mean) ÷ standard
 * deviation, both of the training data.
 *
 * @param mean mean of each channel
 * @param std standard deviation of each channel, above 0
 */
public record Standardisation(List<Double> mean, List<Double> std) {

  /**
   * Copies and checks the figures.
   *
   * @throws IllegalArgumentException if the lists differ in length, a mean is not finite or a
   *     standard deviation is not above 0
   */
  public Standardisation {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.size() != std.size()) {
      throw new IllegalArgumentException(
          "Standardisation has "
              + mean.size()
              + " means but "
              + std.size()
              + " standard deviations; one of each for every channel is expected: fit it on the"
              + " training data.");
    }
    for (int c = 0; c < mean.size(); c++) {
      double scale = std.get(c);
      if (!Double.isFinite(mean.get(c)) || !(scale > 0) || Double.isInfinite(scale)) {
        throw new IllegalArgumentException(
            "Standardisation of channel "
                + c
                + " has mean "
                + mean.get(c)
                + " and standard deviation "
                + scale
                + "; a finite mean and a finite standard deviation above 0 are expected: fit it on"
                + " the training data.");
      }
    }
  }

  /**
   * Mean and standard deviation of each channel over all observed values of all series.
   *
   * <p>A constant channel keeps its unit (standard deviation 1), a channel that was never observed
   * has mean 0 and standard deviation 1.
   *
   * @param training the training data
   * @return the scale
   */
  public static Standardisation fit(SeriesSet training) {
    List<double[]> moments = new ArrayList<>();
    for (int c = 0; c < training.channels().size(); c++) {
      moments.add(moments(training, c));
    }
    return of(moments);
  }

  /** The same, channels side by side. */
  static Standardisation fit(SeriesSet training, Workers workers) {
    return of(workers.map(training.channels().size(), c -> moments(training, c)));
  }

  private static Standardisation of(List<double[]> moments) {
    return new Standardisation(
        moments.stream().map(m -> m[0]).toList(), moments.stream().map(m -> m[1]).toList());
  }

  /** Mean and deviation of a channel. */
  private static double[] moments(SeriesSet training, int c) {
    // Welford 1962: no cancellation for channels far from 0, such as pressures.
    long count = 0;
    double mean = 0;
    double squares = 0;
    for (TimeSeries series : training) {
      for (int i = 0; i < series.length(); i++) {
        double value = series.value(i, c);
        if (!Double.isNaN(value)) {
          double offset = value - mean;
          mean += offset / ++count;
          squares += offset * (value - mean);
        }
      }
    }
    double std = count == 0 ? 0 : Math.sqrt(squares / count);
    return new double[] {mean, std > 0 ? std : 1};
  }
}
