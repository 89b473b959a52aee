package io.anode4j.regression;

import io.anode4j.classification.FeatureScaling;
import io.anode4j.tensor.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Ridge regression (Hoerl and Kennard 1970): what a network has to beat. Features are standardised
 * and cut at five deviations, missing ones count as their mean; the intercept is free.
 *
 * @param center mean of each feature over the examples that have it
 * @param scale its standard deviation; 1 where it does not vary
 * @param weights of the features, then the intercept
 * @param penalty strength λ of the penalty
 */
public record RidgeRegression(
    List<Double> center, List<Double> scale, List<Double> weights, double penalty) {
  private static final double[] PENALTIES = {10_000, 3000, 1000, 300, 100, 30, 10, 3, 1};

  /**
   * Copies and checks the lists.
   *
   * @throws IllegalArgumentException saying in a clause what does not fit
   */
  public RidgeRegression {
    center = List.copyOf(center);
    scale = List.copyOf(scale);
    weights = List.copyOf(weights);
    int features = new FeatureScaling(center, scale).center().size();
    if (weights.size() != features + 1) {
      throw new IllegalArgumentException("its regression's weights do not fit its features");
    }
    if (!weights.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("a number of its regression is out of range");
    }
  }

  /** How features are scaled before they are weighed. */
  public FeatureScaling scaling() {
    return new FeatureScaling(center, scale);
  }

  /**
   * Fits with the penalty, of nine from 10,000 to 1, that does best on other examples.
   *
   * @param features {@code [examples × features]}, NaN where missing
   * @param truth number of each example
   * @param otherFeatures of the examples to choose by
   * @param otherTruth their numbers
   * @return the regression
   */
  public static RidgeRegression chosen(
      double[][] features, double[] truth, double[][] otherFeatures, double[] otherTruth) {
    FeatureScaling scaling = FeatureScaling.of(features);
    int size = scaling.center().size();
    double mean = Arrays.stream(truth).average().orElse(0);
    NormalEquations equations = new NormalEquations(size);
    for (int i = 0; i < features.length; i++) {
      Cancellation.check("The fit of a regression");
      equations.add(0, scaling.apply(features[i]), truth[i] - mean);
    }
    List<Double> none = Collections.nCopies(size + 1, 0.0);
    RidgeRegression best =
        new RidgeRegression(scaling.center(), scaling.scale(), none, PENALTIES[0]);
    double least = Double.POSITIVE_INFINITY;
    for (double penalty : PENALTIES) {
      double[] solved = equations.solve(penalty, new double[size]);
      List<Double> weights = new ArrayList<>(Arrays.stream(solved).boxed().toList());
      weights.add(mean); // Standardised features have no mean of their own.
      RidgeRegression one =
          new RidgeRegression(scaling.center(), scaling.scale(), weights, penalty);
      double squares = 0;
      for (int i = 0; i < otherTruth.length; i++) {
        squares += Math.pow(one.value(otherFeatures[i]) - otherTruth[i], 2);
      }
      if (squares < least) {
        least = squares;
        best = one;
      }
    }
    return best;
  }

  /**
   * The number of an example.
   *
   * @param features of it, NaN where missing
   * @return the number
   */
  public double value(double[] features) {
    double[] x = scaling().apply(features);
    double sum = weights.get(x.length);
    for (int f = 0; f < x.length; f++) {
      sum += weights.get(f) * x[f];
    }
    return sum;
  }
}
