package io.anode4j.detection;

import io.anode4j.detection.Detector.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Verdicts on labelled streams, and the figures that are usual for them. */
public final class Detection {
  private final List<LabelledStream> streams = new ArrayList<>();
  private final List<Verdict[]> verdicts = new ArrayList<>();

  /** Adds a stream and what a detector said. */
  public void add(LabelledStream stream, Verdict[] said) {
    streams.add(stream);
    verdicts.add(said);
  }

  /**
   * Reading by reading, as SKAB counts.
   *
   * @param f1 harmonic mean of precision and recall
   * @param falseAlarms share of ordinary readings with an alarm
   * @param missed share of anomalous readings without one
   */
  public record Rates(double f1, double falseAlarms, double missed) {}

  /** Rates over all readings scored. */
  public Rates rates() {
    double[] n = new double[4];
    for (int k = 0; k < streams.size(); k++) {
      LabelledStream s = streams.get(k);
      Verdict[] said = verdicts.get(k);
      PublicData.scored(s)
          .forEach(i -> n[(s.anomalous()[i] ? 2 : 0) + (said[i].alarm() ? 1 : 0)]++);
    }
    return new Rates(
        2 * n[3] / (2 * n[3] + n[1] + n[2]), n[1] / (n[0] + n[1]), n[2] / (n[2] + n[3]));
  }

  private record Ranked(double score, boolean anomalous) {}

  /** Area under the ROC curve of the scores; equal scores share their ranks. */
  public double auc() {
    List<Ranked> all = new ArrayList<>();
    for (int k = 0; k < streams.size(); k++) {
      LabelledStream s = streams.get(k);
      Verdict[] said = verdicts.get(k);
      PublicData.scored(s).forEach(i -> all.add(new Ranked(said[i].score(), s.anomalous()[i])));
    }
    all.sort(Comparator.comparingDouble(Ranked::score));
    double ranks = 0;
    double anomalous = 0;
    for (int from = 0; from < all.size(); ) {
      int to = from;
      while (to < all.size() && all.get(to).score == all.get(from).score) {
        to++;
      }
      double rank = (from + 1 + to) / 2.0;
      for (int i = from; i < to; i++) {
        if (all.get(i).anomalous) {
          ranks += rank;
          anomalous++;
        }
      }
      from = to;
    }
    return (ranks - anomalous * (anomalous + 1) / 2) / (anomalous * (all.size() - anomalous));
  }

  /** The mean over the streams of each one's own area under the ROC curve. */
  public double meanAuc() {
    double sum = 0;
    int counted = 0;
    for (int k = 0; k < streams.size(); k++) {
      Detection one = new Detection();
      one.add(streams.get(k), verdicts.get(k));
      double auc = one.auc();
      if (!Double.isNaN(auc)) {
        sum += auc;
        counted++;
      }
    }
    return sum / counted;
  }

  List<LabelledStream> streams() {
    return streams;
  }

  List<Verdict[]> verdicts() {
    return verdicts;
  }
}
