package io.anode4j.detection;

import io.anode4j.filter.Reading;
import io.anode4j.filter.Score;
import io.anode4j.filter.Scorer;
import io.anode4j.filter.SensorModel;

/**
 * A sensor model as a judge; scores are in units of their thresholds, so an alarm is one above 1.
 *
 * @param model the model
 * @param rate false-alarm rate of its thresholds
 * @param by which of a reading's scores decides
 */
public record SensorJudge(SensorModel model, double rate, By by) implements Judge {
  /** Which of a reading's scores decides. */
  public enum By {
    /** How badly it was predicted. */
    PREDICTION,
    /** How far out it lies. */
    LEVEL,
    /** Whichever is farther above its threshold. */
    EITHER
  }

  @Override
  public Verdict[] judge(LabelledStream stream) {
    Scorer scorer = model.newScorer(rate);
    Verdict[] verdicts = new Verdict[stream.series().length()];
    for (int i = 0; i < verdicts.length; i++) {
      Reading reading = new Reading(stream.series().time(i), stream.series().row(i));
      verdicts[i] = verdict(scorer.update(reading));
    }
    return verdicts;
  }

  private Verdict verdict(Score score) {
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
}
