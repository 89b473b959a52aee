package io.anode4j.regression;

import io.anode4j.tensor.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

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
  private static final double CUT = 5;

  /**
   * Copies and checks the lists.
   *
   * @throws IllegalArgumentException saying in a clause what does not fit
   */
  public RidgeRegression {
    center = List.copyOf(center);
    scale = List.copyOf(scale);
    weights = List.copyOf(weights);
    if (scale.size() != center.size() || weights.size() != center.size() + 1) {
      throw new IllegalArgumentException("its regression's weights do not fit its features");
    }
    boolean finite =
        weights.stream().allMatch(Double::isFinite)
            && center.stream().allMatch(Double::isFinite)
            && scale.stream().allMatch(s -> s > 0 && Double.isFinite(s));
    if (!finite) {
      throw new IllegalArgumentException("a number of its regression is out of range");
    }
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
    RidgeRegression best = standardising(features);
    double mean = Arrays.stream(truth).average().orElse(0);
    NormalEquations equations = new NormalEquations(best.center.size());
    for (int i = 0; i < features.length; i++) {
      Cancellation.check("The fit of a regression");
      equations.add(0, best.standardised(features[i]), truth[i] - mean);
    }
    double least = Double.POSITIVE_INFINITY;
    for (double penalty : PENALTIES) {
      double[] solved = equations.solve(penalty, new double[best.center.size()]);
      List<Double> weights = new ArrayList<>(Arrays.stream(solved).boxed().toList());
      weights.add(mean); // Standardised features have no mean of their own.
      RidgeRegression one = new RidgeRegression(best.center, best.scale, weights, penalty);
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
    double[] x = standardised(features);
    double sum = weights.get(x.length);
    for (int f = 0; f < x.length; f++) {
      sum += weights.get(f) * x[f];
    }
    return sum;
  }

  private static RidgeRegression standardising(double[][] features) {
    int size = features[0].length;
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
    List<Double> none = DoubleStream.generate(() -> 0).limit(size + 1).boxed().toList();
    return new RidgeRegression(center, scale, none, PENALTIES[0]);
  }

  private double[] standardised(double[] features) {
    double[] x = new double[center.size()];
    for (int f = 0; f < x.length; f++) {
      double v = (features[f] - center.get(f)) / scale.get(f);
      x[f] = Double.isNaN(v) ? 0 : Math.max(-CUT, Math.min(CUT, v));
    }
    return x;
  }
}
