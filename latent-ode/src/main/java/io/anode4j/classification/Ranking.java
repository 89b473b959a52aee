package io.anode4j.classification;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How well scores put what belongs to a class before what does not.
 *
 * @param auc probability that one of the class has a higher score than one of the others, ties half
 *     (Hanley and McNeil 1982); NaN where all or none belong to it
 * @param aucError its standard error (DeLong, DeLong and Clarke-Pearson, Biometrics 1988); NaN with
 *     fewer than two on a side
 * @param averagePrecision precision at each recall, weighted by the steps of recall; NaN where none
 *     belongs to the class
 */
record Ranking(double auc, double aucError, double averagePrecision) {
  static Ranking of(double[] scores, boolean[] positive) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] all = midRanks(scores, order);
    double[] own = new double[scores.length];
    for (boolean side : new boolean[] {false, true}) {
      int[] part = IntStream.of(order).filter(i -> positive[i] == side).toArray();
      double[] ranks = midRanks(scores, part);
      for (int i : part) {
        own[i] = ranks[i];
      }
    }
    double m = count(positive);
    double n = scores.length - m;
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += positive[i] ? (all[i] - own[i]) / n : 0;
    }
    double auc = m == 0 || n == 0 ? Double.NaN : sum / m;
    double error = m < 2 || n < 2 ? Double.NaN : error(all, own, positive, auc);
    return new Ranking(auc, error, averagePrecision(scores, positive, order));
  }

  private static double count(boolean[] positive) {
    int m = 0;
    for (boolean one : positive) {
      m += one ? 1 : 0;
    }
    return m;
  }

  /** Ranks from 1, equal scores sharing their mean; of those in the order alone. */
  private static double[] midRanks(double[] scores, int[] order) {
    double[] ranks = new double[scores.length];
    int from = 0;
    while (from < order.length) {
      int to = from + 1;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        to++;
      }
      for (int k = from; k < to; k++) {
        ranks[order[k]] = 0.5 * (from + 1 + to);
      }
      from = to;
    }
    return ranks;
  }

  /** The share of the other side that each one beats varies: that is the error of its mean. */
  private static double error(double[] all, double[] own, boolean[] positive, double auc) {
    double m = count(positive);
    double n = positive.length - m;
    double variance = 0;
    for (int i = 0; i < positive.length; i++) {
      double beaten = (all[i] - own[i]) / (positive[i] ? n : m);
      double deviation = (positive[i] ? beaten : 1 - beaten) - auc;
      double side = positive[i] ? m : n;
      variance += deviation * deviation / (side * (side - 1));
    }
    return Math.sqrt(variance);
  }

  private static double averagePrecision(double[] scores, boolean[] positive, int[] order) {
    double total = count(positive);
    double hits = 0;
    double sum = 0;
    int to = order.length;
    while (to > 0) {
      int from = to - 1;
      while (from > 0 && scores[order[from - 1]] == scores[order[to - 1]]) {
        from--;
      }
      double more = 0;
      for (int k = from; k < to; k++) {
        more += positive[order[k]] ? 1 : 0;
      }
      hits += more;
      sum += more * hits / (order.length - from);
      to = from;
    }
    return total == 0 ? Double.NaN : sum / total;
  }
}
