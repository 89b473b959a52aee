package io.anode4j.classification;

import java.util.ArrayList;
import java.util.List;

/**
 * How good probabilities of classes are. With two classes, AUC, AUPRC, F1 and calibration are those
 * of the positive one; with more, AUC and AUPRC are those of each class against the others,
 * averaged over the classes that occur, and F1 is averaged over classes that occur or were said.
 *
 * @param count number of series
 * @param auc area under the ROC curve, ties half
 * @param aucError its standard error (DeLong et al. 1988) with two classes, else NaN
 * @param auprc average precision, the step-wise area under the curve of precision and recall
 * @param accuracy share of series whose most probable class is theirs
 * @param f1 harmonic mean of precision and recall of the most probable class
 * @param logLoss −log of the probability of the series' own class, nats a series, no probability
 *     taken as less than 1e-15
 * @param calibrationError mean distance between probability and frequency over ten bins of equal
 *     width, weighted by their series (expected calibration error; Naeini et al., AAAI 2015): of
 *     the positive class with two, else of the most probable one
 * @param confusion series by their class (row) and the most probable one (column)
 */
public record ClassScores(
    int count,
    double auc,
    double aucError,
    double auprc,
    double accuracy,
    double f1,
    double logLoss,
    double calibrationError,
    List<List<Integer>> confusion) {
  private static final int BINS = 10;
  private static final double LEAST = 1e-15;

  /** Copies the table. */
  public ClassScores {
    confusion = confusion.stream().map(List::copyOf).toList();
  }

  /**
   * Compares probabilities with what is true.
   *
   * @param truth class of each series, from 0
   * @param probabilities {@code [series × classes]}
   * @param positive with two classes the one that matters
   * @return the scores
   * @throws IllegalArgumentException when there is no series, or not one truth a row
   */
  public static ClassScores of(int[] truth, double[][] probabilities, int positive) {
    if (truth.length == 0 || truth.length != probabilities.length) {
      throw new IllegalArgumentException(
          "%d classes known of %d series; expected as many, at least one"
              .formatted(truth.length, probabilities.length));
    }
    int classes = probabilities[0].length;
    int[][] confusion = new int[classes][classes];
    double logLoss = 0;
    for (int i = 0; i < truth.length; i++) {
      confusion[truth[i]][best(probabilities[i])]++;
      logLoss -= Math.log(Math.max(LEAST, probabilities[i][truth[i]]));
    }
    List<Ranking> rankings = rankings(truth, probabilities, positive);
    return new ClassScores(
        truth.length,
        rankings.stream().mapToDouble(Ranking::auc).average().orElse(Double.NaN),
        classes == 2 && rankings.size() == 1 ? rankings.get(0).aucError() : Double.NaN,
        rankings.stream().mapToDouble(Ranking::averagePrecision).average().orElse(Double.NaN),
        (double) trace(confusion) / truth.length,
        f1(confusion, positive),
        logLoss / truth.length,
        calibrationError(truth, probabilities, positive),
        table(confusion));
  }

  static int best(double[] probabilities) {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return best;
  }

  private static List<Ranking> rankings(int[] truth, double[][] probabilities, int positive) {
    int classes = probabilities[0].length;
    List<Ranking> rankings = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      if (classes == 2 && k != positive) {
        continue;
      }
      double[] scores = new double[truth.length];
      boolean[] own = new boolean[truth.length];
      for (int i = 0; i < truth.length; i++) {
        scores[i] = probabilities[i][k];
        own[i] = truth[i] == k;
      }
      Ranking ranking = Ranking.of(scores, own);
      if (!Double.isNaN(ranking.auc())) {
        rankings.add(ranking);
      }
    }
    return rankings;
  }

  private static int trace(int[][] confusion) {
    int sum = 0;
    for (int k = 0; k < confusion.length; k++) {
      sum += confusion[k][k];
    }
    return sum;
  }

  private static double f1(int[][] confusion, int positive) {
    double sum = 0;
    int classes = 0;
    for (int k = 0; k < confusion.length; k++) {
      int met = 0;
      for (int j = 0; j < confusion.length; j++) {
        met += confusion[k][j] + confusion[j][k];
      }
      if (met > 0 && (confusion.length != 2 || k == positive)) {
        sum += 2.0 * confusion[k][k] / met;
        classes++;
      }
    }
    return classes == 0 ? 0 : sum / classes;
  }

  private static double calibrationError(int[] truth, double[][] probabilities, int positive) {
    double[] said = new double[BINS];
    double[] met = new double[BINS];
    for (int i = 0; i < truth.length; i++) {
      int k = probabilities[i].length == 2 ? positive : best(probabilities[i]);
      int bin = Math.min(BINS - 1, (int) (BINS * probabilities[i][k]));
      said[bin] += probabilities[i][k];
      met[bin] += truth[i] == k ? 1 : 0;
    }
    double sum = 0;
    for (int b = 0; b < BINS; b++) {
      sum += Math.abs(said[b] - met[b]);
    }
    return sum / truth.length;
  }

  private static List<List<Integer>> table(int[][] confusion) {
    List<List<Integer>> rows = new ArrayList<>();
    for (int[] row : confusion) {
      rows.add(java.util.Arrays.stream(row).boxed().toList());
    }
    return rows;
  }
}
