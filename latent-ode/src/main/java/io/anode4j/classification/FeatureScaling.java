package io.anode4j.classification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Features of examples on one scale: standardised and cut at five deviations, missing ones counted
 * as their mean.
 *
 * @param center mean of each feature over the examples that have it
 * @param scale its standard deviation; 1 where it does not vary
 */
public record FeatureScaling(List<Double> center, List<Double> scale) {
  private static final double CUT = 5;

  /**
   * Copies and checks the lists.
   *
   * @throws IllegalArgumentException saying in a clause what does not fit
   */
  public FeatureScaling {
    center = List.copyOf(center);
    scale = List.copyOf(scale);
    if (scale.size() != center.size()) {
      throw new IllegalArgumentException("its regression's weights do not fit its features");
    }
    if (!center.stream().allMatch(Double::isFinite)
        || !scale.stream().allMatch(s -> s > 0 && Double.isFinite(s))) {
      throw new IllegalArgumentException("a number of its regression is out of range");
    }
  }

  /**
   * The scaling that standardises examples.
   *
   * @param features {@code [examples × features]}, NaN where missing
   * @return mean and deviation of each feature
   */
  public static FeatureScaling of(double[][] features) {
    int size = features.length == 0 ? 0 : features[0].length;
    List<Double> center = new ArrayList<>();
    List<Double> scale = new ArrayList<>();
    for (int f = 0; f < size; f++) {
      int column = f;
      double[] seen =
          Arrays.stream(features).mapToDouble(row -> row[column]).filter(v -> v == v).toArray();
      double mean = DoubleStream.of(seen).average().orElse(0);
      double square = DoubleStream.of(seen).map(v -> (v - mean) * (v - mean)).average().orElse(0);
      center.add(mean);
      scale.add(square > 0 && Double.isFinite(square) ? Math.sqrt(square) : 1);
    }
    return new FeatureScaling(center, scale);
  }

  /**
   * An example on this scale.
   *
   * @param features of it, NaN where missing
   * @return as many numbers
   */
  public double[] apply(double[] features) {
    double[] x = new double[center.size()];
    for (int f = 0; f < x.length; f++) {
      double v = (features[f] - center.get(f)) / scale.get(f);
      x[f] = Double.isNaN(v) ? 0 : Math.max(-CUT, Math.min(CUT, v));
    }
    return x;
  }

  /**
   * Refuses a model whose features are not those of its channels.
   *
   * @param channels names of the channels
   * @throws IllegalArgumentException saying so in a clause
   */
  public void requireOf(List<String> channels) {
    if (center.size() != SeriesFeatures.names(channels).size()) {
      throw new IllegalArgumentException("its regression does not fit its channels");
    }
  }
}
