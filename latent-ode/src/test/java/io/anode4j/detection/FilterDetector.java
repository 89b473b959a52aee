package io.anode4j.detection;

import io.anode4j.data.SeriesSet;
import io.anode4j.filter.FilterConfig;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.NeuralFilterTrainer;
import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The neural filter as a detector: scores in units of their thresholds. */
record FilterDetector(By by, FilterConfig config, Map<SeriesSet, NeuralFilter> trained)
    implements Detector {
  /** One detector for each way to decide; they share their models. */
  static List<Detector> all(FilterConfig config) {
    Map<SeriesSet, NeuralFilter> trained = new IdentityHashMap<>();
    List<Detector> detectors = new ArrayList<>();
    for (By by : By.values()) {
      detectors.add(new FilterDetector(by, config, trained));
    }
    return detectors;
  }

  @Override
  public String name() {
    return "filter, " + by.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Judge train(SeriesSet ordinary, double falseAlarmRate) {
    NeuralFilter model =
        trained.computeIfAbsent(ordinary, data -> NeuralFilterTrainer.with(config).fit(data));
    return stream -> {
      Scorer scorer = model.newScorer(falseAlarmRate);
      Verdict[] verdicts = new Verdict[stream.length()];
      for (int i = 0; i < verdicts.length; i++) {
        Score score = scorer.update(new Reading(stream.time(i), stream.row(i)));
        verdicts[i] = verdict(score, by);
      }
      return verdicts;
    };
  }

  static Verdict verdict(Score score, By by) {
    double anomaly = score.anomaly() / score.threshold();
    double level = score.level() / score.levelThreshold();
    double chosen =
        switch (by) {
          case PREDICTION -> anomaly;
          case LEVEL -> level;
          case EITHER -> Math.max(anomaly, level);
        };
    return new Verdict(score.warmUp() ? 0 : chosen, !score.warmUp() && chosen > 1);
  }

  /** Which of a reading's scores decides. */
  enum By {
    PREDICTION,
    LEVEL,
    EITHER
  }
}
