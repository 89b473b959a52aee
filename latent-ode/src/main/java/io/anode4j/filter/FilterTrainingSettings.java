package io.anode4j.filter;

import io.anode4j.model.SettingRange;
import io.anode4j.training.TrainingRun;

/**
 * How a neural filter is trained.
 *
 * @param leads farther readings that each reading's state must forecast in training, beside the
 *     next
 * @param chunk readings in a row that a training window holds
 * @param epochs at most so many passes
 * @param batchSize windows an optimiser step
 * @param windowsPerEpoch at most so many windows an epoch, drawn anew each time
 * @param learningRate peak learning rate of Adam
 * @param patience epochs without improvement on validation before training stops
 * @param clipNorm largest global norm of a gradient
 * @param weightDecay share of every weight that a step of learning rate η takes away, as η times it
 * @param levelShift training windows are moved by random constants of this size, in units of a
 *     channel's spread, so that a drift does not lead out of what was learnt; 0 for none
 * @param validationFraction share of the data kept for validation and calibration
 */
public record FilterTrainingSettings(
    int leads,
    int chunk,
    int epochs,
    int batchSize,
    int windowsPerEpoch,
    double learningRate,
    int patience,
    double clipNorm,
    double weightDecay,
    double levelShift,
    double validationFraction) {
  /** Checks every range. */
  public FilterTrainingSettings {
    SettingRange.within("leads", leads, 0, 64);
    SettingRange.within("chunk", chunk, 2, 1 << 16);
    SettingRange.within("epochs", epochs, 1, Integer.MAX_VALUE);
    SettingRange.within("batchSize", batchSize, 1, 1 << 16);
    SettingRange.within("windowsPerEpoch", windowsPerEpoch, 1, 1 << 24);
    SettingRange.above("learningRate", learningRate);
    SettingRange.within("patience", patience, 1, Integer.MAX_VALUE);
    SettingRange.above("clipNorm", clipNorm);
    SettingRange.require(
        weightDecay >= 0 && weightDecay < 10, "weightDecay", weightDecay, "a number 0 to 10");
    SettingRange.require(
        levelShift >= 0 && levelShift < 10, "levelShift", levelShift, "a number 0 to 10");
    SettingRange.share("validationFraction", validationFraction, false);
  }

  /** What the loop of the training is told. */
  TrainingRun.Settings run() {
    return new TrainingRun.Settings(epochs, learningRate, patience, clipNorm, weightDecay);
  }
}
