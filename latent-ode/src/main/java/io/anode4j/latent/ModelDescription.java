package io.anode4j.latent;

import io.anode4j.latent.window.WindowLayout;
import io.anode4j.model.ModelHeader;
import java.util.List;

/**
 * What the description of a latent ODE holds beside the {@link ModelHeader}.
 *
 * @param config settings
 * @param context length of the context the model reads, original time units
 * @param calibration each channel's observation noise, fitted on validation data
 */
record ModelDescription(
    LatentOdeConfig config, double context, List<ObservationNoise> calibration) {

  ModelDescription {
    calibration = List.copyOf(calibration);
    if (!(context > 0 && Double.isFinite(context))) {
      throw new IllegalArgumentException("its context is out of range");
    }
  }

  /** How windows become numbers. */
  WindowLayout layout(ModelHeader header) {
    double[] periods = header.periods().stream().mapToDouble(Double::doubleValue).toArray();
    // Without a horizon the context is all there is: the bound of the whole series.
    double contextWeight = header.horizon() == 0 ? 1 : config.training().contextWeight();
    return new WindowLayout(
        header.channels().size(),
        true,
        header.timeUnit(),
        config.encoder().timeFrequencies(),
        periods,
        contextWeight);
  }

  /** What decides a training run beside the data. */
  String decisive(ModelHeader header) {
    return header.library()
        + ' '
        + config
        + ' '
        + context
        + ' '
        + header.horizon()
        + header.periods();
  }

  ModelDescription withCalibration(List<ObservationNoise> fitted) {
    return new ModelDescription(config, context, fitted);
  }
}
