package io.anode4j.detection;

/**
 * Area under the curve of precision over recall, as average precision: the sum over all thresholds
 * of the precision, weighed by what the recall gains there. A random score has the share of
 * anomalies.
 */
public final class PrecisionRecall {
  private PrecisionRecall() {}

  /**
   * The area.
   *
   * @param scores higher is stranger, one a reading
   * @param anomalous whether each reading is an anomaly
   * @return the area, 0 to 1; NaN when no reading is an anomaly
   */
  public static double area(double[] scores, boolean[] anomalous) {
    Ranking ranking = new Ranking(scores);
    double right = 0;
    double counted = 0;
    double area = 0;
    for (int rank = 0; rank < ranking.size(); rank++) {
      right += anomalous[ranking.at(rank)] ? 1 : 0;
      if (ranking.endsGroup(rank)) {
        area += (right - counted) * right / (rank + 1);
        counted = right;
      }
    }
    return area / right;
  }

  /** The largest F1 of any threshold, which is known only to those who know the labels. */
  static double bestF1(double[] scores, boolean[] anomalous) {
    Ranking ranking = new Ranking(scores);
    double all = 0;
    for (boolean one : anomalous) {
      all += one ? 1 : 0;
    }
    double right = 0;
    double best = all == 0 ? Double.NaN : 0;
    for (int rank = 0; rank < ranking.size(); rank++) {
      right += anomalous[ranking.at(rank)] ? 1 : 0;
      if (ranking.endsGroup(rank)) {
        best = Math.max(best, 2 * right / (rank + 1 + all));
      }
    }
    return best;
  }
}
