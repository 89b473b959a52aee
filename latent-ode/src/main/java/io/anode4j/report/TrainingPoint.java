package io.anode4j.report;

/**
 * One epoch of a training.
 *
 * @param epoch its number
 * @param trainLoss loss on the training data; {@code NaN} if not computed
 * @param validationLoss loss on the validation data; {@code NaN} if there is none
 * @param nfe function evaluations of the solver a row took on average; {@code NaN} if not counted
 */
public record TrainingPoint(int epoch, double trainLoss, double validationLoss, double nfe) {

  /** The loss by which epochs are compared: validation where there is one. */
  double decisive() {
    return Double.isNaN(validationLoss) ? trainLoss : validationLoss;
  }
}
