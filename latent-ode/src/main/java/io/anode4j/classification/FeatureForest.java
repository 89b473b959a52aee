package io.anode4j.classification;

import io.anode4j.data.TimeSeries;
import io.anode4j.period.VariabilityFeatures;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A random forest on {@link SeriesFeatures} and {@link VariabilityFeatures}, as Richards et al.
 * (2011) classify variable stars.
 *
 * @param frequencies grid on which periods are searched at most
 * @param forest the trees
 */
public record FeatureForest(int frequencies, RandomForest forest) {
  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException saying in a clause what is out of it
   */
  public FeatureForest {
    VariabilityFeatures.requireFrequencies(frequencies);
  }

  /**
   * What the forest looks at.
   *
   * @param series original values
   * @param frequencies grid on which periods are searched at most
   * @return numbers, NaN where there are none
   */
  public static double[] features(TimeSeries series, int frequencies) {
    return DoubleStream.concat(
            DoubleStream.of(SeriesFeatures.of(series)),
            DoubleStream.of(VariabilityFeatures.of(series, frequencies)))
        .toArray();
  }

  /**
   * Probabilities of the classes.
   *
   * @param series original values
   * @return one a class
   */
  public double[] probabilities(TimeSeries series) {
    return forest.probabilities(features(series, frequencies));
  }

  /**
   * Refuses a model whose features are not those of its channels.
   *
   * @param channels names of the channels
   * @throws IllegalArgumentException saying so in a clause
   */
  public void requireOf(List<String> channels) {
    int features =
        SeriesFeatures.names(channels).size() + VariabilityFeatures.names(channels).size();
    if (forest.features() != features) {
      throw new IllegalArgumentException("its forest does not fit its channels");
    }
  }
}
