package io.anode4j.classification;

import io.anode4j.data.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Classifiers that look at simple features or at nothing: the baselines.
 *
 * @param classes names of the classes
 * @param rule from a series to the probabilities of its classes
 */
public record FeatureClassifier(List<String> classes, Function<TimeSeries, double[]> rule)
    implements Classifier {
  /** Copies the list. */
  public FeatureClassifier {
    classes = List.copyOf(classes);
  }

  /** Says of every series how often the classes were met: the prior. */
  public static FeatureClassifier prior(List<String> classes, List<Integer> counts) {
    double sum = counts.stream().mapToInt(Integer::intValue).sum();
    double[] shares = counts.stream().mapToDouble(n -> n / sum).toArray();
    return new FeatureClassifier(classes, series -> shares.clone());
  }

  /** A regression on {@link SeriesFeatures}. */
  public static FeatureClassifier regression(List<String> classes, LogisticRegression regression) {
    return new FeatureClassifier(
        classes, series -> regression.probabilities(SeriesFeatures.of(series)));
  }

  @Override
  public List<Classification> classifyAll(List<TimeSeries> series) {
    return series.stream()
        .map(
            one ->
                new Classification(
                    one.id(), classes, Arrays.stream(rule.apply(one)).boxed().toList()))
        .toList();
  }
}
