package io.anode4j.latent;

import io.anode4j.evaluation.BaselineStatistics;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.model.EpochReport;
import java.util.List;
import java.util.Map;

/**
 * Everything of a model that is not a weight: the content of {@code model.json}.
 *
 * @param formatVersion version of the file format
 * @param library version of the library that trained it
 * @param config settings
 * @param channels names of the channels
 * @param timeFormat name or example of the time format of the training data
 * @param center centre of each channel, original units
 * @param scale scale of each channel, original units
 * @param timeUnit original time units in one unit of model time
 * @param context length of the context the model reads, original time units
 * @param horizon length of the horizon it was trained for, 0 for interpolation
 * @param periods periods whose phases it is told, original time units
 * @param calibration each channel's observation noise, fitted on validation data
 * @param seenUntil last time of each series that gradients were computed on
 * @param baselines statistics of the baselines on the training data
 * @param history how training went
 * @param provenance where the data came from
 * @param weightsSha256 checksum of the weights
 */
record ModelDescription(
    int formatVersion,
    String library,
    LatentOdeConfig config,
    List<String> channels,
    String timeFormat,
    List<Double> center,
    List<Double> scale,
    double timeUnit,
    double context,
    double horizon,
    List<Double> periods,
    List<ObservationNoise> calibration,
    Map<String, Double> seenUntil,
    BaselineStatistics baselines,
    List<EpochReport> history,
    Map<String, String> provenance,
    String weightsSha256) {

  /** The last format that this library reads and, for models of parts that are newer, writes. */
  static final int LATEST_FORMAT = 2;

  /** The oldest format that can say it all, so that older libraries read what they can compute. */
  static int formatVersion(LatentOdeConfig config) {
    return ConfigJson.isFormat1(config) ? 1 : LATEST_FORMAT;
  }

  ModelDescription {
    channels = List.copyOf(channels);
    center = List.copyOf(center);
    scale = List.copyOf(scale);
    periods = List.copyOf(periods);
    calibration = List.copyOf(calibration);
    seenUntil = Map.copyOf(seenUntil);
    history = List.copyOf(history);
    int d = channels.size();
    if (d == 0 || center.size() != d || scale.size() != d || calibration.size() != d) {
      throw new IllegalArgumentException("scalers and calibration do not fit " + d + " channels");
    }
    boolean positive = timeUnit > 0 && context > 0 && horizon >= 0;
    boolean finite = Double.isFinite(timeUnit + context + horizon);
    boolean periodic = periods.stream().allMatch(p -> p > 0 && Double.isFinite(p));
    if (!positive || !finite || !periodic) {
      throw new IllegalArgumentException("time unit, context, horizon or a period is out of range");
    }
  }

  /** How windows become numbers. */
  WindowLayout layout() {
    double[] p = periods.stream().mapToDouble(Double::doubleValue).toArray();
    // Without a horizon the context is all there is: the bound of the whole series.
    double contextWeight = horizon == 0 ? 1 : config.training().contextWeight();
    return new WindowLayout(
        channels.size(), true, timeUnit, config.encoder().timeFrequencies(), p, contextWeight);
  }

  /** What decides a training run beside the data. */
  String decisive() {
    return library + ' ' + config + ' ' + context + ' ' + horizon + periods;
  }

  ModelDescription withWeights(String sha256) {
    return new ModelDescription(
        formatVersion,
        library,
        config,
        channels,
        timeFormat,
        center,
        scale,
        timeUnit,
        context,
        horizon,
        periods,
        calibration,
        seenUntil,
        baselines,
        history,
        provenance,
        sha256);
  }

  ModelDescription finished(List<ObservationNoise> factors, List<EpochReport> reports) {
    return new ModelDescription(
        formatVersion,
        library,
        config,
        channels,
        timeFormat,
        center,
        scale,
        timeUnit,
        context,
        horizon,
        periods,
        factors,
        seenUntil,
        baselines,
        reports,
        provenance,
        weightsSha256);
  }
}
