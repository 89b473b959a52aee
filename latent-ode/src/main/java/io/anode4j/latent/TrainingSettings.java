package io.anode4j.latent;

import io.anode4j.model.SettingRange;

/**
 * How a latent ODE is trained.
 *
 * @param samples posterior samples a window
 * @param epochs at most so many passes over the training windows
 * @param batchSize windows an optimiser step
 * @param windowsPerEpoch at most so many windows an epoch, drawn anew each time
 * @param learningRate peak learning rate of Adam
 * @param patience epochs without improvement on validation before training stops
 * @param klWarmup epochs over which the weight of the KL term rises to 1
 * @param contextWeight weight of the context's log-likelihood beside the horizon's; 1 for the ELBO
 *     of the whole window
 * @param contextKeep least share of the context's observation times that the encoder is shown; 1 to
 *     show all
 * @param clipNorm largest global norm of a gradient
 * @param validationFraction share of the data kept for validation
 */
public record TrainingSettings(
    int samples,
    int epochs,
    int batchSize,
    int windowsPerEpoch,
    double learningRate,
    int patience,
    int klWarmup,
    double contextWeight,
    double contextKeep,
    double clipNorm,
    double validationFraction) {
  /** Checks every range. */
  public TrainingSettings {
    SettingRange.within("samples", samples, 1, LatentOdeConfig.MOST_SAMPLES);
    SettingRange.atLeast("epochs", epochs, 1);
    SettingRange.atLeast("batchSize", batchSize, 1);
    SettingRange.atLeast("windowsPerEpoch", windowsPerEpoch, 1);
    SettingRange.above("learningRate", learningRate);
    SettingRange.atLeast("patience", patience, 1);
    SettingRange.atLeast("klWarmup", klWarmup, 0);
    SettingRange.atLeast("contextWeight", contextWeight, 0);
    SettingRange.share("contextKeep", contextKeep, true);
    SettingRange.above("clipNorm", clipNorm);
    SettingRange.share("validationFraction", validationFraction, false);
  }
}
