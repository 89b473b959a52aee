package io.anode4j.classification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Multinomial logistic regression: what a network has to beat. It minimises the log loss, summed
 * over examples, plus {@code penalty/2} times the squares of all weights but the intercepts;
 * features are standardised before and cut at five deviations, missing ones count as their mean.
 *
 * @param center mean of each feature over the examples that have it
 * @param scale its standard deviation; 1 where it does not vary
 * @param weights for each class those of the features, then the intercept
 * @param penalty strength λ of the penalty
 */
public record LogisticRegression(
    List<Double> center, List<Double> scale, List<List<Double>> weights, double penalty) {
  /** Strengths tried, strongest first. */
  private static final double[] PENALTIES = {1000, 300, 100, 30, 10, 3, 1};

  private static final double TOLERANCE = 1e-4;

  /**
   * Copies and checks the lists.
   *
   * @throws IllegalArgumentException saying in a clause what does not fit
   */
  public LogisticRegression {
    center = List.copyOf(center);
    scale = List.copyOf(scale);
    weights = weights.stream().map(List::copyOf).toList();
    int features = new FeatureScaling(center, scale).center().size();
    if (weights.size() < 2 || weights.stream().anyMatch(row -> row.size() != features + 1)) {
      throw new IllegalArgumentException("its regression's weights do not fit its features");
    }
    if (!weights.stream().flatMap(List::stream).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("a number of its regression is out of range");
    }
  }

  /** How features are scaled before they are weighed. */
  public FeatureScaling scaling() {
    return new FeatureScaling(center, scale);
  }

  /**
   * Fits with a given penalty.
   *
   * @param features {@code [examples × features]}, NaN where missing
   * @param truth class of each example, from 0
   * @param classes number of classes, at least 2
   * @param penalty λ, above 0
   * @return the regression
   */
  public static LogisticRegression fit(
      double[][] features, int[] truth, int classes, double penalty) {
    LogisticRegression plain = standardising(features, classes, penalty);
    double[][] x = plain.standardised(features);
    return plain.with(solve(x, truth, classes, penalty, new double[0]), penalty);
  }

  /**
   * Fits with the penalty, of seven from 1000 to 1, that does best on other examples.
   *
   * @param features {@code [examples × features]}, NaN where missing
   * @param truth class of each example
   * @param classes number of classes, at least 2
   * @param otherFeatures of the examples to choose by; none to take the middle one
   * @param otherTruth their classes
   * @return the regression
   */
  public static LogisticRegression chosen(
      double[][] features, int[] truth, int classes, double[][] otherFeatures, int[] otherTruth) {
    LogisticRegression plain = standardising(features, classes, 1);
    double[][] x = plain.standardised(features);
    double[] start = {};
    LogisticRegression best = plain;
    double bestLoss = Double.POSITIVE_INFINITY;
    for (int k = 0; k < PENALTIES.length; k++) {
      start = solve(x, truth, classes, PENALTIES[k], start);
      LogisticRegression one = plain.with(start, PENALTIES[k]);
      double loss = otherTruth.length == 0 ? k == 3 ? 0 : 1 : one.loss(otherFeatures, otherTruth);
      if (loss < bestLoss) {
        bestLoss = loss;
        best = one;
      }
    }
    return best;
  }

  /**
   * Probabilities of the classes.
   *
   * @param features of one example, NaN where missing
   * @return one a class
   */
  public double[] probabilities(double[] features) {
    double[] x = scaling().apply(features);
    double[] scores = new double[weights.size()];
    for (int k = 0; k < scores.length; k++) {
      List<Double> w = weights.get(k);
      scores[k] = w.get(x.length);
      for (int f = 0; f < x.length; f++) {
        scores[k] += w.get(f) * x[f];
      }
    }
    Softmax.inPlace(scores);
    return scores;
  }

  private double loss(double[][] features, int[] truth) {
    double[][] probabilities =
        Arrays.stream(features).map(this::probabilities).toArray(double[][]::new);
    return ClassScores.of(truth, probabilities, 0).logLoss();
  }

  private static LogisticRegression standardising(
      double[][] features, int classes, double penalty) {
    FeatureScaling scaling = FeatureScaling.of(features);
    List<List<Double>> none = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      none.add(Collections.nCopies(scaling.center().size() + 1, 0.0));
    }
    return new LogisticRegression(scaling.center(), scaling.scale(), none, penalty);
  }

  private LogisticRegression with(double[] flat, double strength) {
    int width = center.size() + 1;
    List<List<Double>> rows = new ArrayList<>();
    for (int k = 0; k < weights.size(); k++) {
      rows.add(Arrays.stream(flat, k * width, (k + 1) * width).boxed().toList());
    }
    return new LogisticRegression(center, scale, rows, strength);
  }

  private double[][] standardised(double[][] features) {
    return Arrays.stream(features).map(scaling()::apply).toArray(double[][]::new);
  }

  private static double[] solve(
      double[][] x, int[] truth, int classes, double penalty, double[] start) {
    int width = (x.length == 0 ? 0 : x[0].length) + 1;
    double[] begin = start.length == 0 ? new double[classes * width] : start;
    return QuasiNewton.minimum(
        (w, gradient) -> objective(x, truth, classes, penalty, w, gradient),
        begin,
        TOLERANCE * Math.max(1, Math.sqrt(x.length)));
  }

  private static double objective(
      double[][] x, int[] truth, int classes, double penalty, double[] w, double[] gradient) {
    int width = w.length / classes;
    double[] p = new double[classes];
    double sum = 0;
    for (int j = 0; j < w.length; j++) {
      boolean intercept = j % width == width - 1;
      gradient[j] = intercept ? 0 : penalty * w[j];
      sum += intercept ? 0 : 0.5 * penalty * w[j] * w[j];
    }
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < classes; k++) {
        p[k] = w[(k + 1) * width - 1];
        for (int f = 0; f < width - 1; f++) {
          p[k] += w[k * width + f] * x[i][f];
        }
      }
      double own = p[truth[i]];
      sum += Softmax.inPlace(p) - own;
      for (int k = 0; k < classes; k++) {
        double d = p[k] - (truth[i] == k ? 1 : 0);
        for (int f = 0; f < width - 1; f++) {
          gradient[k * width + f] += d * x[i][f];
        }
        gradient[(k + 1) * width - 1] += d;
      }
    }
    return sum;
  }
}
