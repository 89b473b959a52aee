package io.anode4j.detection;

import io.anode4j.data.SeriesSet;
import io.anode4j.filter.FilterConfig;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.NeuralFilterTrainer;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;

/** The neural filter as a detector: the anomaly score of its scorer, and its threshold. */
record FilterDetector(String name, FilterConfig config) implements Detector {
  @Override
  public Judge train(SeriesSet ordinary, double falseAlarmRate) {
    NeuralFilter model = NeuralFilterTrainer.with(config).fit(ordinary);
    return stream -> {
      Scorer scorer = model.newScorer(falseAlarmRate);
      Verdict[] verdicts = new Verdict[stream.length()];
      for (int i = 0; i < verdicts.length; i++) {
        Score score = scorer.update(new Reading(stream.time(i), stream.row(i)));
        verdicts[i] = new Verdict(score.warmUp() ? 0 : score.anomaly(), score.isAnomaly());
      }
      return verdicts;
    };
  }
}
