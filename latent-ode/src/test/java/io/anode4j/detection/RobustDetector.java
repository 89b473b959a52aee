package io.anode4j.detection;

import io.anode4j.data.SeriesSet;
import io.anode4j.filter.Reading;
import io.anode4j.filter.RobustSensorModel;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;

/** The model without training as a detector: it learns from the stream alone. */
record RobustDetector(FilterDetector.By by) implements Detector {
  @Override
  public String name() {
    return "no training, " + by.name().toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public Judge train(SeriesSet ordinary, double falseAlarmRate) {
    RobustSensorModel model = RobustSensorModel.of(ordinary.channels(), ordinary.timeFormat());
    return stream -> {
      Scorer scorer = model.newScorer(falseAlarmRate);
      Verdict[] verdicts = new Verdict[stream.length()];
      for (int i = 0; i < verdicts.length; i++) {
        Score score = scorer.update(new Reading(stream.time(i), stream.row(i)));
        verdicts[i] = FilterDetector.verdict(score, by);
      }
      return verdicts;
    };
  }
}
