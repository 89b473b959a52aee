package io.anode4j.filter;

import io.anode4j.evaluation.BaselineStatistics;
import io.anode4j.model.EpochReport;
import java.util.List;
import java.util.Map;

/**
 * Everything of a neural filter that is not a weight: the content of {@code model.json}.
 *
 * @param formatVersion version of the file format
 * @param kind {@link #KIND}
 * @param library version of the library that trained it
 * @param config settings
 * @param channels names of the channels
 * @param timeFormat name or example of the time format of the training data
 * @param center centre of each channel, original units
 * @param scale scale of each channel, original units
 * @param timeUnit original time units in one unit of model time: the usual gap
 * @param horizon how far ahead it was trained to forecast, original time units
 * @param periods periods whose phases it is told, original time units
 * @param factors factors of its deviations
 * @param scores what ordinary readings score against what was expected of them
 * @param levels the same against the centre of all training values
 * @param seenUntil last time of each series that gradients were computed on
 * @param baselines statistics of the baselines on the training data
 * @param history how training went
 * @param provenance where the data came from
 * @param weightsSha256 checksum of the weights
 */
record FilterDescription(
    int formatVersion,
    String kind,
    String library,
    FilterConfig config,
    List<String> channels,
    String timeFormat,
    List<Double> center,
    List<Double> scale,
    double timeUnit,
    double horizon,
    List<Double> periods,
    LeadFactors factors,
    ScoreCalibration scores,
    ScoreCalibration levels,
    Map<String, Double> seenUntil,
    BaselineStatistics baselines,
    List<EpochReport> history,
    Map<String, String> provenance,
    String weightsSha256) {

  static final int FORMAT_VERSION = 1;
  static final String KIND = "filter";

  FilterDescription {
    channels = List.copyOf(channels);
    center = List.copyOf(center);
    scale = List.copyOf(scale);
    periods = List.copyOf(periods);
    seenUntil = Map.copyOf(seenUntil);
    history = List.copyOf(history);
    int d = channels.size();
    boolean fits = d > 0 && center.size() == d && scale.size() == d;
    fits &= scores.residual().size() == d && levels.residual().size() == d;
    for (List<Double> f : factors.factors()) {
      fits &= f.size() == d;
    }
    if (!fits) {
      throw new IllegalArgumentException("scalers and calibration do not fit " + d + " channels");
    }
    int state = SensorState.around(FilterScorer.content(config.hidden(), d));
    if (state > SensorState.MOST) {
      throw new IllegalArgumentException(
          "A sensor's state of hidden size "
              + config.hidden()
              + " and "
              + d
              + " channels would have "
              + state
              + " bytes; expected at most "
              + SensorState.MOST
              + ": lower hidden or leave channels out");
    }
    boolean positive = timeUnit > 0 && horizon > 0 && Double.isFinite(timeUnit + horizon);
    if (!positive || !periods.stream().allMatch(p -> p > 0 && Double.isFinite(p))) {
      throw new IllegalArgumentException("time unit, horizon or a period is out of range");
    }
  }

  FilterLayout layout() {
    return new FilterLayout(channels.size(), timeUnit, periods);
  }

  FilterDescription withFactors(LeadFactors fitted) {
    return with(fitted, scores, levels, history, weightsSha256);
  }

  FilterDescription withScores(ScoreCalibration fitted, ScoreCalibration fittedLevels) {
    return with(factors, fitted, fittedLevels, history, weightsSha256);
  }

  FilterDescription withHistory(List<EpochReport> reports) {
    return with(factors, scores, levels, reports, weightsSha256);
  }

  FilterDescription withWeights(String sha256) {
    return with(factors, scores, levels, history, sha256);
  }

  private FilterDescription with(
      LeadFactors newFactors,
      ScoreCalibration newScores,
      ScoreCalibration newLevels,
      List<EpochReport> newHistory,
      String sha256) {
    return new FilterDescription(
        formatVersion,
        kind,
        library,
        config,
        channels,
        timeFormat,
        center,
        scale,
        timeUnit,
        horizon,
        periods,
        newFactors,
        newScores,
        newLevels,
        seenUntil,
        baselines,
        newHistory,
        provenance,
        sha256);
  }
}
