package io.anode4j.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.anode4j.training.TrainingPace;

/**
 * How an epoch went, as far as it depends on data, settings and seed alone; how fast it went is
 * said by {@link TrainingPace}.
 *
 * @param epoch number of the epoch, from 1
 * @param epochs most epochs that will be run
 * @param trainingLoss −ELBO in nats an observed value, KL and context weighted as configured
 * @param validationLoss loss of the horizon an observed value: mean CRPS in units of the windows'
 *     frames for default models, −log p in nats for the others, averaged over posterior samples
 * @param validationMse squared error of the horizon's values on the model's scale, averaged over
 *     posterior samples
 * @param evaluationsPerRow evaluations of the vector field a solve, forward (NFE)
 * @param learningRate rate at the end of the epoch
 * @param best whether validation was never better
 */
@JsonIgnoreProperties({"rowsPerSecond", "elapsedSeconds", "remainingSeconds"}) // of early files
public record EpochReport(
    int epoch,
    int epochs,
    double trainingLoss,
    double validationLoss,
    double validationMse,
    double evaluationsPerRow,
    double learningRate,
    boolean best) {}
