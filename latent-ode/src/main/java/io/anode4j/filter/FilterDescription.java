package io.anode4j.filter;

import io.anode4j.model.ModelHeader;
import io.anode4j.sequence.LeadFactors;
import java.util.List;

/**
 * What the description of a neural filter holds beside the {@link ModelHeader}, whose unit of time
 * is the usual gap.
 *
 * @param config settings
 * @param factors factors of its deviations
 * @param scores what ordinary readings score against what was expected of them
 * @param levels the same against the centre of all training values
 */
record FilterDescription(
    FilterConfig config, LeadFactors factors, ScoreCalibration scores, ScoreCalibration levels) {

  /**
   * A description that fits a number of channels.
   *
   * @throws IllegalArgumentException when it does not, or a sensor's state would be too large
   */
  FilterDescription fitting(int channels) {
    boolean fits = scores.residual().size() == channels && levels.residual().size() == channels;
    for (List<Double> f : factors.factors()) {
      fits &= f.size() == channels;
    }
    if (!fits) {
      throw new IllegalArgumentException("its calibration does not fit " + channels + " channels");
    }
    int state = SensorState.around(FilterScorer.content(config.hidden(), channels));
    if (state > SensorState.MOST) {
      throw new IllegalArgumentException(
          "A sensor's state of hidden size "
              + config.hidden()
              + " and "
              + channels
              + " channels would have "
              + state
              + " bytes; expected at most "
              + SensorState.MOST
              + ": lower hidden or leave channels out");
    }
    return this;
  }

  static FilterLayout layout(ModelHeader header) {
    return new FilterLayout(header.channels().size(), header.timeUnit(), header.phases());
  }

  FilterDescription withFactors(LeadFactors fitted) {
    return new FilterDescription(config, fitted, scores, levels);
  }

  FilterDescription withScores(ScoreCalibration fitted, ScoreCalibration fittedLevels) {
    return new FilterDescription(config, factors, fitted, fittedLevels);
  }
}
