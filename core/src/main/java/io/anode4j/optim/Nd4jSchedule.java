package io.anode4j.optim;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * One of ND4J's schedules as a {@link LearningRate}. Needs no native library.
 *
 * @param schedule schedule by iteration, by epoch or by both
 * @param stepsPerEpoch steps that make an epoch, at least 1
 */
public record Nd4jSchedule(ISchedule schedule, long stepsPerEpoch) implements LearningRate {
  /** Checks the epoch's length. */
  public Nd4jSchedule {
    if (stepsPerEpoch < 1) {
      throw new IllegalArgumentException(
          "An epoch of " + stepsPerEpoch + " steps; expected at least 1");
    }
  }

  @Override
  public double at(long step) {
    return schedule.valueAt(Math.toIntExact(step), Math.toIntExact(step / stepsPerEpoch));
  }
}
