package io.anode4j.training;

/**
 * How fast a training run goes. Not part of a model: it differs between two runs of the same seed.
 *
 * @param rowsPerSecond training windows a second in the last epoch
 * @param elapsedSeconds time since the start of the run, earlier sittings included
 * @param remainingSeconds time that the remaining epochs would take at this pace
 */
public record TrainingPace(double rowsPerSecond, double elapsedSeconds, double remainingSeconds) {}
