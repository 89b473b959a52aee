package io.anode4j.latent;

/**
 * How an epoch went.
 *
 * @param epoch number of the epoch, from 1
 * @param epochs most epochs that will be run
 * @param trainingLoss −ELBO in nats an observed value, KL and context weighted as configured
 * @param validationLoss −log p of the horizon in nats an observed value, averaged over posterior
 *     samples
 * @param validationMse squared error of the horizon's values on the model's scale, averaged over
 *     posterior samples
 * @param evaluationsPerRow evaluations of the vector field a solve, forward (NFE)
 * @param rowsPerSecond training windows a second
 * @param learningRate rate at the end of the epoch
 * @param best whether validation was never better
 * @param elapsedSeconds time since the start of the run, earlier sittings included
 * @param remainingSeconds time that the remaining epochs would take at this pace
 */
public record EpochReport(
    int epoch,
    int epochs,
    double trainingLoss,
    double validationLoss,
    double validationMse,
    double evaluationsPerRow,
    double rowsPerSecond,
    double learningRate,
    boolean best,
    double elapsedSeconds,
    double remainingSeconds) {}
