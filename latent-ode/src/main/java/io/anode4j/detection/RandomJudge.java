package io.anode4j.detection;

import java.util.SplittableRandom;

/**
 * A score that knows nothing: uniform between 0 and 1, with an alarm at the stated rate.
 *
 * @param rate share of readings with an alarm
 * @param seed of the numbers of each stream
 */
public record RandomJudge(double rate, long seed) implements Judge {
  @Override
  public Verdict[] judge(LabelledStream stream) {
    SplittableRandom random = new SplittableRandom(seed ^ stream.series().id().hashCode());
    Verdict[] verdicts = new Verdict[stream.series().length()];
    for (int i = 0; i < verdicts.length; i++) {
      double score = random.nextDouble();
      verdicts[i] = new Verdict(score, score > 1 - rate);
    }
    return verdicts;
  }
}
